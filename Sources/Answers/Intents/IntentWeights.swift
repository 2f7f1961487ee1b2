import Foundation

/// A row of numbers a feature, a number a label: what a linear model has learnt. Rows are padded to whole lanes of 16.
struct IntentWeights: Sendable {
    typealias Lane = SIMD16<Float>

    private(set) var labels: Int
    private(set) var lanes: Int
    /// A term's row is `rows[term * lanes ..< (term + 1) * lanes]`.
    var rows: [Lane]
    var bias: [Lane]

    init(terms: Int, labels: Int) {
        self.labels = labels
        lanes = max(1, (labels + 15) / 16)
        rows = [Lane](repeating: .zero, count: terms * lanes)
        bias = [Lane](repeating: .zero, count: lanes)
    }

    var terms: Int { rows.count / lanes }

    /// What the softmax takes: a score a label, in lanes.
    func scores(_ values: [IntentTerms.Value]) -> [Lane] {
        var scores = bias
        scores.withUnsafeMutableBufferPointer { scores in
            rows.withUnsafeBufferPointer { rows in
                for value in values {
                    let row = Int(value.term) * lanes
                    for lane in 0..<lanes { scores[lane] += rows[row + lane] * value.value }
                }
            }
        }
        return scores
    }

    /// Scores to probabilities; 0 where there is no label.
    static func softmax(_ scores: inout [Lane], labels: Int, sharpness: Float = 1) {
        scores.withUnsafeMutableBytes { bytes in
            let scores = bytes.bindMemory(to: Float.self)
            var (highest, sum): (Float, Float) = (-.infinity, 0)
            for label in 0..<labels { highest = max(highest, scores[label]) }
            for label in 0..<labels {
                scores[label] = exp((scores[label] - highest) * sharpness)
                sum += scores[label]
            }
            for label in 0..<labels { scores[label] /= sum }
            for rest in labels..<scores.count { scores[rest] = 0 }
        }
    }

    // MARK: - Growing

    mutating func addTerm() { rows.append(contentsOf: repeatElement(.zero, count: lanes)) }

    mutating func addLabel() {
        labels += 1
        guard labels > lanes * 16 else { return }
        let (old, width) = (rows, lanes)
        lanes += 1
        rows = [Lane](repeating: .zero, count: old.count / width * lanes)
        for term in 0..<(old.count / width) {
            for lane in 0..<width { rows[term * lanes + lane] = old[term * width + lane] }
        }
        bias.append(.zero)
    }

    // MARK: - Rounding

    /// The steps that a weight may take on either side of zero: what four bits hold.
    static let steps: Float = 7

    /// Weights in steps of their row's largest, and how large that is. Rounding what has been rounded changes nothing.
    func rounded(_ term: Int) -> (largest: Float, steps: [Int8]) {
        let row = rows[(term * lanes)..<((term + 1) * lanes)]
        var largest: Float = 0
        for lane in row { largest = max(largest, lane.max(), -lane.min()) }
        // Two bytes' worth: the nearest number whose lower half is empty.
        largest = Float(bitPattern: (largest.bitPattern &+ 0x8000) & 0xFFFF_0000)
        var steps: [Int8] = []
        steps.reserveCapacity(labels)
        for label in 0..<labels {
            let weight = row[row.startIndex + label / 16][label % 16]
            let step = largest > 0 ? (weight / largest * Self.steps).rounded() : 0
            steps.append(Int8(max(-Self.steps, min(Self.steps, step))))
        }
        return (largest, steps)
    }

    mutating func set(_ term: Int, largest: Float, steps: [Int8]) {
        for (label, step) in steps.enumerated() {
            rows[term * lanes + label / 16][label % 16] = Float(step) / Self.steps * largest
        }
    }

    mutating func round(_ terms: some Sequence<Int>) {
        for term in terms {
            let (largest, steps) = rounded(term)
            set(term, largest: largest, steps: steps)
        }
    }
}
