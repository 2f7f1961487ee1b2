/// Whether what was found is an answer at all.
struct Doubt {
    private struct Place {
        /// Slots.
        let term: Int
        let pair: Int
        let sense: Int
        let otherSense: Int
        let isWhole: Bool
        let mass: Float
    }

    private var places: [Place] = []
    private var mass: Float = 0
    private let isOnlyGrammar: Bool
    private let marks: Marks
    /// By term: one more than its place in `found`; 0 for a term that the question has not.
    private var slots: [UInt16]
    /// By slot, what the entry at hand has.
    private var found: [Found] = [.not]

    private enum Found { case not, inBody, inHead }

    init(_ tokens: [Token], _ question: Reading, _ index: SearchIndex) {
        // 怎么办 and “what is it” are found in many titles and ask for nothing.
        marks = question.marks
        isOnlyGrammar = question.units.allSatisfy { $0.weight <= Float(Tokens.quietWeight) }
        slots = [UInt16](repeating: 0, count: index.vocabulary.count)
        places.reserveCapacity(question.units.count)
        for (unit, token) in zip(question.units, tokens.lazy.filter { $0.kind != .pair }) {
            // An amount or a time that no article knows is no reason for doubt.
            let isNews = token.kind == .digits && index.postings.range(unit.term).isEmpty
            let mass = index.postings.idf(unit.term) * (isNews ? 0.1 : unit.weight)
            let isGrammar = unit.isBeside || unit.weight <= Float(Tokens.quietWeight)
            places.append(
                Place(
                    term: slot(unit.term), pair: slot(unit.pair), sense: isGrammar ? 0 : slot(unit.sense),
                    otherSense: isGrammar ? 0 : slot(unit.otherSense), isWhole: unit.isWhole, mass: mass))
            self.mass += mass
        }
    }

    private mutating func slot(_ term: Int32) -> Int {
        guard term >= 0 else { return 0 }
        if slots[Int(term)] == 0 {
            slots[Int(term)] = UInt16(found.count)
            found.append(.not)
        }
        return Int(slots[Int(term)])
    }

    /// The share of the query's weight that the entry covers, place by place: a character counts fully only
    /// together with its neighbour, because single characters meet by chance.
    mutating func confidence(in entry: Analysis) -> Double {
        for slot in found.indices { found[slot] = .not }
        for count in entry.counts {
            found[Int(slots[Int(count.term)])] = count.title > 0 || count.keywords > 0 ? .inHead : .inBody
        }
        found[0] = .not
        var (covered, pair): (Float, Float) = (0, 0)
        for place in places {
            var share = Self.share(found[place.term])
            if !place.isWhole {
                let next = Self.share(found[place.pair])
                share = max(found[place.term] == .inHead ? 0.6 : found[place.term] == .inBody ? 0.1 : 0, pair, next)
                pair = next
            }
            if found[place.sense] == .inHead || found[place.otherSense] == .inHead {
                share = max(share, Self.shareOfSense)
            }
            covered += place.mass * share
        }
        let rest = marks.contradicts(entry.marks) ? 0.5 : isOnlyGrammar ? 0.25 : 1
        return mass > 0 ? Double(min(1, covered / mass)) * rest : 0
    }

    /// Other words may mean the same.
    private static let shareOfSense: Float = 0.7

    private static func share(_ found: Found) -> Float { found == .inHead ? 1 : found == .inBody ? 0.6 : 0 }
}
