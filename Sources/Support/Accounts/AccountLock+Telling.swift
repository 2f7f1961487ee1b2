import Foundation
import Storage
import Terms
import Wallet

/// The wallet is told by a job what the table says at that moment, so that of a stop and its end, in whichever order
/// their jobs run, the last word stands.
extension AccountLock {
    /// With pauses of up to nine minutes: about two days. The desk refuses meanwhile by itself.
    private static let triesMax = 300
    private static let looksMax = 4

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(telling, attemptsMax: triesMax) { job in
                try await tell(customer(job), desk)
            } gaveUp: { job, _ in
                let customer = try customer(job)
                try await desk.storage.write { transaction in
                    for lock in try open(on: customer, in: transaction) {
                        guard let id = lock.conversation else { continue }
                        let conversation = try Conversation.find(id, in: transaction)
                        try Message.say(LockTexts.walletNotTold, in: conversation, key: "told:\(lock.id)", transaction)
                    }
                }
            }
        ]
    }

    /// Freezes what the wallet keeps for the customer, or lets it go. Harmless to repeat.
    static func tell(_ customer: CustomerID, _ desk: Desk) async throws {
        var locks = try await desk.storage.read { try open(on: customer, in: $0) }
        for _ in 0..<looksMax {
            try await order(locks.first, customer, desk)
            let told = locks.map(\.id)
            locks = try await desk.storage.write { transaction in
                for id in told {
                    try transaction.execute(
                        "UPDATE account_lock SET told_at = \(transaction.now) WHERE id = \(id) AND told_at IS NULL")
                }
                return try open(on: customer, in: transaction)
            }
            // What changed while the wallet was asked may have been ordered before this: then this order was stale.
            if locks.isEmpty == told.isEmpty { return }
        }
        throw Restless()
    }

    private static func order(_ gravest: AccountLock?, _ customer: CustomerID, _ desk: Desk) async throws {
        do {
            if let gravest {
                try await desk.wallet.freeze(customer, because: gravest.kind.rawValue, by: "system")
            } else {
                try await desk.wallet.unfreeze(customer, by: "system")
            }
        } catch let refusal as Refusal where refusal.kind == .notFound {
            // Somebody without a wallet has nothing to freeze.
        }
    }

    /// Locks came and went faster than the wallet could be told; the job comes again.
    private struct Restless: Error {}

    /// The same at once, for somebody who waits for the page; a silent wallet is left to the job.
    static func tellNow(_ customer: CustomerID, _ desk: Desk) async {
        do {
            try await desk.asked { try await tell(customer, desk) }
        } catch {
            desk.logger.warning("the wallet is told by the job", metadata: ["error": "\(error)"])
        }
    }

    private static func customer(_ job: Job) throws -> CustomerID {
        struct Payload: Decodable { let customer: String }
        return CustomerID(try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).customer)
    }
}
