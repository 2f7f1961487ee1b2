/// The help centre's articles, searchable in memory: BM25 over characters and pairs of characters for Chinese,
/// over words for English. A value: build a new one when articles change.
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

    struct Posting {
        let entry: Int32
        let weight: Float
        /// The term is in the title or the keywords.
        let isInHead: Bool
    }

    private let ids: [String]
    private let postings: [UInt64: [Posting]]
    private let entities: [UInt64: Int]
    /// A bit per entity that the entry's title or keywords name.
    private let named: [UInt64]

    /// - Parameter entities: groups' members that must not be mistaken for each other (充值, 提现, 转账): an entry that names
    ///   another one and not the one asked for sinks. Two characters or one word each; at most 64 are used.
    public init(_ entries: [Entry], entities: [String] = []) {
        ids = entries.map(\.id)
        postings = Self.postings(entries)
        var bits: [UInt64: Int] = [:]
        for (bit, entity) in entities.prefix(64).enumerated() {
            if let token = Self.tokens(entity).first(where: { $0.kind != .character }) { bits[token.key] = bit }
        }
        self.entities = bits
        named = entries.map { entry in
            Self.bits(Self.tokens(entry.title + "\n" + entry.keywords.joined(separator: "\n")), bits)
        }
    }

    /// The best entries first; equal ones by id. Empty for a query without a word in it.
    public func search(_ query: String, limit: Int) -> [Hit] {
        let tokens = Self.tokens(query, scalarsMax: Self.queryScalarsMax)
        let limit = min(limit, Self.hitsMax)
        guard limit > 0, !ids.isEmpty, !tokens.isEmpty else { return [] }
        var scores = [Float](repeating: 0, count: ids.count)
        var seen: Set<UInt64> = []
        for token in tokens where seen.insert(token.key).inserted {
            guard let list = postings[token.key] else { continue }
            let idf = Float(idf(list.count) * token.weight)
            for posting in list { scores[Int(posting.entry)] += idf * posting.weight }
        }
        guardEntities(Self.bits(tokens, entities), &scores)
        return best(scores, limit).map { entry in
            Hit(id: ids[entry], score: Double(scores[entry]), confidence: confidence(tokens, entry))
        }
    }

    private func guardEntities(_ asked: UInt64, _ scores: inout [Float]) {
        guard asked != 0 else { return }
        for entry in scores.indices where named[entry] != 0 && named[entry] & asked == 0 { scores[entry] *= 0.5 }
    }

    private func best(_ scores: [Float], _ limit: Int) -> [Int] {
        var best: [Int] = []
        func isBefore(_ left: Int, _ right: Int) -> Bool {
            scores[left] != scores[right] ? scores[left] > scores[right] : ids[left] < ids[right]
        }
        for entry in scores.indices where scores[entry] > 0 {
            if best.count == limit {
                guard let last = best.last, isBefore(entry, last) else { continue }
                best.removeLast()
            }
            best.insert(entry, at: best.firstIndex { isBefore(entry, $0) } ?? best.count)
        }
        return best
    }

    /// The share of the query's weight that the entry covers, place by place: a character counts fully only
    /// together with its neighbour, because single characters meet by chance.
    private func confidence(_ tokens: [Token], _ entry: Int) -> Double {
        var (covered, all, pair) = (0.0, 0.0, 0.0)
        for (index, token) in tokens.enumerated() where token.kind != .pair {
            let list = postings[token.key]
            // An amount or a time that no article knows is no reason for doubt.
            let isNews = token.kind == .digits && list == nil
            let mass = idf(list?.count ?? 0) * (isNews ? 0.1 : token.weight)
            var share = strength(token, entry)
            if token.kind == .character {
                let next =
                    index + 1 < tokens.count && tokens[index + 1].kind == .pair ? strength(tokens[index + 1], entry) : 0
                share = max(share, pair, next)
                pair = next
            }
            covered += mass * share
            all += mass
        }
        // 怎么办 and “what is it” are found in many titles and ask for nothing.
        let isOnlyGrammar = !tokens.contains { $0.kind != .pair && $0.weight > Tokens.quietWeight }
        return all > 0 ? min(1, covered / all) * (isOnlyGrammar ? 0.25 : 1) : 0
    }

    private func strength(_ token: Token, _ entry: Int) -> Double {
        guard let posting = posting(token.key, entry) else { return 0 }
        switch token.kind {
        case .character: return posting.isInHead ? 0.6 : 0.1
        default: return posting.isInHead ? 1 : 0.6
        }
    }

    private func posting(_ key: UInt64, _ entry: Int) -> Posting? {
        guard let list = postings[key] else { return nil }
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle].entry < entry { low = middle + 1 } else { high = middle }
        }
        return low < list.count && list[low].entry == entry ? list[low] : nil
    }

    private func idf(_ entriesWithTerm: Int) -> Double {
        Self.logarithm(1 + (Double(ids.count - entriesWithTerm) + 0.5) / (Double(entriesWithTerm) + 0.5))
    }
}
