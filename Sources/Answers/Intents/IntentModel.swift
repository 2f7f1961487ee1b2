/// Tells what a text means from examples alone: a linear model over words, spellings and meanings, with the
/// examples beside it to say how near the nearest one is. A value: train a new one, or take one with an example more, and swap it.
///
/// Training takes seconds for ten thousand examples, classifying microseconds. Nothing is read from or written to the
/// outside, nothing is random but by seed.
public struct IntentModel: Sendable {
    /// In the order in which the model numbers them.
    public private(set) var labels: [String] = []

    var terms = IntentTerms()
    var weights = IntentWeights(terms: 0, labels: 0)
    var examples = IntentNeighbours()
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
        let read = IntentText(text)
        guard !labels.isEmpty, !read.words.isEmpty else { return .nothing }
        let values = terms.values(read.keys())
        var probabilities = weights.scores(values)
        IntentWeights.softmax(&probabilities, labels: labels.count, sharpness: calibration.sharpness)
        let best = Self.best(probabilities, labels.count)
        let nearest = examples.nearest(to: read.words, among: best.map(\.label), terms)
        let measured = calibration.measure(best.map(\.probability), nearest, isBlank: values.isEmpty)
        return Intent(
            label: labels[best[0].label], confidence: measured.confidence,
            guesses: best.map { Intent.Guess(label: labels[$0.label], probability: Double($0.probability)) },
            similarity: Double(nearest.similarity), familiarity: measured.familiarity,
            isKnown: measured.familiarity >= calibration.familiarityMin)
    }

    /// The likeliest labels first; equal ones in their order.
    static func best(_ probabilities: [IntentWeights.Lane], _ labels: Int) -> [(label: Int, probability: Float)] {
        var best: [(label: Int, probability: Float)] = []
        best.reserveCapacity(Intent.guessesMax + 1)
        for label in 0..<labels {
            let probability = probabilities[label / 16][label % 16]
            if best.count == Intent.guessesMax, probability <= best[best.count - 1].probability { continue }
            let place = best.firstIndex { $0.probability < probability } ?? best.count
            best.insert((label, probability), at: place)
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
