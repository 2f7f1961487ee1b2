import Answers
import Foundation
import Logging
import Terms
import Yams

/// What a message is about, learnt from examples: the wordings of `Brands/common/wordings/*.yaml`. Trained when it is
/// first needed, beside everything else; whoever asks before that waits for it.
public final class Understanding: Sendable {
    /// Labels that are neither a diagnosis nor an article.
    enum Other: String { case person, greeting, thanks, anger, offTopic = "off_topic" }

    private let training: Task<IntentModel, Never>

    /// `folder` holds `common/wordings`. What cannot be read is left out, and the log says why.
    public init(_ folder: URL, logger: Logger) {
        training = Task.detached(priority: .utility) {
            let examples = Self.examples(in: folder.appending(path: "common/wordings"), logger)
            return IntentModel.train(examples)
        }
    }

    func model() async -> IntentModel { await training.value }
    func labels() async -> [String] { await training.value.labels }

    private static func examples(in folder: URL, _ logger: Logger) -> [(text: String, label: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().flatMap { name -> [(text: String, label: String)] in
            do {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                let byLabel = try YAMLDecoder().decode([String: [String]].self, from: text)
                return byLabel.sorted { $0.key < $1.key }.flatMap { label, texts in
                    texts.map { (text: $0, label: label) }
                }
            } catch {
                logger.error("wordings are left out", metadata: ["file": "\(name)", "error": "\(error)"])
                return []
            }
        }
    }
}
