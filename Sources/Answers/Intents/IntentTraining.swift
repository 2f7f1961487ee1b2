import Foundation

/// Multinomial logistic regression by stochastic gradient, with a learning rate a feature (AdaGrad) that sinks to zero,
/// and most of an example's features left out each time it is seen. The same examples give the same weights.
struct IntentTraining {
    struct Settings: Sendable {
        var passes = 30
        var rate: Float = 1.5
        /// The share of features that is left out.
        var dropout: Float = 0.7
        var decay: Float = 1e-6
        /// How far rare labels are pulled up towards common ones, 0…1.
        var balance: Float = 0
        var seed: UInt64 = 5
    }

    private var starts: [Int] = [0]
    private var values: [IntentTerms.Value] = []
    private var labels: [Int] = []
    private let terms: Int
    private let labelCount: Int

    init(terms: Int, labelCount: Int) { (self.terms, self.labelCount) = (terms, labelCount) }

    var count: Int { labels.count }

    mutating func add(_ values: [IntentTerms.Value], label: Int) {
        self.values.append(contentsOf: values)
        starts.append(self.values.count)
        labels.append(label)
    }

    func run(_ settings: Settings) -> IntentWeights {
        var weights = IntentWeights(terms: terms, labels: labelCount)
        let (shares, lanes) = (shares(settings.balance), weights.lanes)
        let longest = (0..<count).map { starts[$0 + 1] - starts[$0] }.max() ?? 0
        // Plain memory: the bounds of arrays would be looked at a hundred million times.
        let squares = UnsafeMutableBufferPointer<Float>.allocate(capacity: terms)
        let kept = UnsafeMutableBufferPointer<IntentTerms.Value>.allocate(capacity: longest)
        squares.initialize(repeating: 0)
        kept.initialize(repeating: IntentTerms.Value(term: 0, value: 0))
        defer {
            squares.deallocate()
            kept.deallocate()
        }
        var error = [IntentWeights.Lane](repeating: .zero, count: lanes)
        var bias = weights.bias
        weights.rows.withUnsafeMutableBufferPointer { rows in
            var learner = Learner(
                settings: settings, steps: settings.passes * count, shares: shares, lanes: lanes, rows: rows,
                squares: squares, kept: kept)
            var (random, order) = (IntentRandom(seed: settings.seed), Array(0..<count))
            values.withUnsafeBufferPointer { values in
                for _ in 0..<settings.passes {
                    random.shuffle(&order)
                    for example in order {
                        let seen = UnsafeBufferPointer(rebasing: values[starts[example]..<starts[example + 1]])
                        learner.learn(seen, labels[example], &error, &bias, &random)
                    }
                }
            }
        }
        weights.bias = bias
        return weights
    }

    private func shares(_ balance: Float) -> [Float] {
        var counts = [Float](repeating: 0, count: labelCount)
        for label in labels { counts[label] += 1 }
        let mean = Float(count) / Float(max(1, counts.count { $0 > 0 }))
        return counts.map { $0 > 0 ? pow(mean / $0, balance) : 1 }
    }
}

private struct Learner {
    let settings: IntentTraining.Settings
    let steps: Int
    let shares: [Float]
    let lanes: Int
    let rows: UnsafeMutableBufferPointer<IntentWeights.Lane>
    /// Of all gradients so far, a sum a term.
    let squares: UnsafeMutableBufferPointer<Float>
    let kept: UnsafeMutableBufferPointer<IntentTerms.Value>
    private var step = 0

    init(
        settings: IntentTraining.Settings, steps: Int, shares: [Float], lanes: Int,
        rows: UnsafeMutableBufferPointer<IntentWeights.Lane>, squares: UnsafeMutableBufferPointer<Float>,
        kept: UnsafeMutableBufferPointer<IntentTerms.Value>
    ) {
        (self.settings, self.steps, self.shares, self.lanes) = (settings, steps, shares, lanes)
        (self.rows, self.squares, self.kept) = (rows, squares, kept)
    }

    mutating func learn(
        _ values: UnsafeBufferPointer<IntentTerms.Value>, _ label: Int, _ error: inout [IntentWeights.Lane],
        _ bias: inout [IntentWeights.Lane], _ random: inout IntentRandom
    ) {
        let rate = settings.rate * (1 - Float(step) / Float(steps)) * shares[label]
        step += 1
        let count = drop(values, &random)
        error.withUnsafeMutableBufferPointer { error in
            for lane in 0..<lanes { error[lane] = bias[lane] }
            for index in 0..<count {
                let (row, value) = (Int(kept[index].term) * lanes, kept[index].value)
                for lane in 0..<lanes { error[lane] += rows[row + lane] * value }
            }
        }
        IntentWeights.softmax(&error, labels: shares.count)
        error[label / 16][label % 16] -= 1
        var square: Float = 0
        for lane in 0..<lanes {
            square += (error[lane] * error[lane]).sum()
            bias[lane] -= error[lane] * (rate * Self.biasShare)
        }
        error.withUnsafeBufferPointer { error in
            for index in 0..<count {
                let (term, value) = (Int(kept[index].term), kept[index].value)
                squares[term] += square * value * value
                let rate = rate / (squares[term].squareRoot() + Self.least)
                let (pull, keep, row) = (rate * value, 1 - rate * settings.decay, term * lanes)
                for lane in 0..<lanes { rows[row + lane] = rows[row + lane] * keep - error[lane] * pull }
            }
        }
    }

    /// Leaves features out, the rest made larger for it, into `kept`; says how many are left.
    private func drop(_ values: UnsafeBufferPointer<IntentTerms.Value>, _ random: inout IntentRandom) -> Int {
        let scale = 1 / (1 - settings.dropout)
        let dropped = UInt64(settings.dropout * 65_536)
        var (count, bits): (Int, UInt64) = (0, 0)
        for (index, value) in values.enumerated() {
            // Sixteen bits decide: four decisions from one number.
            bits = index & 3 == 0 ? random.next() : bits >> 16
            guard bits & 0xFFFF >= dropped else { continue }
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

    mutating func shuffle<Element>(_ elements: inout [Element]) {
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, Int(next() >> 33) % (index + 1))
        }
    }
}
