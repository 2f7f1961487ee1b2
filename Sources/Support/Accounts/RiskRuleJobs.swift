import Foundation
import Storage
import Terms
import Wallet

/// Each payment is looked at once, soon after its commit: the wallet's feed asks for it.
extension RiskRules {
    static let looking = "risk.look"
    /// How many payments are looked back over.
    private static let lookBackMax = 100

    static func look(at payment: TransactionID, of customer: CustomerID, in transaction: Transaction) throws {
        try transaction.enqueue(looking, key: payment.text, payload: "{\"customer\":\"\(customer)\"}")
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(looking) { job in
                struct Payload: Decodable { let customer: String }
                let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
                try await desk.riskRules.look(at: TransactionID(job.key), of: CustomerID(payload.customer), desk)
            }
        ]
    }

    private func look(at id: TransactionID, of customer: CustomerID, _ desk: Desk) async throws {
        let payment = try await desk.wallet.transaction(id, of: customer)
        guard payment.isOutgoing, let facts = try await facts(about: payment, desk),
            payment.createdAt > facts.clearedAt ?? Moment(milliseconds: 0),
            let reason = reason(for: payment, facts)
        else { return }
        try await desk.storage.write { try Self.lock(customer, because: reason, desk.brands, in: $0) }
        await AccountLock.tellNow(customer, desk)
    }

    /// nil for a wallet whose customer the desk does not know.
    private func facts(about payment: WalletTransaction, _ desk: Desk) async throws -> Facts? {
        let customer = payment.customer
        let known = try await desk.storage.read { transaction -> (device: Moment?, cleared: Moment?)? in
            guard try transaction.first("SELECT 1 FROM customer WHERE id = \(customer)") != nil else { return nil }
            let devices = try transaction.rows(
                """
                SELECT first_seen_at FROM device WHERE customer_id = \(customer) ORDER BY first_seen_at DESC LIMIT 2
                """
            ).map { try $0.get(0, as: Moment.self) }
            // A program that names no device is a new one each time; of the first of all nobody is warned.
            let unnamed: Moment? = try transaction.first(
                """
                SELECT MAX(created_at) FROM session
                WHERE customer_id = \(customer) AND device_id IS NULL AND agent_text <> ''
                """)?.optional(0)
            let cleared: Moment? = try transaction.first(
                "SELECT MAX(lifted_at) FROM account_lock WHERE customer_id = \(customer) AND kind = 'risk'")?.optional(
                    0)
            return ([devices.count > 1 ? devices.first : nil, unnamed].compactMap { $0 }.max(), cleared)
        }
        guard let known else { return nil }
        let account = try await desk.wallet.account(customer)
        let oldest = payment.createdAt.adding(seconds: -outlierDays * 86_400)
        let outgoing = try await desk.wallet.transactions(customer, before: nil, limit: Self.lookBackMax).filter {
            $0.isOutgoing && $0.createdAt > oldest && $0.createdAt <= payment.createdAt
        }
        let before = Money(
            minor: account.balance.minor + payment.amount.minor, currency: payment.amount.currency)
        return Facts(outgoing: outgoing, before: before, newDevice: known.device, clearedAt: known.cleared)
    }

    private static func lock(
        _ id: CustomerID, because reason: String, _ brands: Brands, in transaction: Transaction
    ) throws {
        let customer = try Customer.find(id, in: transaction)
        guard try AccountLock.open(.risk, on: id, in: transaction) == nil, let brand = brands[customer.brand] else {
            return
        }
        let lock = try AccountLock.place(.risk, on: customer, because: reason, by: "system", in: transaction)
        let told = LockTexts.reason(reason)(customer.language)
        try Notice.send(
            .riskLocked, to: customer, ["time": brand.written(lock.placedAt), "reason": told], in: transaction)
    }
}
