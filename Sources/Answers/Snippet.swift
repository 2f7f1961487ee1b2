/// The part of an article that shows why it was found.
public enum Snippet {
    public struct Part: Sendable, Equatable {
        public let text: String
        public let isMatch: Bool

        public init(text: String, isMatch: Bool) { (self.text, self.isMatch) = (text, isMatch) }
    }

    public static let lengthMax = 1_000
}

extension SearchIndex {
    /// About `length` characters of `text` around the densest match, with `…` where it was cut.
    /// Joined, the parts are that piece of the text unchanged.
    public func snippet(for query: String, in text: String, length: Int) -> [Snippet.Part] {
        let folded = Fold.text(text, scalarsMax: Self.bodyScalarsMax)
        let scalars = text.unicodeScalars
        var indices = Array(scalars.indices.prefix(Self.bodyScalarsMax))
        guard !indices.isEmpty, length > 0 else { return [] }
        let isCutAtMax = scalars.count > indices.count
        indices.append(isCutAtMax ? scalars.index(after: indices[indices.count - 1]) : text.endIndex)
        let count = indices.count - 1
        let matches = matches(of: query, in: folded, count: count)
        let window = window(matches, length: min(length, Snippet.lengthMax))

        // Offset 0 rounds down to a whole character: an emoji family is not cut in two.
        func boundary(_ offset: Int) -> String.Index { text.index(indices[offset], offsetBy: 0) }
        var parts: [Snippet.Part] = []
        var start = window.lowerBound
        while start < window.upperBound {
            var end = start
            while end < window.upperBound, matches[end] == matches[start] { end += 1 }
            let piece = String(text[boundary(start)..<boundary(end)])
            if !piece.isEmpty { parts.append(Snippet.Part(text: piece, isMatch: matches[start])) }
            start = end
        }
        if window.lowerBound > 0 { parts.insert(Snippet.Part(text: "…", isMatch: false), at: 0) }
        if window.upperBound < count || isCutAtMax { parts.append(Snippet.Part(text: "…", isMatch: false)) }
        return parts
    }

    /// A flag per scalar of the text. Words match whole; Chinese characters from two in a row, for one alone is chance.
    private func matches(of query: String, in folded: Fold.Folded, count: Int) -> [Bool] {
        let asked = Self.tokens(query, scalarsMax: Self.queryScalarsMax)
        let keys = Set(asked.filter { $0.weight > 0.2 }.map(\.key))
        let isOneCharacter = asked.count == 1
        var positions = [Bool](repeating: false, count: folded.scalars.count)
        for token in Tokens.read(folded.scalars) where keys.contains(token.key) {
            for position in token.start..<token.end { positions[position] = true }
        }
        var flags = [Bool](repeating: false, count: count)
        for position in positions.indices where positions[position] {
            let isAlone =
                Fold.isUnspaced(folded.scalars[position]) && !isOneCharacter
                && !(position > 0 && positions[position - 1])
                && !(position + 1 < positions.count && positions[position + 1])
            if isAlone { continue }
            // Everything between this character's place and the next one's: combining marks follow their base.
            let start = folded.origin[position]
            let next = folded.origin[position...].first { $0 > start } ?? count
            for offset in start..<min(next, count) { flags[offset] = true }
        }
        return flags
    }

    private func window(_ matches: [Bool], length: Int) -> Range<Int> {
        guard matches.count > length else { return 0..<matches.count }
        var (inside, best, bestStart) = (0, 0, 0)
        for end in matches.indices {
            if matches[end] { inside += 1 }
            if end >= length, matches[end - length] { inside -= 1 }
            if inside > best { (best, bestStart) = (inside, max(0, end + 1 - length)) }
        }
        // The first window that holds the most ends on its last match: move on, so that words follow it too.
        let last = (bestStart..<min(bestStart + length, matches.count)).last { matches[$0] } ?? bestStart
        let first = (bestStart..<min(bestStart + length, matches.count)).first { matches[$0] } ?? bestStart
        let margin = max(0, (length - (last + 1 - first)) / 2)
        let start = best == 0 ? 0 : min(max(0, first - margin), matches.count - length)
        return start..<start + length
    }
}
