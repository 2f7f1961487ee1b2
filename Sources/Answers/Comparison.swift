/// A question made ready to be held against many phrases, place by place and from both sides: a phrase that says much
/// more than the question is as far from it as one that says less.
final class Comparison {
    private let question: Phrases
    private let tuning: Tuning
    /// By term: its slot; 0 for a term that the question has not.
    private var slots: [UInt16]
    /// By slot: whether the phrase at hand has the term.
    private var hits: [Bool] = [false]
    /// By slot: less than 1 for a term that is not the question's but was learnt to stand for one.
    private var shares: [Float] = [0]

    init(_ reading: Reading, _ index: SearchIndex) {
        tuning = index.tuning
        question = Phrases(reading, index.postings, index.tuning)
        slots = [UInt16](repeating: 0, count: index.vocabulary.count)
        for place in question.places {
            give(place.term, 1)
            give(place.pair, 1)
            give(place.sense, 1)
            give(place.otherSense, 1)
        }
        guard !index.associations.targets.isEmpty else { return }
        for place in question.places {
            for term in [place.term, place.pair] {
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
    func likeness(_ phrase: Phrases.Phrase, in phrases: Phrases) -> Float {
        let range = Int(phrase.start)..<Int(phrase.end)
        let both = slots.withUnsafeBufferPointer { slots in
            shares.withUnsafeBufferPointer { shares in
                hits.withUnsafeMutableBufferPointer { hits in
                    phrases.places.withUnsafeBufferPointer { places in
                        question.places.withUnsafeBufferPointer { asked in
                            shared(UnsafeBufferPointer(rebasing: places[range]), asked, slots, shares, hits)
                        }
                    }
                }
            }
        }
        let (asked, said) = (both.asked / question.phrases[0].mass, both.said / phrase.mass)
        return tuning.questionCovered * asked + tuning.entryCovered * said
    }

    /// The mass of what both have, as it is on either side.
    private func shared(
        _ places: UnsafeBufferPointer<Phrases.Place>, _ question: UnsafeBufferPointer<Phrases.Place>,
        _ slots: UnsafeBufferPointer<UInt16>, _ shares: UnsafeBufferPointer<Float>,
        _ hits: UnsafeMutableBufferPointer<Bool>
    ) -> (asked: Float, said: Float) {
        let (character, meaning) = (tuning.characterCredit, tuning.senseCredit)
        hits.update(repeating: false)
        var (said, before): (Float, Float) = (0, 0)
        for place in places {
            said +=
                place.mass
                * Self.credit(place, character, meaning, &before) { term in
                    guard term >= 0 else { return 0 }
                    let slot = Int(slots[Int(term)])
                    hits[slot] = true
                    return shares[slot]
                }
        }
        guard said > 0 else { return (0, 0) }
        hits[0] = false
        var asked: Float = 0
        before = 0
        for place in question {
            asked +=
                place.mass
                * Self.credit(place, character, meaning, &before) { term in
                    term >= 0 && hits[Int(slots[Int(term)])] ? 1 : 0
                }
        }
        return (asked, said)
    }

    /// A pair on the other side vouches for both its characters.
    @inline(__always)
    private static func credit(
        _ place: Phrases.Place, _ character: Float, _ meaning: Float, _ before: inout Float, share: (Int32) -> Float
    ) -> Float {
        let pair = share(place.pair)
        let vouched = max(before, pair)
        before = pair
        let term = share(place.term) * (place.isWhole ? 1 : character)
        guard place.sense >= 0 else { return max(vouched, term) }
        return max(vouched, term, max(share(place.sense), share(place.otherSense)) * meaning)
    }
}
