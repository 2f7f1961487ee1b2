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
    }
}
