/// What to offer while somebody types.
extension SearchIndex {
    public struct Suggestion: Sendable, Equatable {
        public let id: String
        /// The title or keyword that fits, as written.
        public let text: String
        /// The text in parts, with what was typed marked.
        public let parts: [Snippet.Part]
    }

    public static let suggestionsMax = 10
    public static let typedScalarsMax = 60

    /// Titles and keywords that begin with what was typed, then those that hold it further in, then those whose
    /// characters' Pinyin begins with the letters typed (`hbhk`), then what search finds. One for each entry.
    public func suggestions(for typed: String, limit: Int) -> [Suggestion] {
        let limit = min(limit, Self.suggestionsMax)
        let asked = Self.trimmed(Fold.text(typed, scalarsMax: Self.typedScalarsMax).scalars)
        guard limit > 0, !asked.isEmpty else { return [] }
        var found = analyses.indices.compactMap { candidate(asked, $0) }
        found.sort { $0.precedes($1, in: self) }
        var suggestions = found.prefix(limit).map { suggestion(typed, $0.entry, $0.phrase) }
        if suggestions.count < limit, asked.count > 1 {
            let known = Set(suggestions.map(\.id))
            for hit in search(typed, limit: limit) where !known.contains(hit.id) && hit.confidence >= 0.5 {
                guard suggestions.count < limit, let entry = numbers[hit.id] else { break }
                suggestions.append(suggestion(typed, entry, 0))
            }
        }
        return suggestions
    }

    private struct Candidate {
        let entry: Int
        let phrase: Int
        /// 0 is the best.
        let rank: Int

        func precedes(_ other: Candidate, in index: SearchIndex) -> Bool {
            let (mine, theirs) = (index.analyses[entry], index.analyses[other.entry])
            if rank != other.rank { return rank < other.rank }
            if mine.askedWeight != theirs.askedWeight { return mine.askedWeight > theirs.askedWeight }
            let (length, otherLength) = (mine.texts[phrase].utf8.count, theirs.texts[other.phrase].utf8.count)
            return length != otherLength ? length < otherLength : mine.id < theirs.id
        }
    }

    private func candidate(_ asked: [UInt32], _ entry: Int) -> Candidate? {
        var best: Candidate?
        for (number, folded) in analyses[entry].folded.enumerated() {
            guard let place = Self.place(asked, in: folded) else { continue }
            let rank = (place == 0 ? 0 : place > 0 ? 2 : 4) + (number == 0 ? 0 : 1)
            if rank < best?.rank ?? .max { best = Candidate(entry: entry, phrase: number, rank: rank) }
        }
        return best
    }

    /// Where the phrase holds what was typed; -1 if only its characters' sounds do.
    private static func place(_ asked: [UInt32], in folded: [UInt32]) -> Int? {
        guard let first = asked.first, asked.count <= folded.count else { return nil }
        for start in 0...(folded.count - asked.count) where folded[start] == first {
            // In the middle of a Latin word nobody starts typing.
            if start > 0, Fold.isLatinLetter(first), Fold.isLatinLetter(folded[start - 1]) { continue }
            if folded[start..<start + asked.count].elementsEqual(asked) { return start }
        }
        guard asked.count > 1, asked.allSatisfy(Fold.isLatinLetter) else { return nil }
        for start in 0...(folded.count - asked.count) {
            let stretch = folded[start..<start + asked.count]
            if zip(asked, stretch).allSatisfy({ Fold.isHan($1) && Fold.initial(of: $1) == $0 }) { return -1 }
        }
        return nil
    }

    private func suggestion(_ typed: String, _ entry: Int, _ phrase: Int) -> Suggestion {
        let text = analyses[entry].texts[phrase]
        return Suggestion(
            id: analyses[entry].id, text: text, parts: snippet(for: typed, in: text, length: Snippet.lengthMax))
    }

    private static func trimmed(_ scalars: [UInt32]) -> [UInt32] {
        Array(scalars.drop(while: Fold.isSpace).reversed().drop(while: Fold.isSpace).reversed())
    }
}
