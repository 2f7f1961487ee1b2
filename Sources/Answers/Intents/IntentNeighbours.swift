/// The examples as bags of words, to find the one that is nearest to a text.
struct IntentNeighbours: Sendable {
    struct Nearest {
        /// To the nearest example of the labels asked for.
        var similarity: Float = 0
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
    /// Those that came after training, the oldest first, by label and place in `byLabel`.
    private(set) var late: [(label: Int, place: Int)] = []
    /// What a word counts that no example uses.
    var otherRarity: UInt8 = 255

    init(labels: Int) { byLabel = Array(repeating: [], count: labels) }

    mutating func addLabel() { byLabel.append([]) }

    var count: Int { byLabel.reduce(0) { $0 + $1.count } }

    mutating func add(_ words: [UInt64], label: Int, _ terms: IntentTerms, isLate: Bool = false) {
        let known = Self.known(words, terms)
        add(terms: known.terms, others: UInt8(min(255, known.others)), label: label, terms)
        if isLate { late.append((label, byLabel[label].count - 1)) }
    }

    mutating func add(terms known: [Int32], others: UInt8, label: Int, _ terms: IntentTerms) {
        var square = Float(others) * Self.square(otherRarity)
        for term in known { square += Self.square(terms.rarities[Int(term)]) }
        byLabel[label].append(Example(terms: known, others: others, length: square.squareRoot()))
    }

    /// False if there is no such example.
    mutating func markLate(label: Int, place: Int) -> Bool {
        guard byLabel.indices.contains(label), byLabel[label].indices.contains(place) else { return false }
        late.append((label, place))
        return true
    }

    func nearest(to words: [UInt64], among labels: [Int], _ terms: IntentTerms) -> Nearest {
        let text = Bag(words, terms, otherRarity)
        guard text.known > 0 else { return Nearest() }
        var best: Float = 0
        for label in labels {
            for example in byLabel[label] { best = max(best, text.product(example) / example.length) }
        }
        return Nearest(similarity: min(1, best / text.length), knownShare: text.known / (text.length * text.length))
    }

    /// The nearest of those that came after training; of equally near ones the latest.
    func nearestLate(to words: [UInt64], _ terms: IntentTerms) -> (label: Int, similarity: Float)? {
        guard !late.isEmpty else { return nil }
        let text = Bag(words, terms, otherRarity)
        var nearest: (label: Int, similarity: Float)?
        for (label, place) in late.suffix(Self.lateMax) {
            let example = byLabel[label][place]
            let similarity = min(1, text.product(example) / (example.length * text.length) + Self.rounding)
            if similarity >= nearest?.similarity ?? 0 { nearest = (label, similarity) }
        }
        return nearest
    }

    /// A text's words, ready to be compared with many examples.
    private struct Bag {
        /// A square a term, 0 for what the text has not.
        private let squares: [Float]
        let known: Float
        let length: Float

        init(_ words: [UInt64], _ terms: IntentTerms, _ otherRarity: UInt8) {
            let bag = IntentNeighbours.known(words, terms)
            var squares = [Float](repeating: 0, count: Int(bag.terms.last ?? 0) + 1)
            var known: Float = 0
            for term in bag.terms {
                squares[Int(term)] = square(terms.rarities[Int(term)])
                known += squares[Int(term)]
            }
            (self.squares, self.known) = (squares, known)
            length = (known + Float(bag.others) * square(otherRarity)).squareRoot()
        }

        func product(_ example: Example) -> Float {
            var product: Float = 0
            for term in example.terms where Int(term) < squares.count { product += squares[Int(term)] }
            return product
        }
    }

    /// Only so many late examples are compared with: when there are more, it is time to train again.
    static let lateMax = 1_000
    private static let rounding: Float = 1e-5

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
