/// The examples as bags of words, to find the one that is nearest to a text.
struct IntentNeighbours: Sendable {
    struct Nearest {
        /// To the nearest example of any of the labels asked for, and of the first of them.
        var similarity: Float = 0
        var ofFirst: Float = 0
        /// The share of the text's weight that lies on words which the examples use.
        var knownShare: Float = 0
    }

    struct Example: Sendable {
        /// Of words that the model knows; ascending, each once.
        let terms: [Int32]
        /// How many other words there are.
        let others: UInt8
        let length: Float
    }

    private(set) var byLabel: [[Example]] = []
    /// What a word counts that no example uses.
    var otherRarity: UInt8 = 255

    mutating func addLabel() { byLabel.append([]) }

    var count: Int { byLabel.reduce(0) { $0 + $1.count } }

    mutating func add(_ words: [UInt64], label: Int, _ terms: IntentTerms) {
        let known = Self.known(words, terms)
        add(terms: known.terms, others: UInt8(min(255, known.others)), label: label, terms)
    }

    mutating func add(terms known: [Int32], others: UInt8, label: Int, _ terms: IntentTerms) {
        var square = Float(others) * Self.square(otherRarity)
        for term in known { square += Self.square(terms.rarities[Int(term)]) }
        byLabel[label].append(Example(terms: known, others: others, length: square.squareRoot()))
    }

    func nearest(to words: [UInt64], among labels: [Int], _ terms: IntentTerms) -> Nearest {
        let known = Self.known(words, terms)
        var weights = [Float](repeating: 0, count: Int(known.terms.last ?? 0) + 1)
        var square: Float = 0
        for term in known.terms {
            weights[Int(term)] = Self.square(terms.rarities[Int(term)])
            square += weights[Int(term)]
        }
        let all = square + Float(known.others) * Self.square(otherRarity)
        guard square > 0 else { return Nearest() }
        var nearest = Nearest(knownShare: square / all)
        let length = all.squareRoot()
        for (index, label) in labels.enumerated() {
            var best: Float = 0
            for example in byLabel[label] {
                var product: Float = 0
                for term in example.terms where Int(term) < weights.count { product += weights[Int(term)] }
                best = max(best, product / (example.length * length))
            }
            nearest.similarity = max(nearest.similarity, min(1, best))
            if index == 0 { nearest.ofFirst = min(1, best) }
        }
        return nearest
    }

    private static func known(_ words: [UInt64], _ terms: IntentTerms) -> (terms: [Int32], others: Int) {
        var known: [Int32] = []
        var others = 0
        known.reserveCapacity(words.count)
        for word in words {
            if let term = terms.term(IntentText.Kind.word.key(word)) { known.append(Int32(term)) } else { others += 1 }
        }
        known.sort()
        var last: Int32 = -1
        known.removeAll { term in
            defer { last = term }
            return term == last
        }
        return (known, others)
    }

    private static func square(_ rarity: UInt8) -> Float {
        let value = Float(rarity) / IntentTerms.raritySteps
        return value * value
    }
}
