/// Tells what a text means from examples alone: a linear model over words, spellings and meanings, with the
/// examples beside it to say how near the nearest one is. A value: train a new one, or take one with an example more,
/// and swap it.
///
/// Training takes seconds for ten thousand examples, classifying microseconds. Nothing is read from or written to the
/// outside, nothing is random but by seed.
public struct IntentModel: Sendable {
    /// In the order in which the model numbers them.
    public private(set) var labels: [String] = []

    var terms = IntentTerms()
    var weights = IntentWeights(terms: 0, labels: 0)
    var examples = IntentNeighbours(labels: 0)
    var calibration = IntentCalibration()

    /// A longer text is cut here, in Unicode scalars.
    public static let textScalarsMax = IntentText.scalarsMax
    public static let labelsMax = 4_096
    public static let examplesMax = 1_000_000

    init() {}

    init(
        labels: [String], terms: IntentTerms, weights: IntentWeights, examples: IntentNeighbours,
        calibration: IntentCalibration
    ) {
        (self.labels, self.terms, self.weights) = (labels, terms, weights)
        (self.examples, self.calibration) = (examples, calibration)
    }

    /// Empty text has no label and is not known.
    public func classify(_ text: String) -> Intent {
        let text = IntentText(text)
        guard !labels.isEmpty, !text.words.isEmpty else { return .nothing }
        let read = read(text.words, text.keys())
        let probabilities = calibration.probabilities(read.scores, labels: labels.count)
        let best = Self.best(probabilities, labels.count)
        let confidence = Double(best[0].value)
        let familiarity = calibration.familiarity(confidence, read.signs)
        return Intent(
            label: labels[best[0].label], confidence: confidence,
            guesses: best.map { Intent.Guess(label: labels[$0.label], probability: Double($0.value)) },
            similarity: Double(read.signs.similarity), familiarity: familiarity,
            isKnown: familiarity >= calibration.familiarityMin)
    }

    /// A text's scores, and the signs of whether it is about any of the labels.
    func read(_ words: [UInt64], _ keys: [UInt32]) -> (scores: [IntentWeights.Lane], signs: IntentCalibration.Signs) {
        let values = terms.values(keys)
        var scores = weights.scores(values)
        if let late = examples.nearestLate(to: words, terms) {
            calibration.lift(&scores, late.label, similarity: late.similarity, labels: labels.count)
        }
        let nearest = examples.nearest(to: words, among: Self.best(scores, labels.count).map(\.label), terms)
        let bigrams = values.count { IntentText.Kind.of(terms.keys[Int($0.term)]) == .bigram }
        return (
            scores,
            IntentCalibration.Signs(
                similarity: nearest.similarity, knownShare: nearest.knownShare,
                bigramShare: Float(bigrams) / Float(words.count + 1))
        )
    }

    /// The labels with the highest values first; equal ones in their order.
    static func best(_ values: [IntentWeights.Lane], _ labels: Int) -> [(label: Int, value: Float)] {
        var best: [(label: Int, value: Float)] = []
        best.reserveCapacity(Intent.guessesMax + 1)
        for label in 0..<labels {
            let value = values[label / 16][label % 16]
            if best.count == Intent.guessesMax, value <= best[best.count - 1].value { continue }
            best.insert((label, value), at: best.firstIndex { $0.value < value } ?? best.count)
            if best.count > Intent.guessesMax { best.removeLast() }
        }
        return best
    }

    /// The number of a label, made if it is new; nil if there are too many.
    mutating func number(of label: String) -> Int? {
        if let number = labels.firstIndex(of: label) { return number }
        guard labels.count < Self.labelsMax else { return nil }
        labels.append(label)
        weights.addLabel()
        examples.addLabel()
        return labels.count - 1
    }
}
