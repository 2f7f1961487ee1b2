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
        var model = IntentModel()
        var texts: [(words: [UInt64], keys: [UInt32], label: Int)] = []
        var numbers: [String: Int] = [:]
        for example in examples.prefix(examplesMax) {
            let text = IntentText(example.text)
            guard !text.words.isEmpty,
                let label = numbers[example.label] ?? model.number(of: example.label)
            else { continue }
            numbers[example.label] = label
            texts.append((text.words, text.keys(), label))
        }
        guard !texts.isEmpty else { return model }
        model.terms = IntentTerms(texts.map(\.keys), textsMin: texts.count >= manyExamples ? 3 : 1)
        model.examples.otherRarity = IntentTerms.rarity(texts: texts.count, with: 0)
        var training = IntentTraining(terms: model.terms.count, labelCount: model.labels.count)
        for text in texts {
            training.add(model.terms.values(text.keys), label: text.label)
        }
        var settings = IntentTraining.Settings()
        settings.seed = options.seed
        settings.passes = max(settings.passes, min(60, 100_000 / texts.count))
        model.calibration = calibration(training, texts.map(\.words), model, settings)
        model.weights = training.run(Array(texts.indices), settings)
        model.weights.round(0..<model.terms.count)
        for text in texts { model.examples.add(text.words, label: text.label, model.terms) }
        return model
    }

    /// Fewer examples are held out in several parts, one after the other; of many, one part is enough.
    private static func calibration(
        _ training: IntentTraining, _ words: [[UInt64]], _ model: IntentModel, _ settings: IntentTraining.Settings
    ) -> IntentCalibration {
        var (order, random) = (Array(0..<training.count), IntentRandom(seed: settings.seed &+ 1))
        random.shuffle(&order)
        var part = [Int](repeating: 0, count: training.count)
        for (index, example) in order.enumerated() { part[example] = index % parts }
        var trials: [IntentCalibration.Trial] = []
        for held in 0..<(training.count >= manyExamples ? 1 : parts) {
            let seen = (0..<training.count).filter { part[$0] != held }
            let weights = training.run(seen, settings)
            var neighbours = model.examples
            for example in seen { neighbours.add(words[example], label: training.labels[example], model.terms) }
            for example in 0..<training.count where part[example] == held {
                let scores = weights.scores(training.values(example))
                let best = best(scores, model.labels.count).map(\.label)
                trials.append(
                    IntentCalibration.Trial(
                        scores: scores, label: training.labels[example],
                        nearest: neighbours.nearest(to: words[example], among: best, model.terms)))
            }
        }
        return IntentCalibration(trials, labels: model.labels.count)
    }

    private static let manyExamples = 3_000
    private static let parts = 5
}
