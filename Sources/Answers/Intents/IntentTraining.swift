import Foundation

/// Multinomial logistic regression by stochastic gradient, with a learning rate a feature (AdaGrad) that sinks to zero,
/// and half of an example's features left out each time it is seen. The same examples give the same weights.
struct IntentTraining {
    struct Settings: Sendable {
        var passes = 20
        var rate: Float = 1
        /// The share of features that is left out.
        var dropout: Float = 0.5
        var decay: Float = 1e-6
        /// How far rare labels are pulled up towards common ones, 0…1.
        var balance: Float = 0
        var seed: UInt64 = 5
    }

    private var starts: [Int] = [0]
    private var values: [IntentTerms.Value] = []
    private(set) var labels: [Int] = []
    let terms: Int
    let labelCount: Int

    init(terms: Int, labelCount: Int) { (self.terms, self.labelCount) = (terms, labelCount) }

    var count: Int { labels.count }

    mutating func add(_ values: [IntentTerms.Value], label: Int) {
        self.values.append(contentsOf: values)
        starts.append(self.values.count)
        labels.append(label)
    }

    func values(_ example: Int) -> [IntentTerms.Value] { Array(values[starts[example]..<starts[example + 1]]) }

    /// - Parameter examples: which ones to learn from.
    func run(_ examples: [Int], _ settings: Settings = Settings()) -> IntentWeights {
        var weights = IntentWeights(terms: terms, labels: labelCount)
        var learner = Learner(
            settings: settings, weights: weights, steps: settings.passes * examples.count,
            shares: shares(examples, settings.balance),
            longest: (0..<count).map { starts[$0 + 1] - starts[$0] }.max() ?? 0)
        var (random, order) = (IntentRandom(seed: settings.seed), examples)
        values.withUnsafeBufferPointer { values in
            for _ in 0..<settings.passes {
                random.shuffle(&order)
                for example in order {
                    let range = starts[example]..<starts[example + 1]
                    learner.learn(UnsafeBufferPointer(rebasing: values[range]), labels[example], &random)
                }
            }
        }
        swap(&weights, &learner.weights)
        return weights
    }

    private func shares(_ examples: [Int], _ balance: Float) -> [Float] {
        var counts = [Float](repeating: 0, count: labelCount)
        for example in examples { counts[labels[example]] += 1 }
        let mean = Float(examples.count) / Float(max(1, counts.count { $0 > 0 }))
        return counts.map { $0 > 0 ? pow(mean / $0, balance) : 1 }
    }
}

private struct Learner {
    let settings: IntentTraining.Settings
    var weights: IntentWeights
    let steps: Int
    let shares: [Float]
    private var step = 0
    /// The squares of all gradients so far, a term.
    private var squares: [Float]
    private var kept: [IntentTerms.Value]
    private var error: [IntentWeights.Lane]

    init(settings: IntentTraining.Settings, weights: IntentWeights, steps: Int, shares: [Float], longest: Int) {
        (self.settings, self.weights, self.steps, self.shares) = (settings, weights, steps, shares)
        squares = [Float](repeating: 0, count: weights.terms)
        kept = [IntentTerms.Value](repeating: .init(term: 0, value: 0), count: longest)
        error = [IntentWeights.Lane](repeating: .zero, count: weights.lanes)
    }

    mutating func learn(_ values: UnsafeBufferPointer<IntentTerms.Value>, _ label: Int, _ random: inout IntentRandom) {
        let rate = settings.rate * (1 - Float(step) / Float(steps)) * shares[label]
        step += 1
        let (lanes, labels) = (weights.lanes, weights.labels)
        let count = drop(values, &random)
        weights.rows.withUnsafeMutableBufferPointer { rows in
            error.withUnsafeMutableBufferPointer { error in
                for lane in 0..<lanes { error[lane] = weights.bias[lane] }
                for index in 0..<count {
                    let (row, value) = (Int(kept[index].term) * lanes, kept[index].value)
                    for lane in 0..<lanes { error[lane] += rows[row + lane] * value }
                }
            }
            IntentWeights.softmax(&error, labels: labels)
            error[label / 16][label % 16] -= 1
            var square: Float = 0
            for lane in 0..<lanes {
                square += (error[lane] * error[lane]).sum()
                weights.bias[lane] -= error[lane] * (rate * Self.biasShare)
            }
            error.withUnsafeBufferPointer { error in
                for index in 0..<count {
                    let (term, value) = (Int(kept[index].term), kept[index].value)
                    squares[term] += square * value * value
                    let rate = rate / (squares[term].squareRoot() + Self.least)
                    let (pull, keep) = (rate * value, 1 - rate * settings.decay)
                    for lane in (term * lanes)..<((term + 1) * lanes) {
                        rows[lane] = rows[lane] * keep - error[lane - term * lanes] * pull
                    }
                }
            }
        }
    }

    /// Leaves features out, the rest made larger for it, into `kept`; says how many are left.
    private mutating func drop(
        _ values: UnsafeBufferPointer<IntentTerms.Value>, _ random: inout IntentRandom
    ) -> Int {
        let scale = 1 / (1 - settings.dropout)
        var count = 0
        for value in values where random.unit() >= settings.dropout {
            kept[count] = IntentTerms.Value(term: value.term, value: value.value * scale)
            count += 1
        }
        return count
    }

    private static let biasShare: Float = 0.05
    private static let least: Float = 1e-3
}

/// SplitMix64: the same numbers from the same seed, on every machine.
struct IntentRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }

    /// 0 ≤ x < 1.
    mutating func unit() -> Float { Float(next() >> 40) / 16_777_216 }

    mutating func shuffle<Element>(_ elements: inout [Element]) {
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, Int(next() >> 33) % (index + 1))
        }
    }
}
