/// Words of several languages, each with a tag, found in folded text in one pass; the longest word at a place wins.
/// A word on two lists is found with both tags.
///
/// A word that stands only to be skipped over (人工智能, so that 人工 is not seen in it) has no tag.
struct Lexicon<Tag: Sendable>: Sendable {
    struct Hit {
        let start: Int
        let end: Int
        let tag: Tag
    }

    private struct Word: Sendable {
        let scalars: [UInt32]
        let tag: Tag?
    }

    private let words: [UInt32: [Word]]

    /// `lists`: words separated by `|`, in simplified or traditional Chinese or any case.
    init(_ lists: [(tag: Tag?, words: String)]) {
        var words: [UInt32: [Word]] = [:]
        for list in lists {
            for text in list.words.split(separator: "|") {
                let scalars = Fold.scalars(String(text))
                if let first = scalars.first { words[first, default: []].append(Word(scalars: scalars, tag: list.tag)) }
            }
        }
        self.words = words.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
    }

    func hits(in folded: [UInt32]) -> [Hit] {
        var hits: [Hit] = []
        var at = 0
        while at < folded.count {
            let list = words[folded[at]] ?? []
            guard let longest = list.first(where: { stands($0.scalars, at: at, in: folded) }) else {
                at += 1
                continue
            }
            let end = at + longest.scalars.count
            for word in list where word.scalars == longest.scalars {
                if let tag = word.tag { hits.append(Hit(start: at, end: end, tag: tag)) }
            }
            at = end
        }
        return hits
    }

    /// A Latin word stands only between non-letters: `pin` is not in `shopping`.
    private func stands(_ word: [UInt32], at start: Int, in folded: [UInt32]) -> Bool {
        let end = start + word.count
        guard end <= folded.count else { return false }
        for index in word.indices where word[index] != folded[start + index] { return false }
        if Fold.isLatinLetter(word[0]), start > 0, Fold.isLatinLetter(folded[start - 1]) { return false }
        if Fold.isLatinLetter(word[word.count - 1]), end < folded.count, Fold.isLatinLetter(folded[end]) {
            return false
        }
        return true
    }
}
