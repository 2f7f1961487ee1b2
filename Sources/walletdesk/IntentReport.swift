import Answers
import Foundation

/// How well the intent model does on examples that it has not seen: what `walletdesk bench intents` prints.
struct IntentReport {
    /// Shares are 0…1, times in seconds or microseconds; `auroc` only where out-of-scope texts were given.
    struct Figures: Encodable {
        let accuracy: Double
        let macroF1: Double
        let accuracyAt50Coverage: Double
        let accuracyAt70Coverage: Double
        let accuracyAt80Coverage: Double
        let accuracyAt90Coverage: Double
        let coverageAt99Accuracy: Double
        /// How far confidence and accuracy lie apart, over fifteen bins of confidence.
        let calibrationError: Double
        let trainSeconds: Double
        let p50Us: Double
        let p99Us: Double
        let modelBytes: Int
        let trainExamples: Int
        let testExamples: Int
        let labels: Int
        let knownShare: Double
        let auroc: Double?
        /// What a threshold that lets 95 % of the texts in scope through lets through of the others.
        let falseKnownAt95: Double?
        let outOfScopeRejected: Double?

        enum CodingKeys: String, CodingKey {
            case accuracy
            case macroF1 = "macro_f1"
            case accuracyAt50Coverage = "accuracy_at_50_coverage"
            case accuracyAt70Coverage = "accuracy_at_70_coverage"
            case accuracyAt80Coverage = "accuracy_at_80_coverage"
            case accuracyAt90Coverage = "accuracy_at_90_coverage"
            case coverageAt99Accuracy = "coverage_at_99_accuracy"
            case calibrationError = "calibration_error"
            case trainSeconds = "train_seconds"
            case p50Us = "p50_us"
            case p99Us = "p99_us"
            case modelBytes = "model_bytes"
            case trainExamples = "train_examples"
            case testExamples = "test_examples"
            case labels
            case knownShare = "known_share"
            case auroc
            case falseKnownAt95 = "false_known_at_95"
            case outOfScopeRejected = "out_of_scope_rejected"
        }
    }

    private struct Answered {
        let confidence: Double
        let isRight: Bool
    }

    /// What is tested is the model as it comes back from its file: with whatever writing it down has cost.
    static func run(train: IntentTable, test: IntentTable, outOfScope: [String]?) throws -> Figures {
        let clock = ContinuousClock()
        let start = clock.now
        let trained = IntentModel.train(train.examples)
        let trainSeconds = seconds(clock.now - start)
        let data = trained.data
        let model = try IntentModel(data: data)

        for example in test.examples.prefix(warmUpMax) { _ = model.classify(example.text) }
        var microseconds: [Double] = []
        var intents: [Intent] = []
        microseconds.reserveCapacity(test.examples.count)
        intents.reserveCapacity(test.examples.count)
        for example in test.examples {
            let start = clock.now
            let intent = model.classify(example.text)
            microseconds.append(seconds(clock.now - start) * 1_000_000)
            intents.append(intent)
        }
        microseconds.sort()

        let right = zip(intents, test.examples).map { $0.label == $1.label }
        let answered = zip(intents, right).map { Answered(confidence: $0.confidence, isRight: $1) }
            .sorted { $0.confidence > $1.confidence }
        let inside = intents.map(\.familiarity)
        let outside = outOfScope?.map { model.classify($0) }
        return Figures(
            accuracy: share(right),
            macroF1: macroF1(intents, test.examples),
            accuracyAt50Coverage: accuracy(answered, coverage: 0.5),
            accuracyAt70Coverage: accuracy(answered, coverage: 0.7),
            accuracyAt80Coverage: accuracy(answered, coverage: 0.8),
            accuracyAt90Coverage: accuracy(answered, coverage: 0.9),
            coverageAt99Accuracy: coverage(answered, accuracy: 0.99),
            calibrationError: calibrationError(answered),
            trainSeconds: trainSeconds, p50Us: percentile(microseconds, 0.5), p99Us: percentile(microseconds, 0.99),
            modelBytes: data.count, trainExamples: train.examples.count, testExamples: test.examples.count,
            labels: model.labels.count, knownShare: share(intents.map(\.isKnown)),
            auroc: outside.map { auroc(inside: inside, outside: $0.map(\.familiarity)) },
            falseKnownAt95: outside.map { falseKnown(inside: inside, outside: $0.map(\.familiarity)) },
            outOfScopeRejected: outside.map { 1 - share($0.map(\.isKnown)) })
    }

