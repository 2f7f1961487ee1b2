import Foundation

/// How scores become numbers that can be believed, found on examples that the weights had not seen.
struct IntentCalibration: Sendable, Equatable {
    /// Scores are multiplied by it before the softmax.
    var sharpness: Float = 1
    /// From which familiarity on a text is known.
    var familiarityMin: Double = 0.2

    /// One held-out example.
    struct Trial {
        let scores: [IntentWeights.Lane]
        let label: Int
        let nearest: IntentNeighbours.Nearest
    }

    init() {}

    init(_ trials: [Trial], labels: Int) {
        guard trials.count >= Self.trialsMin else { return }
        sharpness = Self.sharpness(trials, labels)
        let familiarities = trials.map { trial in
            var probabilities = trial.scores
            IntentWeights.softmax(&probabilities, labels: labels, sharpness: sharpness)
            let best = IntentModel.best(probabilities, labels).map(\.probability)
            return measure(best, trial.nearest, isBlank: false).familiarity
        }.sorted()
        familiarityMin = familiarities[Int(Double(familiarities.count) * Self.unknownShare)]
    }

    func measure(
        _ probabilities: [Float], _ nearest: IntentNeighbours.Nearest, isBlank: Bool
    ) -> (confidence: Double, familiarity: Double) {
        let first = Double(probabilities.first ?? 0)
        if isBlank { return (first, 0) }
        return (first, (first * Double(nearest.similarity)).squareRoot())
    }

    /// What makes the held-out labels likeliest, by golden section.
    private static func sharpness(_ trials: [Trial], _ labels: Int) -> Float {
        func loss(_ logarithm: Double) -> Double {
            trials.reduce(0) { loss, trial in
                var probabilities = trial.scores
                IntentWeights.softmax(&probabilities, labels: labels, sharpness: Float(exp(logarithm)))
                return loss - log(max(1e-9, Double(probabilities[trial.label / 16][trial.label % 16])))
            }
        }
        let golden = 0.618_033_988_749_895
        var (low, high) = (-1.5, 1.5)
        var (left, right) = (high - golden * (high - low), low + golden * (high - low))
        var (lossLeft, lossRight) = (loss(left), loss(right))
        for _ in 0..<12 {
            if lossLeft < lossRight {
                (high, right, lossRight) = (right, left, lossLeft)
                left = high - golden * (high - low)
                lossLeft = loss(left)
            } else {
                (low, left, lossLeft) = (left, right, lossRight)
                right = low + golden * (high - low)
                lossRight = loss(right)
            }
        }
        return Float(exp((low + high) / 2))
    }

    /// With fewer held-out examples than this nothing can be said.
    private static let trialsMin = 20
    /// The share of held-out examples that may be taken for something else.
    private static let unknownShare = 0.03
}
