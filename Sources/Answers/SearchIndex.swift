/// The help centre's articles, searchable in memory: BM25 over characters and pairs of characters for Chinese,
/// over words for English, and over what the words mean; then the best are held against the question again, place by
/// place. A value: build a new one when articles change.
public struct SearchIndex: Sendable {
    /// One article as search sees it: plain text, in one language or several.
    public struct Entry: Sendable {
        public let id: String
        public let title: String
        public let keywords: [String]
        public let body: String

        public init(id: String, title: String, keywords: [String] = [], body: String = "") {
            (self.id, self.title, self.keywords, self.body) = (id, title, keywords, body)
        }
    }

    public struct Hit: Sendable, Equatable {
        public let id: String
        /// For ordering only; not comparable between queries.
        public let score: Double
        /// 0…1: how much of what the query says this entry covers. From about 0.5 it can be offered as *the* answer;
        /// below about 0.3 it is a guess.
        public let confidence: Double
    }

    /// A longer query is cut here (in Unicode scalars).
    public static let queryScalarsMax = 200
    public static let bodyScalarsMax = 50_000
    public static let hitsMax = 100

    let analyses: [Analysis]
    /// The products named in every entry, side by side for the first look.
    let products: [UInt64]
    let vocabulary: Vocabulary
    let postings: Postings
    let phrases: Phrases
    let spellings: Spellings
    let entities: [UInt64: Int]
    let associations: Associations
    let tuning: Tuning

    /// - Parameter entities: groups' members that must not be mistaken for each other (充值, 提现, 转账): an entry that names
    ///   another one and not the one asked for sinks. Two characters or one word each; at most 64 are used.
    public init(_ entries: [Entry], entities: [String] = []) {
        self.init(entries, entities: entities, tuning: .standard)
    }

    init(_ entries: [Entry], entities: [String] = [], tuning: Tuning) {
        var bits: [UInt64: Int] = [:]
        for (bit, entity) in entities.prefix(64).enumerated() {
            if let token = Self.tokens(entity).first(where: { $0.kind != .character }) { bits[token.key] = bit }
        }
        var vocabulary = Vocabulary()
        let analyses = entries.map { Analysis($0, bits, &vocabulary) }
        self.init(analyses, vocabulary, bits, Associations(), tuning)
    }

    init(
        _ analyses: [Analysis], _ vocabulary: Vocabulary, _ entities: [UInt64: Int], _ associations: Associations,
        _ tuning: Tuning
    ) {
        self.analyses = analyses
        products = analyses.map { $0.marks.names & Senses.productBits }
        self.associations = associations
        self.vocabulary = vocabulary
        self.entities = entities
        self.tuning = tuning
        var postings = Postings(analyses, terms: vocabulary.count, tuning)
        for sense in Senses.all where sense.kind == .question {
            if let term = vocabulary[sense.key] { postings.quieten(term, by: tuning.questionMass) }
        }
        self.postings = postings
        phrases = Phrases(analyses, postings, tuning)
        spellings = Spellings(analyses)
    }

    /// An entry's number by its id.
    var numbers: [String: Int] {
        Dictionary(analyses.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The best entries first; equal ones by id. Empty for a query without a word in it.
    public func search(_ query: String, limit: Int) -> [Hit] {
        found(query, limit: limit).map {
            Hit(id: analyses[$0.entry].id, score: Double($0.score), confidence: $0.confidence)
        }
    }

    func found(_ query: String, limit: Int) -> [(entry: Int, score: Float, confidence: Double)] {
        let scalars = Fold.text(query, scalarsMax: Self.queryScalarsMax).scalars
        let tokens = Tokens.read(scalars)
        let limit = min(limit, Self.hitsMax)
        guard limit > 0, !analyses.isEmpty, !tokens.isEmpty else { return [] }
        let reading = Reading(scalars, tokens, entities) { vocabulary[$0] ?? -1 }
        let found = secondLook(reading, firstLook(reading, limit: max(limit, Tuning.candidates))).prefix(limit)
        var doubt = Doubt(tokens, reading, self)
        return found.map { ($0.entry, $0.score, doubt.confidence(in: analyses[$0.entry])) }
    }

    static func tokens(_ text: String, scalarsMax: Int = bodyScalarsMax) -> [Token] {
        Tokens.read(Fold.text(text, scalarsMax: scalarsMax).scalars)
    }
}
