/// A question made ready to be held against many phrases, place by place and from both sides: a phrase that says much
/// more than the question is as far from it as one that says less.
final class Comparison {
    private let question: Reading
    private let postings: Postings
    private let tuning: Tuning
    private let masses: [Float]
    private let mass: Float
    /// By term: its place in `hits`, 0 for a term that the question has not.
    private var slots: [UInt16]
    private var hits: [Bool] = [false]
    /// By slot: less than 1 for a term that is not the question's but was learnt to stand for one.
    private var shares: [Float] = [0]

    init(_ question: Reading, _ index: SearchIndex) {
        (self.question, postings, tuning) = (question, index.postings, index.tuning)
        slots = [UInt16](repeating: 0, count: index.vocabulary.count)
        masses = question.units.map { index.postings.mass($0, index.tuning) }
        mass = max(masses.reduce(0, +), .leastNonzeroMagnitude)
        for unit in question.units {
            for term in [unit.term, unit.pair, unit.sense, unit.otherSense] { give(term, 1) }
        }
        guard !index.associations.targets.isEmpty else { return }
        for unit in question.units {
            for term in [unit.term, unit.pair] {
                for target in index.associations.targets[term] ?? [] { give(target.term, target.share) }
            }
        }
    }

    private func give(_ term: Int32, _ share: Float) {
        guard term >= 0, slots[Int(term)] == 0 else { return }
        slots[Int(term)] = UInt16(hits.count)
        hits.append(false)
        shares.append(share)
    }

    /// How much of the question the phrase covers, and how much of the phrase the question.
    func likeness(_ phrase: [Reading.Unit]) -> Float {
        slots.withUnsafeBufferPointer { slots in
            shares.withUnsafeBufferPointer { shares in
                hits.withUnsafeMutableBufferPointer { hits in
                    hits.update(repeating: false)
                    return phrase.withUnsafeBufferPointer { likeness($0, slots, shares, hits) }
                }
            }
        }
    }

    private func likeness(
        _ phrase: UnsafeBufferPointer<Reading.Unit>, _ slots: UnsafeBufferPointer<UInt16>,
        _ shares: UnsafeBufferPointer<Float>, _ hits: UnsafeMutableBufferPointer<Bool>
    ) -> Float {
        let tuning = tuning
        var (covered, all) = (Float(0), Float(0))
        var before: Float = 0
        for unit in phrase {
            let mass = postings.mass(unit, tuning)
            all += mass
            covered +=
                mass
                * Self.credit(unit, tuning, &before) { term in
                    guard term >= 0 else { return 0 }
                    let slot = Int(slots[Int(term)])
                    hits[slot] = true
                    return shares[slot]
                }
        }
        guard covered > 0 else { return 0 }
        hits[0] = false
        var asked: Float = 0
        before = 0
        for (place, unit) in question.units.enumerated() {
            asked +=
                masses[place]
                * Self.credit(unit, tuning, &before) { term in
                    guard term >= 0 else { return 0 }
                    let slot = Int(slots[Int(term)])
                    return hits[slot] ? 1 : 0
                }
        }
        return tuning.questionCovered * asked / mass + tuning.entryCovered * covered / max(all, .leastNonzeroMagnitude)
    }

    /// A pair on the other side vouches for both its characters.
    @inline(__always)
    private static func credit(
        _ unit: Reading.Unit, _ tuning: Tuning, _ before: inout Float, share: (Int32) -> Float
    ) -> Float {
        let pair = share(unit.pair)
        let vouched = max(before, pair)
        before = pair
        let term = share(unit.term) * (unit.isWhole ? 1 : tuning.characterCredit)
        let sense = max(share(unit.sense), share(unit.otherSense)) * tuning.senseCredit
        return max(vouched, term, sense)
    }
}

extension Postings {
    /// How much a place of a text matters: rare characters and meanings more.
    func mass(_ unit: Reading.Unit, _ tuning: Tuning) -> Float {
        let mass = idf(unit.term) * unit.weight
        return unit.sense < 0 ? mass : (1 - tuning.senseMass) * mass + tuning.senseMass * idf(unit.sense)
    }
}
