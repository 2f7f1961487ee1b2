/// All phrases of all entries side by side, each place with its mass: what the second look goes through.
struct Phrases: Sendable {
    struct Place {
        let term: Int32
        let pair: Int32
        let sense: Int32
        let otherSense: Int32
        let mass: Float
        /// A word or a number.
        let isWhole: Bool
    }

    struct Phrase {
        /// In `places`.
        let start: Int32
        let end: Int32
        let marks: Marks
        /// The sum of its places'.
        let mass: Float
        /// Of a question that led to the entry; nothing for the entry's own phrases.
        let trust: Float?
    }

    private(set) var places: [Place] = []
    private(set) var phrases: [Phrase] = []
    /// By entry, its first phrase's place in `phrases`; one more at the end.
    private(set) var starts: [Int32] = [0]

    func range(_ entry: Int) -> Range<Int> { Int(starts[entry])..<Int(starts[entry + 1]) }

    init(_ analyses: [Analysis], _ postings: Postings, _ tuning: Tuning) {
        let count = analyses.reduce(0) { $0 + $1.phrases.count + $1.asked.count }
        phrases.reserveCapacity(count)
        starts.reserveCapacity(analyses.count + 1)
        places.reserveCapacity(analyses.reduce(0) { $0 + $1.phrases.reduce(0) { $0 + $1.units.count } })
        for analysis in analyses {
            for reading in analysis.phrases { add(reading, trust: nil, postings, tuning) }
            for asked in analysis.asked { add(asked.reading, trust: asked.trust, postings, tuning) }
            starts.append(Int32(phrases.count))
        }
    }

    /// A single one: a question.
    init(_ reading: Reading, _ postings: Postings, _ tuning: Tuning) { add(reading, trust: nil, postings, tuning) }

    private mutating func add(_ reading: Reading, trust: Float?, _ postings: Postings, _ tuning: Tuning) {
        let start = places.count
        var sum: Float = 0
        for unit in reading.units {
            let mass = postings.mass(unit, tuning)
            sum += mass
            places.append(
                Place(
                    term: unit.term, pair: unit.pair, sense: unit.sense, otherSense: unit.otherSense, mass: mass,
                    isWhole: unit.isWhole))
        }
        phrases.append(
            Phrase(
                start: Int32(start), end: Int32(places.count), marks: reading.marks,
                mass: max(sum, .leastNonzeroMagnitude), trust: trust))
    }
}

extension Postings {
    /// How much a place of a text matters: rare characters and meanings more.
    func mass(_ unit: Reading.Unit, _ tuning: Tuning) -> Float {
        let mass = idf(unit.term) * unit.weight
        return unit.sense < 0 ? mass : (1 - tuning.senseMass) * mass + tuning.senseMass * idf(unit.sense)
    }
}
