import Answers
import Storage
import Synchronization
import Terms

/// The trained model with what agents have taught since: each wording is added in milliseconds, on whichever node it is
/// first needed.
final class Lessons: Sendable {
    struct Wording: Sendable {
        let id: String
        let text: String
        let label: String
    }

    /// How many are taken in at one look; more come at the next.
    private static let lookMax = 200

    private struct Learnt: Sendable {
        var model: IntentModel?
        var last = ""
    }

    private let understanding: Understanding
    private let learnt = Mutex(Learnt())

    init(_ understanding: Understanding) { self.understanding = understanding }

    /// What has been taught since the last look.
    func new(in transaction: Transaction) throws -> [Wording] {
        let last = learnt.withLock { $0.last }
        return try transaction.rows(
            "SELECT id, text, label FROM wording WHERE id > \(last) ORDER BY id LIMIT \(Self.lookMax)"
        ).map { Wording(id: try $0.get(0), text: try $0.get(1), label: try $0.get(2)) }
    }

    func read(_ text: String, after wordings: [Wording]) async -> Intent {
        let trained = await understanding.model()
        return learnt.withLock { learnt in
            for wording in wordings where wording.id > learnt.last {
                learnt.model = (learnt.model ?? trained).adding(wording.text, label: wording.label)
                learnt.last = wording.id
            }
            return (learnt.model ?? trained).classify(text)
        }
    }
}
