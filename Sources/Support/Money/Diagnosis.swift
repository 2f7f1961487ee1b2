import Terms
import Wallet

/// What is the matter with one transaction: the first rule that fits. Names follow the contract's diagnosis codes.
public struct Diagnosis: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case insufficientBalance = "payment.insufficient_balance"
        case cardExpired = "payment.card_expired"
        case declinedByBank = "payment.declined_by_bank"
        case networkTimeout = "payment.network_timeout"
        case processingAtBank = "transfer.processing_at_bank"
    }

    public let code: Code
    /// The money is where the customer can use it, or on its way by itself: nothing is lost.
    public let isMoneySafe: Bool
    /// Facts that the rule used, by name, for the receipt of the answer.
    public let facts: [String: String]

    /// nil where nothing is wrong, or no rule knows it yet.
    public init?(_ transaction: WalletTransaction, balance: Money?) {
        let code: Code
        switch (transaction.kind, transaction.state, transaction.reason) {
        case (.payment, .failed, .insufficientBalance): code = .insufficientBalance
        case (.payment, .failed, .cardExpired), (.topUp, .failed, .cardExpired): code = .cardExpired
        case (.payment, .failed, .declinedByBank), (.topUp, .failed, .declinedByBank): code = .declinedByBank
        case (.payment, .failed, .networkTimeout), (.topUp, .failed, .networkTimeout): code = .networkTimeout
        case (.transfer, .processing, _): code = .processingAtBank
        default: return nil
        }
        self.code = code
        isMoneySafe = true
        var facts = [
            "transaction": transaction.id.text, "state": transaction.state.rawValue,
            "reason": transaction.reason?.rawValue ?? "",
            "amount": transaction.amount.decimal, "held": transaction.held.decimal,
        ]
        if let balance { facts["balance"] = balance.decimal }
        self.facts = facts
    }
}
