import Terms

/// What somebody wants everybody to read, checked and made safe for that: beside the secrets that no message keeps,
/// whatever leads to a person or out of the page is masked — numbers, addresses, accounts, links.
///
/// Where it may or may not be private it is masked: nobody else needs a number to understand a comment.
struct ArticleCommentText: Sendable, Equatable {
    static let lengthMax = 500
    private static let mask = "••••"
    /// As many digits in a row may be an amount or a year; more is a number of something.
    private static let digitsMax = 6

    let text: String

    /// Throws for what is empty or too long; the field is `text`.
    init(_ typed: String) throws {
        guard typed.utf8.count <= Self.lengthMax * 32, typed.trimmingSpaces().unicodeScalars.count <= Self.lengthMax
        else {
            throw Refusal.invalid(
                "text", "comment_too_long", ArticleCommentTexts.tooLong.filling(["max": String(Self.lengthMax)]))
        }
        text = Self.masked(try MessageText(typed).text)
    }

    private static func masked(_ text: String) -> String {
        let mail = /[A-Za-z0-9._%+\-]+\s?[@＠]\s?[A-Za-z0-9\-]+(?:\s?[.．。]\s?[A-Za-z0-9\-]+)+/
        let address = /[A-Za-z][A-Za-z0-9+.\-]*:\/\/\S+|[Ww]{3}[.．。]\S+/
        let site =
            #/
            [A-Za-z0-9\-]+(?:[.．][A-Za-z0-9\-]+)*[.．。]
            (?i:com|cn|net|org|info|top|xyz|vip|shop|site|club|online|store|link|live|work|pro|app|biz|dev|edu|gov
                |asia|icu|cyou|wang|ltd|fun|ink|red|tech|cloud|page|cc|tv|me|io|co|ai|to|gg|ly|hk|tw|sg|jp|kr|us|uk|ru)
            (?![A-Za-z0-9])(?:[\/:?\#][^\s，。；、）]*)?
            /#
        let account =
            #/
            (微信|薇信|微亻言|(?i:wechat|weixin|vx|qq|telegram|whatsapp))
            (?:\s*(?:号码?|號碼?|(?i:id|no\.?|number)))?\s*
            (?:[:：是为為]\s*[A-Za-z0-9_\-]{4,}|(?=[A-Za-z0-9_\-]{4})[A-Za-z_\-]*[0-9][A-Za-z0-9_\-]*)
            /#
        let id = /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/
        let handle = /[@＠][A-Za-z0-9_\-]{3,}/
        var out = text.replacing(mail, with: mask).replacing(address, with: mask).replacing(site, with: mask)
        out = out.replacing(account) { String($0.output.1) + " " + mask }.replacing(handle, with: mask)
            .replacing(id, with: mask)
        out = withoutNumbers(out)
        // A card's last four digits are for the agent in a chat.
        return out.replacing(/••+(?:\s?[0-9]{4}(?![0-9]))?/, with: mask)
    }

    /// Runs of digits (also with letters, spaces and strokes among them) that are longer than any amount or date.
    private static func withoutNumbers(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var (out, at) = (String.UnicodeScalarView(), 0)
        while at < scalars.count {
            guard let end = runEnd(scalars, from: at) else {
                out.append(scalars[at])
                at += 1
                continue
            }
            let digits = scalars[at..<end].count(where: isDigit)
            let isKept = digits <= digitsMax || isDate(scalars[at..<end])
            out.append(contentsOf: isKept ? Array(scalars[at..<end]) : Array(mask.unicodeScalars))
            at = end
        }
        return String(out)
    }

    /// Where what begins here ends: letters, digits, and single signs between digits; nil where nothing begins.
    private static func runEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard isWord(scalars[start]) else { return nil }
        var at = start
        while at < scalars.count {
            if isWord(scalars[at]) {
                at += 1
            } else if at > start, at + 1 < scalars.count, isBetween(scalars[at]), isDigit(scalars[at - 1]),
                isDigit(scalars[at + 1])
            {
                at += 2
            } else {
                break
            }
        }
        return at
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || scalar.isASCII && scalar.properties.isAlphabetic
    }

    /// Of every script, in circles and in brackets too.
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.numericType {
        case .decimal, .digit: true
        default: false
        }
    }

    private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
        " -–—.·_/\u{3000}".unicodeScalars.contains(scalar)
    }

    /// `2026-11-20`, with a time after it perhaps.
    private static func isDate(_ run: ArraySlice<Unicode.Scalar>) -> Bool {
        let text = String(String.UnicodeScalarView(run))
        return text.wholeMatch(of: /20[0-9]{2}[\-\/.][01]?[0-9][\-\/.][0-3]?[0-9](?: [0-2]?[0-9])?/) != nil
    }
}
