/// What words stand for: `refunds`, `money back` and 退款 are one meaning. It lets a model learn from few examples.
enum Meanings {
    /// The meanings of a text's words in order: of the longest phrase that begins at a word, then of what is inside it.
    static func read(_ words: [UInt64]) -> [UInt16] {
        var read: [UInt16] = []
        read.reserveCapacity(words.count * 2)
        var at = 0
        while at < words.count {
            let length = phrase(words, at, words.count - at, into: &read)
            if length > 1 {
                for inner in at..<(at + length) {
                    _ = phrase(words, inner, min(length - 1, at + length - inner), into: &read)
                }
            }
            at += max(1, length)
        }
        return read
    }

    /// The length of the longest phrase found, 0 for none.
    private static func phrase(_ words: [UInt64], _ at: Int, _ limit: Int, into read: inout [UInt16]) -> Int {
        guard let longest = longest[words[at]] else { return 0 }
        var (hash, found, length): (UInt64, [UInt16], Int) = (IntentText.basis, [], 0)
        for end in 0..<min(longest, limit) {
            hash = IntentText.join(hash, words[at + end])
            if let meanings = phrases[hash] { (found, length) = (meanings, end + 1) }
        }
        for meaning in found where read.last != meaning { read.append(meaning) }
        return length
    }

    private static let phrases: [UInt64: [UInt16]] = {
        var phrases: [UInt64: [UInt16]] = [:]
        for (meaning, words) in lexicon {
            let hash = words.reduce(IntentText.basis) { IntentText.join($0, $1) }
            if phrases[hash]?.last != meaning { phrases[hash, default: []].append(meaning) }
        }
        return phrases
    }()

    /// How many words the longest phrase has that begins with this one.
    private static let longest: [UInt64: Int] = lexicon.reduce(into: [:]) { longest, entry in
        if let first = entry.words.first { longest[first] = max(longest[first] ?? 0, entry.words.count) }
    }

    private static let lexicon: [(meaning: UInt16, words: [UInt64])] = lines.enumerated().flatMap { index, line in
        line.split(separator: " ").map { phrase in
            (UInt16(index), IntentText(phrase.split(separator: "_").joined(separator: " ")).words)
        }
    }
}
