/// What customers teach: a question after which an entry was opened, or called helpful.
extension SearchIndex {
    public struct Learnt: Sendable {
        public let query: String
        /// The entry's id.
        public let entry: String
        /// How sure: 1 for a click, more for a “helpful”, the sum for several.
        public let weight: Double

        public init(query: String, entry: String, weight: Double = 1) {
            (self.query, self.entry, self.weight) = (query, entry, weight)
        }
    }

    /// Of an entry's questions so many are kept, the surest.
    public static let learntPerEntryMax = 20
    public static let learntMax = 50_000

    /// The index with everything that was learnt, in place of what it had learnt before. The questions become a weak
    /// field of their entries, and words that stand for each other in several of them are searched for together.
    /// An entry that names another product than was asked for sinks all the same.
    public func learning(_ learnt: [Learnt]) -> SearchIndex {
        var vocabulary = vocabulary
        var analyses = analyses
        var asked: [Int: [Asked]] = [:]
        let numbers = numbers
        for pair in learnt.prefix(Self.learntMax) where pair.weight > 0 {
            guard let entry = numbers[pair.entry] else { continue }
            let scalars = Fold.text(pair.query, scalarsMax: Self.queryScalarsMax).scalars
            let reading = Reading(scalars, Tokens.read(scalars), entities) { vocabulary.number($0) }
            if !reading.units.isEmpty {
                asked[entry, default: []].append(Asked(reading: reading, weight: Float(min(pair.weight, 1_000))))
            }
        }
        for place in analyses.indices {
            let surest = (asked[place] ?? []).enumerated().sorted {
                ($0.element.weight, $1.offset) > ($1.element.weight, $0.offset)
            }
            analyses[place].take(surest.prefix(Self.learntPerEntryMax).map(\.element))
        }
        return SearchIndex(analyses, vocabulary, entities, Associations(analyses), tuning)
    }
}

/// A question that led to an entry.
struct Asked: Sendable {
    let reading: Reading
    let weight: Float

    /// 0…1: one click may be chance.
    var trust: Float { weight / (weight + 0.5) }
}

/// Which terms customers use for which terms of the entries.
///
/// Every question is held against its entry's title: terms that stand on one side only may translate each other
/// (解冻 and 恢复). IBM's first model shares each term out among those it meets, so that what is explained by one word
/// is not credited to another. Names and opposites are left out: a product is never a word for another product.
struct Associations: Sendable {
    struct Target: Sendable {
        let term: Int32
        /// 0…1
        let share: Float
    }

    /// By the question's term.
    private(set) var targets: [Int32: [Target]] = [:]

    static let targetsMax = 3
    static let termsMax = 8
    /// Of more questions than this the first teach words.
    static let bagsMax = 20_000
    private static let rounds = 4
    private static let nothing: Float = 0.1
    private static let shareMin: Float = 0.2
    /// What met in fewer entries met by chance.
    private static let entriesMin = 3

    init() {}

    init(_ analyses: [Analysis]) {
        var bags: [(asked: [Int32], said: [Int32], entry: Int)] = []
        for (entry, analysis) in analyses.enumerated() {
            for asked in analysis.asked {
                guard let title = analysis.phrases.first else { continue }
                let (left, right) = (Self.terms(asked.reading), Self.terms(title))
                let (onlyLeft, onlyRight) = (left.subtracting(right), right.subtracting(left))
                guard !onlyLeft.isEmpty, !onlyRight.isEmpty else { continue }
                bags.append(
                    (
                        Array(onlyLeft.sorted().prefix(Self.termsMax)), Array(onlyRight.sorted().prefix(Self.termsMax)),
                        entry
                    ))
            }
        }
        guard bags.count > 1 else { return }
        bags = Array(bags.prefix(Self.bagsMax))
        var shares = Self.meetings(bags)
        /// In how many bags a term was asked.
        var asked: [Int32: Float] = [:]
        for bag in bags { for term in bag.asked { asked[term, default: 0] += 1 } }
        for _ in 0..<Self.rounds {
            var counts: [UInt64: Float] = [:]
            for bag in bags {
                for said in bag.said {
                    // A term may also be there for no reason in the question.
                    let all = bag.asked.reduce(Self.nothing) { $0 + (shares[Self.key($1, said)] ?? 0) }
                    for asked in bag.asked {
                        let key = Self.key(asked, said)
                        if let share = shares[key] { counts[key, default: 0] += share / all }
                    }
                }
            }
            shares = counts.reduce(into: [:]) { shares, count in
                shares[count.key] = count.value / max(1, asked[Self.asked(count.key)] ?? 1)
            }
        }
        keep(shares)
    }

    /// The pairs of terms that met in several entries; the first guess is that each explains the other. `bags` are in
    /// the order of entries.
    private static func meetings(_ bags: [(asked: [Int32], said: [Int32], entry: Int)]) -> [UInt64: Float] {
        var meetings: [UInt64: (last: Int, entries: Int)] = [:]
        for bag in bags {
            for said in bag.said {
                for asked in bag.asked {
                    let meeting = meetings[key(asked, said)] ?? (-1, 0)
                    if meeting.last != bag.entry { meetings[key(asked, said)] = (bag.entry, meeting.entries + 1) }
                }
            }
        }
        return meetings.compactMapValues { $0.entries >= entriesMin ? 1 : nil }
    }

    private mutating func keep(_ shares: [UInt64: Float]) {
        for (key, share) in shares where share >= Self.shareMin {
            targets[Self.asked(key), default: []].append(
                Target(term: Int32(truncatingIfNeeded: key), share: min(1, share)))
        }
        for term in targets.keys {
            targets[term]?.sort { $0.share != $1.share ? $0.share > $1.share : $0.term < $1.term }
            if let list = targets[term], list.count > Self.targetsMax {
                targets[term] = Array(list.prefix(Self.targetsMax))
            }
        }
    }

    private static func asked(_ key: UInt64) -> Int32 { Int32(truncatingIfNeeded: key >> 32) }

    private static func key(_ asked: Int32, _ said: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: asked)) << 32 | UInt64(UInt32(bitPattern: said))
    }

    /// Pairs of characters and words that say something and are free to be replaced.
    private static func terms(_ reading: Reading) -> Set<Int32> {
        var terms: Set<Int32> = []
        for (place, unit) in reading.units.enumerated() where !unit.isGuarded && unit.weight > 0.5 {
            if unit.isWhole { terms.insert(unit.term) }
            guard unit.pair >= 0, place + 1 < reading.units.count else { continue }
            let next = reading.units[place + 1]
            if !next.isGuarded, next.weight > 0.5 { terms.insert(unit.pair) }
        }
        return terms
    }
}
