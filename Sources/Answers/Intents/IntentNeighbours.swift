/// The examples as bags of words, to find the one that is nearest to a text.
struct IntentNeighbours: Sendable {
    struct Nearest {
        /// To the nearest example of the labels asked for.
        var similarity: Float = 0
        /// The share of the text's weight that lies on words which the examples use.
        var knownShare: Float = 0
    }

    /// The examples of a label, one behind the other.
    struct Shelf: Sendable {
        /// Of words that the model knows; an example's ascending, each once.
        private(set) var terms: [Int32] = []
        private(set) var ends: [Int32] = []
        /// How many other words an example has.
        private(set) var others: [UInt8] = []
        private(set) var lengths: [Float] = []

        var count: Int { ends.count }

        func terms(_ place: Int) -> ArraySlice<Int32> {
            terms[(place > 0 ? Int(ends[place - 1]) : 0)..<Int(ends[place])]
        }

        mutating func add(_ known: [Int32], others: UInt8, length: Float) {
            terms.append(contentsOf: known)
            ends.append(Int32(terms.count))
            self.others.append(others)
            lengths.append(length)
        }
    }

    private(set) var byLabel: [Shelf]
    /// Those that came after training, the oldest first, by label and place in `byLabel`.
    private(set) var late: [(label: Int, place: Int)] = []
    /// Above all terms in `byLabel`.
    private var termsEnd = 0
    /// What a word counts that no example uses.
    var otherRarity: UInt8 = 255

    init(labels: Int) { byLabel = Array(repeating: Shelf(), count: labels) }

    mutating func addLabel() { byLabel.append(Shelf()) }

    var isEmpty: Bool { byLabel.allSatisfy { $0.count == 0 } }

    mutating func add(_ words: [UInt64], label: Int, _ terms: IntentTerms, isLate: Bool = false) {
        let known = Self.known(words, terms)
        add(terms: known.terms, others: UInt8(min(255, known.others)), label: label, terms)
        if isLate { late.append((label, byLabel[label].count - 1)) }
    }

    mutating func add(terms known: [Int32], others: UInt8, label: Int, _ terms: IntentTerms) {
        var square = Float(others) * Self.square(otherRarity)
        for term in known { square += Self.square(terms.rarities[Int(term)]) }
        byLabel[label].add(known, others: others, length: square.squareRoot())
        termsEnd = max(termsEnd, Int(known.last ?? 0) + 1)
    }

    /// False if there is no such example.
    mutating func markLate(label: Int, place: Int) -> Bool {
        guard byLabel.indices.contains(label), place < byLabel[label].count else { return false }
        late.append((label, place))
        return true
    }

    func nearest(to words: [UInt64], among labels: [Int], _ terms: IntentTerms) -> Nearest {
        let text = Bag(words, terms, termsEnd: termsEnd, otherRarity)
        guard text.known > 0 else { return Nearest() }
        var best: Float = 0
        for label in labels { best = max(best, text.nearest(on: byLabel[label])) }
        return Nearest(similarity: min(1, best / text.length), knownShare: text.known / (text.length * text.length))
    }

    /// The nearest of those that came after training; of equally near ones the latest.
    func nearestLate(to words: [UInt64], _ terms: IntentTerms) -> (label: Int, similarity: Float)? {
        guard !late.isEmpty else { return nil }
        let text = Bag(words, terms, termsEnd: termsEnd, otherRarity)
        var nearest: (label: Int, similarity: Float)?
        for (label, place) in late.suffix(Self.lateMax) {
            let product = text.product(byLabel[label].terms(place))
            let similarity = min(1, product / (byLabel[label].lengths[place] * text.length) + Self.rounding)
            if similarity >= nearest?.similarity ?? 0 { nearest = (label, similarity) }
        }
        return nearest
    }

    /// A text's words, ready to be compared with many examples.
    private struct Bag {
        /// A square a term of any example, 0 for what the text has not.
        private let squares: [Float]
        let known: Float
        let length: Float

        init(_ words: [UInt64], _ terms: IntentTerms, termsEnd: Int, _ otherRarity: UInt8) {
            let bag = IntentNeighbours.known(words, terms)
            var squares = [Float](repeating: 0, count: max(termsEnd, Int(bag.terms.last ?? 0) + 1))
            var known: Float = 0
            for term in bag.terms {
                squares[Int(term)] = square(terms.rarities[Int(term)])
                known += squares[Int(term)]
            }
            (self.squares, self.known) = (squares, known)
            length = (known + Float(bag.others) * square(otherRarity)).squareRoot()
        }

        func product(_ terms: ArraySlice<Int32>) -> Float {
            var product: Float = 0
            for term in terms { product += squares[Int(term)] }
            return product
        }

        /// The cosine to the nearest example, times the text's own length.
        func nearest(on shelf: Shelf) -> Float {
            var (best, at): (Float, Int) = (0, 0)
            squares.withUnsafeBufferPointer { squares in
                shelf.terms.withUnsafeBufferPointer { terms in
                    for place in 0..<shelf.count {
                        var product: Float = 0
                        while at < Int(shelf.ends[place]) {
                            product += squares[Int(terms[at])]
                            at += 1
                        }
                        best = max(best, product / shelf.lengths[place])
                    }
                }
            }
            return best
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
