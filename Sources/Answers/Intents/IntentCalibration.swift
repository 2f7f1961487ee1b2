import Foundation

/// How scores become numbers that can be believed, found on examples that the weights had not seen.
struct IntentCalibration: Sendable, Equatable {
    /// Scores are multiplied by it before the softmax.
    var sharpness: Float = 1
    /// From which familiarity on a text is known.
    var familiarityMin = leastFamiliarity

    /// What speaks for a text being about any of the labels; each 0…1.
    struct Signs {
        /// To the nearest example of the likeliest labels.
        let similarity: Float
        /// Of the text's words, by how much they say, and of its pairs of words: the share that examples have.
        let knownShare: Float
        let bigramShare: Float
    }

    /// One held-out example.
    struct Trial {
        let scores: [IntentWeights.Lane]
        let label: Int
        let signs: Signs
    }

    init() {}

    init(_ trials: [Trial], labels: Int) {
        guard trials.count >= Self.trialsMin else { return }
        sharpness = Self.sharpness(trials, labels)
        let familiarities = trials.map { trial in
            let best = probabilities(trial.scores, labels: labels).map { $0.max() }.max() ?? 0
            return familiarity(Double(best), trial.signs)
        }.sorted()
        let quantile = familiarities[Int(Double(familiarities.count) * Self.unknownShare)]
        familiarityMin = max(Self.leastFamiliarity, min(Self.enoughFamiliarity, Double(Float(quantile))))
    }

    func probabilities(_ scores: [IntentWeights.Lane], labels: Int) -> [IntentWeights.Lane] {
        var probabilities = scores
        IntentWeights.softmax(&probabilities, labels: labels, sharpness: sharpness)
        return probabilities
    }

    /// An example that came after training has the last word on its own wording, and some say on what is very near it.
    func lift(_ scores: inout [IntentWeights.Lane], _ label: Int, similarity: Float, labels: Int) {
        let share = (similarity - Self.nearSimilarity) / (1 - Self.nearSimilarity)
        guard share > 0 else { return }
        var highest = -Float.infinity
        for other in 0..<labels where other != label { highest = max(highest, scores[other / 16][other % 16]) }
        let score = scores[label / 16][label % 16]
        let wanted = highest + Self.lead / sharpness
        if wanted.isFinite, wanted > score { scores[label / 16][label % 16] += share * (wanted - score) }
    }

    /// A logistic regression of the signs, 0…1. Its coefficients were fitted on texts of BANKING77 against texts of
    /// CLINC150, with 30 and with about 100 examples a label, and hold elsewhere: they speak of shares only.
    func familiarity(_ confidence: Double, _ signs: Signs) -> Double {
        let score =
            6 * (confidence * Double(signs.similarity)).squareRoot() + 2.2 * Double(signs.knownShare)
            + 3.8 * Double(signs.bigramShare) - 7
        return 1 / (1 + exp(-score))
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

    /// From which similarity on a late example lifts its label, and how far above the rest its own wording comes.
    private static let nearSimilarity: Float = 0.75
    private static let lead: Float = 3
    /// With fewer held-out examples than this nothing can be said.
    private static let trialsMin = 20
    /// The share of held-out examples that may be taken for something else.
    private static let unknownShare = 0.04
    /// The threshold that the held-out examples ask for is kept within these.
    private static let leastFamiliarity = 0.25
    private static let enoughFamiliarity = 0.6
}
