import Foundation

/// Puts tokens such as `[PHONE_1]` in the place of what is personal, and back. What it hides is whatever might be:
/// hiding too much costs a little sense, and comes back letter by letter.
///
/// Every number goes, whatever it means: amounts, dates, telephones, cards, orders. So an answer has no reason to hold
/// one that is no token, and `Fence` lets none through.
public struct Veil: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case name = "NAME"
        case phone = "PHONE"
        case email = "EMAIL"
        case card = "CARD"
        case order = "ORDER"
        case amount = "AMOUNT"
        case date = "DATE"
        case time = "TIME"
        case number = "NUMBER"
        case address = "ADDRESS"
        case link = "LINK"
        /// What else the records hold, such as a word that only the customer knows.
        case word = "WORD"
    }

    public struct UnknownToken: Error {}

    /// Shorter values, such as an empty one, are in every text.
    private static let knownLengthMin = 2

    private let known: [(kind: Kind, value: String)]
    private var tokens: [String: String] = [:]
    private var originals: [String: String] = [:]
    private var counts: [Kind: Int] = [:]

    /// `known`: what the customer's records hold, in the clear.
    public init(known: [(kind: Kind, value: String)] = []) {
        var all: [(kind: Kind, value: String)] = []
        for (kind, value) in known {
            all.append((kind, value))
            // “Nora” is Nora Torres too.
            if kind == .name { all += value.split(separator: " ").map { (kind, String($0)) } }
        }
        self.known = all.filter { $0.value.count >= Self.knownLengthMin }.sorted { $0.value.count > $1.value.count }
    }

    /// The text with tokens for what is hidden. The same value has the same token in every text of this veil.
    public mutating func hide(_ text: String) -> String {
        var pieces = [VeilPiece.plain(text[...])]
        // What looks like a token and is none must come back as it was.
        pieces = pieces.split(.word) { $0.ranges(of: /\[[A-Za-z]+_[0-9]+\]/) }
        for (kind, value) in known { pieces = pieces.split(kind) { VeilScan.occurrences(of: value, in: $0) } }
        for (kind, find) in VeilScan.all { pieces = pieces.split(kind, find) }
        return pieces.map { piece in
            switch piece {
            case .plain(let text): String(text)
            case .hidden(let kind, let text): token(kind, String(text))
            }
        }.joined()
    }

    private mutating func token(_ kind: Kind, _ original: String) -> String {
        if let token = tokens[original] { return token }
        counts[kind, default: 0] += 1
        let token = "[\(kind.rawValue)_\(counts[kind, default: 0])]"
        tokens[original] = token
        originals[token] = original
        return token
    }

    /// The text with what was hidden. Throws for a token that this veil did not give out.
    public func show(_ text: String) throws(UnknownToken) -> String {
        var (shown, rest) = ("", text[...])
        while let match = rest.firstMatch(of: /\[[A-Z]+_[0-9]+\]/) {
            guard let original = originals[String(match.output)] else { throw UnknownToken() }
            shown += rest[..<match.range.lowerBound] + original
            rest = rest[match.range.upperBound...]
        }
        return shown + rest
    }
}

enum VeilPiece {
    case plain(Substring)
    case hidden(Veil.Kind, Substring)
}

extension [VeilPiece] {
    /// With the ranges that `find` names in what is still plain hidden as `kind`.
    fileprivate func split(_ kind: Veil.Kind, _ find: (Substring) -> [Range<String.Index>]) -> [VeilPiece] {
        flatMap { piece -> [VeilPiece] in
            guard case .plain(let text) = piece else { return [piece] }
            var (parts, at) = ([VeilPiece](), text.startIndex)
            for range in find(text) where range.lowerBound >= at && !range.isEmpty {
                if at < range.lowerBound { parts.append(.plain(text[at..<range.lowerBound])) }
                parts.append(.hidden(kind, text[range]))
                at = range.upperBound
            }
            if at < text.endIndex { parts.append(.plain(text[at...])) }
            return parts
        }
    }
}
