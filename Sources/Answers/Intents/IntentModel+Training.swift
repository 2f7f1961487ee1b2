extension IntentModel {
    public struct Options: Sendable {
        /// Another seed gives another, equally good model.
        public var seed: UInt64 = 5

        public init() {}
    }

    /// Learns from examples. Those without a word in them are passed over, as is what exceeds `labelsMax` and
    /// `examplesMax`. The same examples in the same order give the same model.
    public static func train(
        _ examples: [(text: String, label: String)], options: Options = Options()
    ) -> IntentModel {
        var (labels, numbers): ([String], [String: Int]) = ([], [:])
        var read: [ReadExample] = []
        read.reserveCapacity(min(examples.count, examplesMax))
        for example in examples.prefix(examplesMax) {
            let text = IntentText(example.text)
            guard !text.words.isEmpty, numbers[example.label] != nil || labels.count < labelsMax else { continue }
            let label = numbers[example.label] ?? labels.count
            if label == labels.count {
                labels.append(example.label)
                numbers[example.label] = label
            }
            read.append(ReadExample(words: text.words, keys: text.keys(), label: label))
        }
        guard !read.isEmpty else { return IntentModel() }
        var model = fit(read, labels, options.seed)
        model.calibration = calibration(read, labels, options.seed)
        return model
    }

    private struct ReadExample {
        let words: [UInt64]
        let keys: [UInt32]
        let label: Int
    }

    /// A model that believes its own numbers.
    private static func fit(_ examples: [ReadExample], _ labels: [String], _ seed: UInt64) -> IntentModel {
        let terms = IntentTerms(examples.map(\.keys), textsMin: textsMin(examples.count / labels.count))
        var training = IntentTraining(terms: terms.count, labelCount: labels.count)
        var neighbours = IntentNeighbours(labels: labels.count)
        neighbours.otherRarity = IntentTerms.rarity(texts: examples.count, with: 0)
        for example in examples {
            training.add(terms.values(example.keys), label: example.label)
            neighbours.add(example.words, label: example.label, terms)
        }
        var settings = IntentTraining.Settings()
        settings.seed = seed
        settings.passes = max(settings.passes, min(passesMax, stepsMin / examples.count))
        var weights = training.run(settings)
        weights.round(0..<terms.count)
        return IntentModel(
            labels: labels, terms: terms, weights: weights, examples: neighbours, calibration: IntentCalibration())
    }

    /// In how many texts a feature has to occur: what occurs once says little where there are many, and costs room.
    private static func textsMin(_ examplesOfLabel: Int) -> Int {
        examplesOfLabel >= 80 ? 3 : examplesOfLabel >= 25 ? 2 : 1
    }

    /// Tries models that have not seen a part of the examples on that part. Few examples are held out part by part; of
    /// many, one part is enough.
    private static func calibration(
        _ examples: [ReadExample], _ labels: [String], _ seed: UInt64
    ) -> IntentCalibration {
        var (order, random) = (Array(examples.indices), IntentRandom(seed: seed &+ 1))
        random.shuffle(&order)
        var trials: [IntentCalibration.Trial] = []
        for part in 0..<(examples.count >= manyExamples ? 1 : examples.count >= someExamples ? 2 : parts) {
            let seen = order.indices.filter { $0 % parts != part }.map { examples[order[$0]] }
            let held = order.indices.filter { $0 % parts == part }.map { examples[order[$0]] }
            guard !seen.isEmpty else { continue }
            let model = fit(seen, labels, seed)
            for example in held {
                let read = model.read(example.words, example.keys)
                trials.append(IntentCalibration.Trial(scores: read.scores, label: example.label, signs: read.signs))
            }
        }
        return IntentCalibration(trials, labels: labels.count)
    }

    private static let manyExamples = 3_000
    private static let someExamples = 1_000
    private static let parts = 5
    /// With few examples, each is looked at more often: in all, about so many times.
    private static let stepsMin = 100_000
    private static let passesMax = 60
}