    private static let warmUpMax = 1_000

    // MARK: - Figures

    private static func share(_ values: [Bool]) -> Double {
        values.isEmpty ? 0 : Double(values.count { $0 }) / Double(values.count)
    }

    private static func macroF1(_ intents: [Intent], _ examples: [(text: String, label: String)]) -> Double {
        var counts: [String: (right: Int, said: Int, meant: Int)] = [:]
        for (intent, example) in zip(intents, examples) {
            counts[example.label, default: (0, 0, 0)].meant += 1
            guard let label = intent.label else { continue }
            counts[label, default: (0, 0, 0)].said += 1
            if label == example.label { counts[label, default: (0, 0, 0)].right += 1 }
        }
        let scores = counts.values.map { 2 * Double($0.right) / Double(max(1, $0.said + $0.meant)) }
        return scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
    }

    /// Of the surest answers, as many as `coverage` says.
    private static func accuracy(_ answered: [Answered], coverage: Double) -> Double {
        share(answered.prefix(Int((coverage * Double(answered.count)).rounded())).map(\.isRight))
    }

    private static func coverage(_ answered: [Answered], accuracy: Double) -> Double {
        var (right, best) = (0, 0)
        for (index, answer) in answered.enumerated() {
            right += answer.isRight ? 1 : 0
            if Double(right) >= accuracy * Double(index + 1) { best = index + 1 }
        }
        return answered.isEmpty ? 0 : Double(best) / Double(answered.count)
    }

    private static func calibrationError(_ answered: [Answered]) -> Double {
        let bins = Dictionary(grouping: answered) { min(14, Int($0.confidence * 15)) }
        let apart = bins.values.map { bin in
            abs(bin.reduce(0) { $0 + $1.confidence } - Double(bin.count { $0.isRight }))
        }
        return apart.reduce(0, +) / Double(max(1, answered.count))
    }

    private static func percentile(_ sorted: [Double], _ share: Double) -> Double {
        sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }

    /// How often a text in scope is more familiar than one that is not; equal ones count half.
    private static func auroc(inside: [Double], outside: [Double]) -> Double {
        let all = (inside.map { ($0, true) } + outside.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var (ranks, index) = (0.0, 0)
        while index < all.count {
            var end = index
            while end < all.count, all[end].0 == all[index].0 { end += 1 }
            ranks += Double(index + end + 1) / 2 * Double(all[index..<end].count { $0.1 })
            index = end
        }
        let (positive, negative) = (Double(inside.count), Double(outside.count))
        return (ranks - positive * (positive + 1) / 2) / max(1, positive * negative)
    }

    private static func falseKnown(inside: [Double], outside: [Double]) -> Double {
        let threshold = percentile(inside.sorted(), 0.05)
        return share(outside.map { $0 >= threshold })
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}

// MARK: - Printing

extension IntentReport.Figures {
    /// One line of JSON.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var table: String {
        func percent(_ share: Double) -> String { String(format: "%.2f %%", share * 100) }
        var rows = [
            ("examples", "\(trainExamples) to learn from, \(testExamples) to test with, \(labels) labels"),
            ("accuracy", percent(accuracy)), ("macro F1", percent(macroF1)),
            ("accuracy of the surest 50 %", percent(accuracyAt50Coverage)),
            ("accuracy of the surest 70 %", percent(accuracyAt70Coverage)),
            ("accuracy of the surest 80 %", percent(accuracyAt80Coverage)),
            ("accuracy of the surest 90 %", percent(accuracyAt90Coverage)),
            ("share answered at 99 % accuracy", percent(coverageAt99Accuracy)),
            ("calibration error", percent(calibrationError)), ("taken as known", percent(knownShare)),
            ("training", String(format: "%.2f s", trainSeconds)),
            ("a prediction", String(format: "p50 %.1f µs, p99 %.1f µs", p50Us, p99Us)),
            ("model", "\(modelBytes) bytes"),
        ]
        if let auroc, let falseKnownAt95, let outOfScopeRejected {
            rows.append(("out of scope, AUROC", percent(auroc)))
            rows.append(("out of scope, let through at 95 %", percent(falseKnownAt95)))
            rows.append(("out of scope, rejected", percent(outOfScopeRejected)))
        }
        return rows.map { $0.0.padding(toLength: 36, withPad: " ", startingAt: 0) + $0.1 }.joined(separator: "\n")
    }
}
