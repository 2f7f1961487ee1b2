import Foundation
import Storage
import Terms

extension Ledger {
    static let reasonLengthMax = 200

    @discardableResult
    public func freeze(_ customer: CustomerID, because reason: String, by actor: String) async throws -> Account {
        let reason = String(reason.trimmingSpaces().prefix(Self.reasonLengthMax))
        let change = try Self.json(["reason": reason])
        return try await storage.write { tx in
            let changed = try tx.execute(
                """
                UPDATE wallet_account SET frozen_at = \(tx.now), frozen_because = \(reason)
                WHERE id = \(LedgerAccount.balance(customer).customersID) AND frozen_at IS NULL
                """)
            if changed == 1 { try tx.record("wallet.frozen", customer: customer, by: actor, change: change) }
            return try Self.account(customer, in: tx)
        }
    }

    @discardableResult
    public func unfreeze(_ customer: CustomerID, by actor: String) async throws -> Account {
        try await storage.write { tx in
            let changed = try tx.execute(
                """
                UPDATE wallet_account SET frozen_at = NULL, frozen_because = NULL
                WHERE id = \(LedgerAccount.balance(customer).customersID) AND frozen_at IS NOT NULL
                """)
            if changed == 1 { try tx.record("wallet.unfrozen", customer: customer, by: actor) }
            return try Self.account(customer, in: tx)
        }
    }

    static func json(_ facts: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(facts), as: UTF8.self)
    }

    static let accountFrozen = Refusal(
        .locked, "account_frozen",
        Text(
            "您的账户已冻结，暂时不能付款、转账和提现；收款和退款照常。请在安全中心解冻，或联系客服。",
            "您的帳戶已凍結，暫時不能付款、轉帳和提領；收款和退款照常。請在安全中心解凍，或聯絡客服。",
            "Your account is frozen: payments, transfers and withdrawals are stopped, while money in and refunds "
                + "go on. Please unfreeze it in the security centre, or contact us."))
}
