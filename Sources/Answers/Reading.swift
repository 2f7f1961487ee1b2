/// A short text cut into what ranking compares, place by place: a title, a keyword, a question.
struct Reading: Sendable {
    /// A character with its right neighbour, a word or a number, and what it may mean.
    struct Unit: Sendable {
        var term: Int32
        /// The pair that begins here, or -1.
        var pair: Int32 = -1
        var sense: Int32 = -1
        var otherSense: Int32 = -1
        /// Little for words of grammar.
        var weight: Float
        /// A word or a number stands for itself; a character needs its neighbour.
        var isWhole: Bool
        /// Part of a name or of one of two opposites: nothing else may be taken for it.
        var isGuarded = false
        var isName = false
        /// Of a question's shape or circumstances.
        var isBeside = false
    }

    var units: [Unit] = []
    var marks = Marks()

    /// Senses, each once.
    var senses: [Int32] = []
    var senseKinds: [Sense.Kind] = []

    /// Each once.
    var terms: Set<Int32> { Set(units.flatMap { [$0.term, $0.pair] }.filter { $0 >= 0 } + senses) }
}

/// The products, opposites and question words of a text as bits: what must not be mistaken for something else.
struct Marks: Sendable, Equatable {
    var names: UInt64 = 0
    /// The names that the index's owner gave.
    var entities: UInt64 = 0
    /// By group: questions of one group are answered alike.
    var questions: UInt64 = 0
    /// Two bits a pair of opposites.
    var opposites: UInt64 = 0
    /// Something does not work, or is not there.
    var isTrouble = false

    static func | (left: Marks, right: Marks) -> Marks {
        Marks(
            names: left.names | right.names, entities: left.entities | right.entities,
            questions: left.questions | right.questions, opposites: left.opposites | right.opposites,
            isTrouble: left.isTrouble || right.isTrouble)
    }

    /// A keyword that names nothing is about what the title names.
    mutating func fill(from title: Marks) {
        if names == 0 { names = title.names }
        if entities == 0 { entities = title.entities }
        if opposites == 0 { opposites = title.opposites }
    }

    /// Whether the other asks for something else. Of what does not work, why and what to do are one question.
    func asksOtherwise(_ other: Marks) -> Bool {
        guard questions != 0, other.questions != 0, questions & other.questions == 0 else { return false }
        return !(isTrouble && other.isTrouble && (questions | other.questions) & ~Senses.wayAndWhy == 0)
    }

    /// Whether the other speaks of another product only, or of the opposite.
    func contradicts(_ other: Marks) -> Bool {
        let (mine, theirs) = (names & Senses.productBits, other.names & Senses.productBits)
        return mine != 0 && theirs != 0 && mine & theirs == 0
            || entities != 0 && other.entities != 0 && entities & other.entities == 0
            || onlyFirst & other.onlySecond | onlySecond & other.onlyFirst != 0
    }

    /// The pairs of opposites of which only the one, or only the other, is said.
    var onlyFirst: UInt64 { opposites & ~(opposites >> 1) & Self.firsts }
    var onlySecond: UInt64 { opposites >> 1 & ~opposites & Self.firsts }

    private static let firsts: UInt64 = 0x5555_5555_5555_5555

    /// Whether the sense is one that nothing else may be taken for.
    mutating func add(_ sense: Sense) -> Bool {
        switch sense.kind {
        case .name: names |= 1 << UInt64(sense.number)
        case .filler: break
        case .question: questions |= 1 << UInt64(Senses.questionGroups[sense.number - Senses.names.count])
        case .matter, .circumstance:
            opposites |= Self.oppositeBits[sense.number]
            if Senses.troubles.contains(sense.number) { isTrouble = true }
        }
        return sense.kind == .name || Self.oppositeBits[sense.number] != 0
    }

    private static let oppositeBits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: Senses.all.count)
        for (index, pair) in Senses.opposites.enumerated() {
            bits[pair.0] |= 1 << UInt64(2 * index)
            bits[pair.1] |= 1 << UInt64(2 * index + 1)
        }
        return bits
    }()
}

/// Every term once, with a number. It only grows, so that numbers stay good when entries change.
struct Vocabulary: Sendable {
    var numbers: [UInt64: Int32] = [:]

    var count: Int { numbers.count }

    subscript(key: UInt64) -> Int32? { numbers[key] }

    mutating func number(_ key: UInt64) -> Int32 {
        if let number = numbers[key] { return number }
        let number = Int32(numbers.count)
        numbers[key] = number
        return number
    }
}

extension Reading {
    /// - Parameter number: the number of a term; -1 for one that no entry has.
    init(_ scalars: [UInt32], _ tokens: [Token], _ entities: [UInt64: Int], number: (UInt64) -> Int32) {
        let count = tokens.reduce(0) { $0 + ($1.kind == .pair ? 0 : 1) }
        units.reserveCapacity(count)
        var starts: [Int] = []
        starts.reserveCapacity(count)
        for token in tokens {
            if let bit = entities[token.key] { marks.entities |= 1 << UInt64(bit) }
            if token.kind == .pair {
                if !units.isEmpty { units[units.count - 1].pair = number(token.key) }
            } else {
                units.append(
                    Unit(term: number(token.key), weight: Float(token.weight), isWhole: token.kind != .character))
                starts.append(token.start)
            }
        }
        var unit = 0
        for hit in Senses.hits(in: scalars) {
            if hit.tag.kind == .filler {
                for place in units.indices where starts[place] >= hit.start && starts[place] < hit.end {
                    units[place].weight = min(units[place].weight, Float(Tokens.quietWeight))
                }
                continue
            }
            let sense = number(hit.tag.key)
            let isGuarded = marks.add(hit.tag)
            if !senses.contains(sense) || sense < 0 {
                senses.append(sense)
                senseKinds.append(hit.tag.kind)
            }
            while unit > 0, starts[unit - 1] >= hit.start { unit -= 1 }
            while unit < starts.count, starts[unit] < hit.start { unit += 1 }
            while unit < starts.count, starts[unit] < hit.end {
                if isGuarded { units[unit].isGuarded = true }
                switch hit.tag.kind {
                case .name: units[unit].isName = true
                case .question, .circumstance: units[unit].isBeside = true
                default: break
                }
                if units[unit].sense < 0 { units[unit].sense = sense } else { units[unit].otherSense = sense }
                unit += 1
            }
        }
    }
}
