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
        let addedAt: Moment
    }

    /// How many are taken in at one look; more come at the next.
    private static let lookMax = 200
    /// Another node's clock may be behind, and its commit late: so far back each look goes once more.
    private static let overlapSeconds: Int64 = 60

    private struct Learnt: Sendable {
        var model: IntentModel?
        /// Taken in, with when they were added.
        var known: [String: Moment] = [:]
    }

    private let understanding: Understanding
    private let learnt = Mutex(Learnt())

    init(_ understanding: Understanding) { self.understanding = understanding }

    /// What has been taught since the last look, oldest first.
    func new(in transaction: Transaction) throws -> [Wording] {
        let known = learnt.withLock { $0.known }
        let since = known.values.max()?.adding(seconds: -Self.overlapSeconds) ?? Moment(milliseconds: 0)
        return try transaction.rows(
            """
            SELECT id, text, label, added_at FROM wording WHERE added_at >= \(since) ORDER BY added_at, id
            LIMIT \(Self.lookMax + known.values.count { $0 >= since })
            """
        ).map { Wording(id: try $0.get(0), text: try $0.get(1), label: try $0.get(2), addedAt: try $0.get(3)) }
            .filter { known[$0.id] == nil }
    }

    func read(_ text: String, after wordings: [Wording]) async -> Intent {
        let trained = await understanding.model()
        return learnt.withLock { learnt in
            for wording in wordings where learnt.known[wording.id] == nil {
                learnt.model = (learnt.model ?? trained).adding(wording.text, label: wording.label)
                learnt.known[wording.id] = wording.addedAt
            }
            return (learnt.model ?? trained).classify(text)
        }
    }
}
