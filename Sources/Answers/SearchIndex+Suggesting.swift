import Synchronization

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
    /// Of a longer title only the beginning is looked at.
    public static let suggestedScalarsMax = 200

    /// Titles and keywords that begin with what was typed, then those that hold it further in, then those whose
    /// characters' Pinyin begins with the letters typed (`hbhk`), then what search finds. One for each entry.
    public func suggestions(for typed: String, limit: Int) -> [Suggestion] {
        let limit = min(limit, Self.suggestionsMax)
        let asked = Self.trimmed(Fold.text(typed, scalarsMax: Self.typedScalarsMax).scalars)
        guard limit > 0, !asked.isEmpty else { return [] }
        var fitting = candidates(asked)
        fitting.sort {
            ($0.rank, -$0.weight, $0.length, analyses[$0.entry].id) < (
                $1.rank, -$1.weight, $1.length, analyses[$1.entry].id
            )
        }
        var suggestions = fitting.prefix(limit).map { suggestion(typed, $0.entry, $0.phrase) }
        if suggestions.count < limit, asked.count > 1 {
            let known = Set(suggestions.map(\.id))
            for hit in found(typed, limit: limit) where hit.confidence >= 0.5 && suggestions.count < limit {
                if !known.contains(analyses[hit.entry].id) { suggestions.append(suggestion(typed, hit.entry, 0)) }
            }
        }
        return suggestions
    }

    private struct Candidate {
        let entry: Int
        let phrase: Int
        /// 0 is the best.
        let rank: Int
        let weight: Float
        let length: Int
    }

    private func candidates(_ asked: [UInt32]) -> [Candidate] {
        let areLetters = asked.count > 1 && asked.allSatisfy(Fold.isLatinLetter)
        let sounds = areLetters ? spellings.sounds() : []
        return spellings.scalars.withUnsafeBufferPointer { scalars in
            sounds.withUnsafeBufferPointer { sounds in
                analyses.indices.compactMap { entry in
                    var best: Candidate?
                    for (number, phrase) in spellings.range(entry).enumerated() {
                        let range = spellings.scalars(of: phrase)
                        var place = Self.place(asked, in: UnsafeBufferPointer(rebasing: scalars[range]))
                        if place == nil, areLetters {
                            let sounds = UnsafeBufferPointer(rebasing: sounds[range])
                            place = Self.place(asked, in: sounds, isWord: false) == nil ? nil : -1
                        }
                        guard let place else { continue }
                        let rank = (place == 0 ? 0 : place > 0 ? 2 : 4) + (number == 0 ? 0 : 1)
                        if rank < best?.rank ?? .max {
                            best = Candidate(
                                entry: entry, phrase: number, rank: rank, weight: analyses[entry].askedWeight,
                                length: range.count)
                        }
                    }
                    return best
                }
            }
        }
    }

    /// Where the phrase holds what was typed.
    private static func place(
        _ asked: [UInt32], in folded: UnsafeBufferPointer<UInt32>, isWord: Bool = true
    ) -> Int? {
        guard asked.count <= folded.count else { return nil }
        let first = asked[0]
        for start in 0...(folded.count - asked.count) where folded[start] == first {
            // In the middle of a Latin word nobody starts typing.
            if isWord, start > 0, Fold.isLatinLetter(first), Fold.isLatinLetter(folded[start - 1]) { continue }
            if asked.indices.allSatisfy({ folded[start + $0] == asked[$0] }) { return start }
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

/// The titles and keywords of all entries, folded, side by side.
struct Spellings: Sendable {
    private(set) var scalars: [UInt32] = []
    /// By phrase, its first scalar's place; one more at the end.
    private var starts: [Int32] = [0]
    /// By entry, its first phrase; one more at the end.
    private var firsts: [Int32] = [0]
    private let heard = Heard()

    init(_ analyses: [Analysis]) {
        for analysis in analyses {
            for text in analysis.texts {
                scalars += Fold.text(text, scalarsMax: SearchIndex.suggestedScalarsMax).scalars
                starts.append(Int32(scalars.count))
            }
            firsts.append(Int32(starts.count - 1))
        }
    }

    func range(_ entry: Int) -> Range<Int> { Int(firsts[entry])..<Int(firsts[entry + 1]) }

    func scalars(of phrase: Int) -> Range<Int> { Int(starts[phrase])..<Int(starts[phrase + 1]) }

    /// Beside `scalars`, the first letter of each Han character's Pinyin; 0 for other characters.
    func sounds() -> [UInt32] {
        heard.sounds.withLock { sounds in
            if let sounds { return sounds }
            let initials = Fold.initials(Set(scalars))
            let new = scalars.map { initials[$0] ?? 0 }
            sounds = new
            return new
        }
    }

    /// Filled by the first who types letters, as it takes some milliseconds.
    private final class Heard: Sendable {
        let sounds = Mutex<[UInt32]?>(nil)
    }
}
