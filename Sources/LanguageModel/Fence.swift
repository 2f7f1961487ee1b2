/// Lets through only what the model was given: an answer that says more, or other, is thrown away. It looks at texts
/// behind a `Veil`, so that every number is a token.
///
/// It does not understand. It is strict where that costs nothing but the built-in words: no digit outside a token, no
/// token from elsewhere, no number in words, no link; every claim stands together with its tokens in one given
/// sentence; and most of each sentence is made of given words.
public struct Fence: Sendable {
    /// Why an answer is thrown away. The name of the case is what `/metrics` counts it as.
    public enum Breach: String, Error, Sendable, CaseIterable {
        case unknownToken, digit, number, link, noSource, claim, foreign, tooLong, tokensChanged, otherLanguage
    }

    /// How much of a sentence stands in what was given, at least.
    static let backedMin = 0.6
    static let lengthFactor = 2
    static let lengthMore = 80

    /// What the answer may rest on.
    private let given: [ClaimSet]
    private let facts: String
    private let words: Overlap
    private let sources: Set<String>

    /// `given` may be said; `question` lends words, and never facts. `sources` is how many there are: an answer names
    /// at least one as `[SOURCE_1]`.
    public init(given: [String], question: String, sources: Int) {
        self.given = given.flatMap { ClaimSet.sentences(of: $0) }
        facts = given.joined(separator: "\n")
        words = Overlap(given + [question])
        self.sources = Set((0..<max(0, sources)).map { "[SOURCE_\($0 + 1)]" })
    }

    /// The answer without its sources. Throws what is wrong with it.
    public func check(_ answer: String) throws(Breach) -> String {
        guard answer.count <= facts.count * Self.lengthFactor + Self.lengthMore else { throw .tooLong }
        let named = Set(Self.tokens(in: answer))
        guard named.isSubset(of: sources.union(Self.tokens(in: facts))) else { throw .unknownToken }
        guard !named.isDisjoint(with: sources) else { throw .noSource }
        let text = Self.plain(answer, without: sources)
        try Self.checkShape(text, against: facts)
        for sentence in ClaimSet.sentences(of: text) {
            for clause in sentence.clauses where !given.contains(where: { $0.backs(clause) }) { throw .claim }
            guard words.share(of: sentence.text) >= Self.backedMin else { throw .foreign }
        }
        return text
    }

    /// A translation says what it translates: the same tokens as often, and no number that was not there.
    public static func checkTranslation(_ translation: String, of text: String, toChinese: Bool) throws(Breach) {
        guard translation.count <= text.count * 6 + 200 else { throw .tooLong }
        guard tokens(in: translation).sorted() == tokens(in: text).sorted() else { throw .tokensChanged }
        try checkShape(translation, against: text)
        let letters = withoutTokens(translation).unicodeScalars.filter(\.properties.isAlphabetic)
        let han = letters.filter(\.properties.isIdeographic).count
        guard letters.isEmpty || toChinese == (han * 3 > letters.count) else { throw .otherLanguage }
    }

    private static func checkShape(_ text: String, against given: String) throws(Breach) {
        let bare = withoutTokens(text)
        guard !bare.contains(where: VeilScan.isDigit) else { throw .digit }
        guard bare.firstMatch(of: /(?i)https?:|www\.|[a-z0-9]\.(?:com|cn|net|org|io|me|top|app|vip|cc)\b|@/) == nil
        else { throw .link }
        guard NumberWords.values(in: bare).isSubset(of: NumberWords.values(in: given)) else { throw .number }
    }

    // MARK: - Tokens

    static func tokens(in text: String) -> [String] {
        text.matches(of: /\[[A-Z]+_[0-9]+\]/).map { String($0.output) }
    }

    static func withoutTokens(_ text: String) -> String { text.replacing(/\[[A-Z]+_[0-9]+\]/, with: " ") }

    /// Without the sources, and the spaces and brackets that stood around them.
    private static func plain(_ answer: String, without sources: Set<String>) -> String {
        var text = answer
        for source in sources { text = text.replacing(source, with: "") }
        return text.replacing(/[(（【][\s,，、]*[)）】]/, with: "").replacing(/[ \t]+([。，.,！!？?])/) { String($0.output.1) }
            .trimmingSpaces()
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }
}

/// How much of a text is made of other texts.
struct Overlap: Sendable {
    private let pairs: Set<[Character]>
    private let words: Set<String>

    init(_ texts: [String]) {
        var (pairs, words) = (Set<[Character]>(), Set<String>())
        for text in texts {
            let parts = Self.parts(of: text)
            pairs.formUnion(parts.runs.flatMap { run in zip(run, run.dropFirst()).map { [$0, $1] } })
            words.formUnion(parts.words)
        }
        (self.pairs, self.words) = (pairs, words)
    }

    /// 0…1. A Chinese sign is there where a pair with its neighbour is; an English word where the word is.
    func share(of text: String) -> Double {
        let parts = Self.parts(of: text)
        var (all, found) = (0, 0)
        for run in parts.runs {
            all += run.count
            for index in run.indices {
                let isThere =
                    index + 1 < run.count && pairs.contains([run[index], run[index + 1]])
                    || index > 0 && pairs.contains([run[index - 1], run[index]])
                if isThere { found += 1 }
            }
        }
        for word in parts.words where !Self.smallWords.contains(word) {
            all += 2
            if words.contains(word) { found += 2 }
        }
        return all == 0 ? 1 : Double(found) / Double(all)
    }

    /// Runs of Chinese signs and English words. What only makes a text kind is left out.
    private static func parts(of text: String) -> (runs: [[Character]], words: [String]) {
        var text = Fence.withoutTokens(text).lowercased()
        for courtesy in courtesies { text = text.replacing(courtesy, with: " ") }
        var (runs, words, run, word) = ([[Character]](), [String](), [Character](), "")
        for sign in text + " " {
            let isHan = sign.unicodeScalars.contains { $0.properties.isIdeographic }
            if isHan { run.append(sign) } else if !run.isEmpty { (runs, run) = (runs + [run], []) }
            if sign.isLetter, !isHan {
                word.append(sign)
            } else if !word.isEmpty {
                words.append(stem(word))
                word = ""
            }
        }
        return (runs, words)
    }

    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ed", "es", "s"] where word.hasSuffix(ending) && word.count > ending.count + 3 {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    private static let courtesies = [
        "您好", "你好", "别着急", "別著急", "别担心", "別擔心", "不用担心", "不用擔心", "抱歉", "对不起", "對不起", "谢谢", "謝謝", "感谢", "感謝", "请问", "請問",
        "理解您的心情", "希望对您有帮助", "希望對您有幫助", "don't worry", "don’t worry", "sorry about that", "i understand", "hello",
        "thank you",
        "i hope this helps", "hope this helps",
    ]
    private static let smallWords: Set<String> = [
        "a", "an", "the", "to", "of", "in", "on", "at", "is", "are", "be", "it", "this", "that", "you", "your", "and",
        "or",
        "for", "with", "as", "by", "from", "can", "if", "so", "then", "we", "i", "me", "my", "our", "do", "does",
        "there",
        "here", "please", "when", "how", "what", "which", "s", "t", "will", "may",
    ]
}
