import Foundation

/// Where something personal stands in a text, by its shape and by the words around it.
enum VeilScan {
    typealias Find = (Substring) -> [Range<String.Index>]

    /// In this order: what is found first is hidden as that.
    static var all: [(Veil.Kind, Find)] {
        [
            (.email, { $0.ranges(of: /[A-Za-z0-9._%+\-]+[@＠][A-Za-z0-9.\-]*[A-Za-z0-9]/) }),
            (.link, links), (.address, addresses), (.date, dates), (.time, times), (.amount, amounts),
        ] + runs + [(.amount, spokenAmounts), (.number, spokenDigits), (.name, names)]
    }

    /// Also with spaces between the signs, and in any case.
    static func occurrences(of value: String, in text: Substring) -> [Range<String.Index>] {
        let wanted = Array(value.lowercased().filter { !$0.isWhitespace })
        guard let first = wanted.first else { return [] }
        let isLatin = wanted.allSatisfy(\.isASCII)
        var (ranges, at) = ([Range<String.Index>](), text.startIndex)
        while at < text.endIndex {
            defer { at = text.index(after: at) }
            guard same(text[at], first), ranges.last.map({ $0.upperBound <= at }) ?? true else { continue }
            // “Nora” is not in “Honorary”.
            if isLatin, at > text.startIndex, isLatinLetter(text[text.index(before: at)]) { continue }
            guard let end = end(of: wanted, in: text, from: at) else { continue }
            if isLatin, end < text.endIndex, isLatinLetter(text[end]) { continue }
            ranges.append(at..<end)
        }
        return ranges
    }

    private static func end(of wanted: [Character], in text: Substring, from start: String.Index) -> String.Index? {
        var at = start
        for (index, sign) in wanted.enumerated() {
            while index > 0, at < text.endIndex, text[at].isWhitespace { at = text.index(after: at) }
            guard at < text.endIndex, same(text[at], sign) else { return nil }
            at = text.index(after: at)
        }
        return at
    }

    private static func same(_ one: Character, _ lowercased: Character) -> Bool {
        one == lowercased || one.lowercased() == String(lowercased)
    }

    private static func isLatinLetter(_ sign: Character) -> Bool { sign.isASCII && sign.isLetter }

    // MARK: - By shape

    private static func links(_ text: Substring) -> [Range<String.Index>] {
        let ends = "com|cn|net|org|io|me|top|xyz|info|cc|co|app|vip|shop|example"
        guard
            let pattern = try? Regex<Substring>(
                "(?i)(?:https?://|www\\.)[^\\s，。；！？、）”’>]+"
                    + "|(?:[a-z0-9\\-]+\\.)+(?:\(ends))(?![a-z])(?:[/:?#][^\\s，。；！？、）”’>]*)?")
        else { return [] }
        return text.ranges(of: pattern)
    }

    private static func addresses(_ text: Substring) -> [Range<String.Index>] {
        let area = "省|市|区|區|县|縣"
        let place = "路|街|道|巷|弄|村|镇|鎮|号|號|室|楼|樓|栋|棟|单元|單元|小区|社區|花园|花園|大厦|大廈"
        let (han, street) = ("\\p{Script=Han}", "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd")
        guard
            let pattern = try? Regex<Substring>(
                "\(han){2,7}?(?:\(area))[\(han)0-9０-９A-Za-z\\-]{1,30}(?:\(place))"
                    + "|[0-9]{1,5}[A-Za-z]? (?:[A-Z][A-Za-z]+ ){1,3}(?:\(street))(?![A-Za-z])")
        else { return [] }
        return text.ranges(of: pattern)
    }

