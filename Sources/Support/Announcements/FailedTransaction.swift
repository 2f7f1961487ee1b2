import Foundation
import Storage
import Terms
import Wallet

/// What the radar and the incidents know of transactions that failed: who it was, what and where, and how many in five
/// minutes.
enum FailedTransaction {
    static let looking = "incident.look"
    static let keptDays: Int64 = 9
    /// A transaction made during an incident has this long to succeed before it counts as hit.
    static let patienceSeconds: Int64 = 60

    /// Asks for a look at each one that failed; while something is out of order, also at those that are under way.
    static func notice(_ changes: [WalletChanges.Change], in transaction: Transaction) throws {
        let isQuiet = try transaction.first("SELECT 1 FROM incident WHERE state = 'begun' LIMIT 1") == nil
        for change in changes {
            let failed = change.state == .failed || change.state == .returned
            guard failed || change.state == .created && !isQuiet else { continue }
            try transaction.enqueue(
                looking, key: "\(change.transaction):\(change.state.rawValue)",
                payload: "{\"transaction\":\"\(change.transaction)\",\"customer\":\"\(change.customer)\"}",
                at: failed ? nil : transaction.now.adding(seconds: patienceSeconds))
        }
    }

    private struct Payload: Decodable { let transaction: String, customer: String }

    static func look(_ desk: Desk) -> JobHandler {
        JobHandler(looking) { job in
            let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
            let made = try await desk.wallet.transaction(
                TransactionID(payload.transaction), of: CustomerID(payload.customer))
            guard let function = Incident.Function(made.kind), made.state != .succeeded else { return }
            try await desk.storage.write { try take(made, function, in: $0) }
        }
    }

    private static func take(
        _ made: WalletTransaction, _ function: Incident.Function, in transaction: Transaction
    ) throws {
        // A wallet elsewhere may have customers whom the desk does not know.
        let row = try transaction.first("SELECT brand_id FROM customer WHERE id = \(made.customer)")
        guard let brand: BrandID = try row?.get(0) else { return }
        if made.state.isFinal { try count(made, function, brand, in: transaction) }
        for incident in try Incident.open(in: brand, transaction) where incident.covers(made) {
            try Incident.affect(
                incident.id, "customer:\(made.customer)", made.customer, .transaction, in: transaction)
        }
    }

    /// Each once, however often the job runs.
    private static func count(
        _ made: WalletTransaction, _ function: Incident.Function, _ brand: BrandID, in transaction: Transaction
    ) throws {
        let bank = made.banks.first
        let isNew = try transaction.execute(
            """
            INSERT INTO failed_transaction (transaction_id, brand_id, customer_id, function, bank, created_at)
            VALUES (\(made.id), \(brand), \(made.customer), \(function), \(bank), \(made.createdAt))
            ON CONFLICT (transaction_id) DO NOTHING
            """)
        guard isNew == 1 else { return }
        let slot = made.updatedAt.milliseconds / OutageRadar.slotMilliseconds
        try transaction.execute(
            """
            INSERT INTO failure_count (brand_id, slot, function, bank, reason, failures)
            VALUES (\(brand), \(slot), \(function), \(bank ?? ""), \(made.reason?.rawValue ?? made.state.rawValue), 1)
            ON CONFLICT (brand_id, slot, function, bank, reason) DO UPDATE SET failures = failure_count.failures + 1
            """)
    }

    static func forget(in transaction: Transaction) throws {
        let old = transaction.now.adding(seconds: -keptDays * 86_400)
        try transaction.execute("DELETE FROM failed_transaction WHERE created_at < \(old)")
        try transaction.execute(
            "DELETE FROM failure_count WHERE slot < \(old.milliseconds / OutageRadar.slotMilliseconds)")
    }
}
