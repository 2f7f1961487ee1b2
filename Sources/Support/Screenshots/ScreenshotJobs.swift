import Foundation
import Pictures
import Storage
import Terms
import Wallet

extension Screenshot {
    private static let transactionsMax = 20

    /// Reading takes a second of a processor: in a runner of its own, one picture at a time.
    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(job, attemptsMax: 2, pauseMilliseconds: 2_000) { job in
                guard let id = ScreenshotID(outside: job.key) else { return }
                try await read(id, desk)
            } gaveUp: { job, _ in
                guard let id = ScreenshotID(outside: job.key) else { return }
                // Said plainly, rather than silence.
                try await desk.storage.write { transaction in
                    try settle(id, nil, at: Clock(zone: .gmt, now: transaction.now, language: .zhHans), in: transaction)
                }
            }
        ]
    }

    private static func read(_ id: ScreenshotID, _ desk: Desk) async throws {
        let found = try await desk.storage.read { transaction -> (Conversation, [UInt8])? in
            let row = try transaction.first(
                "SELECT conversation_id, bytes FROM screenshot WHERE id = \(id) AND state = 'unread'")
            guard let row else { return nil }
            return (try Conversation.find(row.get(0), in: transaction), try row.get(1))
        }
        guard let (conversation, bytes) = found else { return }
        let zone = desk.brands[conversation.brand]?.timeZone ?? .gmt
        let clock = Clock(zone: zone, now: desk.storage.moment, language: conversation.language)
        var reading: Reading?
        if let reader = desk.pictureReader {
            let lines = try await reader.lines(of: Picture(bytes))
            reading = Reading(lines, clock: clock, transactions: await transactions(of: conversation, desk))
        }
        try await desk.storage.write { [reading] in try settle(id, reading, at: clock, in: $0) }
    }

    /// The customer's own, to find the one in the picture; none for a visitor, and none while the wallet is silent.
    private static func transactions(of conversation: Conversation, _ desk: Desk) async -> [WalletTransaction] {
        guard let customer = conversation.customer else { return [] }
        return
            (try? await desk.asked { [wallet = desk.wallet] in
                try await wallet.transactions(customer, before: nil, limit: transactionsMax)
            }) ?? []
    }
}