    private static func dates(_ text: Substring) -> [Range<String.Index>] {
        let month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
        let (dayOf, digits) = ("[日号號]?", "\\d{1,2}")
        guard
            let pattern = try? Regex<Substring>(
                "(?:\\d{4}\\s*年\\s*)?\(digits)\\s*月\\s*(?:\(digits)\\s*\(dayOf))?|\\d{4}\\s*年"
                    + "|\\d{4}[\\-/.]\(digits)[\\-/.]\(digits)|\(digits)/\(digits)(?:/\\d{2,4})?"
                    + "|\(digits)(?:st|nd|rd|th)? \(month)(?:,? \\d{4})?"
                    + "|\(month) \(digits)(?:st|nd|rd|th)?(?:,? \\d{4})?(?!\\d)")
        else { return [] }
        return text.ranges(of: pattern)
    }

    private static func times(_ text: Substring) -> [Range<String.Index>] {
        text.ranges(of: /\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?|\d{1,2}\s*[AaPp]\.?[Mm]\b/)
    }

    private static func amounts(_ text: Substring) -> [Range<String.Index>] {
        let number = "\\d[\\d,，]*(?:\\.\\d+)?"
        let sign = "(?:[¥￥$＄€£]|HK\\$|US\\$|NT\\$|JP¥|(?i:rmb|cny|hkd|usd|eur|gbp|twd))"
        let unit =
            "(?:多)?(?:[千百万萬亿億]+多?)?(?:元|块|塊|圆|圓|毛|角|分钱|分錢|人民币|人民幣|港币|港幣|美元|台币|台幣|(?i:yuan|rmb|cny|"
            + "hkd|usd|eur|dollars?|bucks|euros?|pounds?))|[千百万萬亿億]+|[kK](?![A-Za-z])"
        guard
            let pattern = try? Regex<Substring>(
                "[\\-−+]?\(sign)\\s?\(number)(?:[千百万萬亿億]+|[kK](?![A-Za-z]))?(?:元|块|塊)?|\(number)\\s?(?:\(unit))")
        else { return [] }
        return text.ranges(of: pattern)
    }

    // MARK: - Numbers in digits

    /// Every run of signs with a digit in it, whatever stands between: `138-0000-0001`, `•••• 8842`, `TX2026A`.
    private static var runs: [(Veil.Kind, Find)] {
        [Veil.Kind.phone, .card, .order, .number].map { kind in
            (kind, { text in runs(in: text).filter { self.kind(of: text[$0]) == kind } })
        }
    }

    static func isDigit(_ sign: Character) -> Bool {
        sign.unicodeScalars.contains {
            switch $0.properties.generalCategory {
            case .decimalNumber, .letterNumber, .otherNumber: true
            default: false
            }
        }
    }

    private static func runs(in text: Substring) -> [Range<String.Index>] {
        func belongs(_ sign: Character) -> Bool { isDigit(sign) || isLatinLetter(sign) || "•*_".contains(sign) }
        var (ranges, at) = ([Range<String.Index>](), text.startIndex)
        while at < text.endIndex {
            guard belongs(text[at]) else {
                at = text.index(after: at)
                continue
            }
            let start = at
            var (end, last) = (at, at)
            while end < text.endIndex {
                let sign = text[end]
                let next = text.index(after: end)
                // Signs between are part of it where a number goes on behind them.
                let isBetween =
                    " -–—.,/·()+".contains(sign) && next < text.endIndex && (isDigit(text[next]) || text[next] == "•")
                    && text[last] != " " && (isDigit(text[last]) || "•*".contains(text[last]))
                guard belongs(sign) || isBetween else { break }
                last = end
                end = next
            }
            if text[start..<end].contains(where: isDigit) { ranges.append(start..<end) }
            at = end
        }
        return ranges
    }

    private static func kind(of run: Substring) -> Veil.Kind {
        let digits = run.filter(isDigit).count
        if run.contains(where: { "•*".contains($0) }) { return .card }
        if run.contains(where: isLatinLetter) { return .order }
        let first = run.first(where: isDigit)?.wholeNumberValue
        switch digits {
        case 11 where first == 1, 13 where run.hasPrefix("86") || run.hasPrefix("0086"): return .phone
        case 13...19: return .card
        case 8...: return .order
        default: return .number
        }
    }
}
