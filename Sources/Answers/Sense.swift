/// What different words say alike: 关了, 注销 and 不想用 all mean closing. Search compares senses beside characters, so that
/// an answer is found that shares none of the question's words.
struct Sense: Sendable {
    enum Kind: Sendable {
        /// Which product, place or thing: 花呗, 信用卡. Entries that name another one sink.
        case name
        /// The shape of the question: how, why, whether, when.
        case question
        /// What is done or what happened. Some are each other's opposite.
        case matter
        /// When, how often, how much of it.
        case circumstance
        /// Words around a question that are not part of it: 请问, 你好.
        case filler
    }

    let kind: Kind
    /// Its place in `Senses.all`.
    let number: Int

    var key: UInt64 { 1 << 61 | UInt64(number) }
}

/// The senses of a wallet's and a lender's customers. Words are only compared with each other; nothing is shown.
enum Senses {
    /// A sense found in a text.
    typealias Hit = Lexicon<Sense>.Hit

    static let names = products + things

    private static let wordLists =
        names.map { (Sense.Kind.name, $0) } + questions.map { (Sense.Kind.question, $0) }
        + matters.map { (Sense.Kind.matter, $0) } + circumstances.map { (Sense.Kind.circumstance, $0) }
        + fillers.map { (Sense.Kind.filler, $0) }

    static let all: [Sense] = wordLists.enumerated().map { Sense(kind: $1.0, number: $0) }

    private static let lexicon = Lexicon<Sense>(
        zip(all, wordLists).map { ($0, $1.1) } + [(nil, skipped)])

    static func hits(in folded: [UInt32]) -> [Hit] {
        var hits = lexicon.hits(in: folded)
        guard let whyNot, let how else { return hits }
        // 怎么不能用 asks why; 怎么用 asks how.
        for index in hits.indices where hits[index].tag.number == how {
            let end = hits[index].end
            let isWhy = hits.contains { $0.start >= end && $0.start <= end + 6 && unwanted.contains($0.tag.number) }
            if isWhy {
                hits[index] = Hit(start: hits[index].start, end: end, tag: all[whyNot])
            }
        }
        return hits
    }

    /// The products among the names, as bits.
    static let productBits: UInt64 = (1 << UInt64(products.count)) - 1

    /// Pairs of senses that exclude each other: an entry that says one does not answer a question that says the other.
    static let opposites: [(Int, Int)] = oppositeWords.compactMap { pair in
        guard let left = number(pair.0), let right = number(pair.1) else { return nil }
        return (left, right)
    }

    private static let how = number("怎么")
    private static let whyNot = number("为什么")
    /// What goes wrong, or is missing.
    static let troubles = Set(["不能", "没有", "失败", "限制", "没到账", "还不上"].compactMap(number))

    private static let unwanted = Set(["不能", "没有", "失败", "降低", "扣款", "限制", "没到账", "突然"].compactMap(number))

    /// The sense that has the word first in its list or elsewhere.
    static func number(_ word: String) -> Int? {
        wordLists.firstIndex { $0.1.split(separator: "|").contains { $0 == word } }
    }
}
