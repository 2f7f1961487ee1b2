import Terms
import Wallet

/// What is the matter with one transaction: the first rule that fits. Names follow the contract's diagnosis codes.
public struct Diagnosis: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case insufficientBalance = "payment.insufficient_balance"
        case cardExpired = "payment.card_expired"
        case limitReached = "payment.limit_reached"
        case declinedByBank = "payment.declined_by_bank"
        case networkTimeout = "payment.network_timeout"
        case noConfirmation = "payment.no_confirmation"
        case duplicate = "payment.duplicate"
        case unauthorised = "payment.unauthorised"
        case processingAtBank = "transfer.processing_at_bank"
        case notReceived = "transfer.not_received"
        case transferReturned = "transfer.returned"
        case wrongRecipient = "transfer.wrong_recipient"
        case merchantNotReceived = "merchant.not_received"
        case topUpLimitReached = "topup.limit_reached"
        case topUpDeclined = "topup.declined_by_bank"
        case topUpProcessing = "topup.processing"
        case withdrawalLimitReached = "withdrawal.limit_reached"
        case withdrawalProcessing = "withdrawal.processing"
        case withdrawalRejected = "withdrawal.rejected_by_bank"
        case refundPending = "refund.pending"
        case refundCompleted = "refund.completed"
    }

    public let code: Code

    init(code: Code) { self.code = code }

    /// What its own record shows; nil where nothing is wrong, or no rule knows it yet.
    public init?(_ transaction: WalletTransaction, balance: Money?) {
        guard let code = Self.trouble(transaction) else { return nil }
        self.code = code
    }

    private static func trouble(_ transaction: WalletTransaction) -> Code? {
        switch (transaction.kind, transaction.state, transaction.reason) {
        case (.topUp, .failed, .limitReached): .topUpLimitReached
        case (.withdrawal, .failed, .limitReached): .withdrawalLimitReached
        case (.payment, .failed, .limitReached), (.transfer, .failed, .limitReached): .limitReached
        case (.payment, .failed, .insufficientBalance), (.transfer, .failed, .insufficientBalance),
            (.withdrawal, .failed, .insufficientBalance):
            .insufficientBalance
        case (.payment, .failed, .cardExpired), (.topUp, .failed, .cardExpired): .cardExpired
        case (.payment, .failed, .declinedByBank): .declinedByBank
        case (.topUp, .failed, .declinedByBank): .topUpDeclined
        case (.payment, .failed, .networkTimeout), (.topUp, .failed, .networkTimeout): .networkTimeout
        case (.transfer, .processing, _): .processingAtBank
        case (.transfer, .returned, _), (.transfer, .failed, _): .transferReturned
        case (.withdrawal, .returned, _), (.withdrawal, .failed, _): .withdrawalRejected
        case (.withdrawal, .processing, .processingAtBank), (.withdrawal, .processing, .networkTimeout):
            .withdrawalProcessing
        case (.refund, .processing, _): .refundPending
        default: nil
        }
    }
}

extension Diagnosis {
    /// What a transaction's record does not show by itself: the others around it, and what its owner said.
    struct Surroundings: Sendable {
        /// The same within this time is a likely slip.
        static let duplicateSeconds: Int64 = 10 * 60

        /// Of the same customer.
        var others: [WalletTransaction] = []
        /// The owner has said that it was not them.
        var isDisowned = false
        /// What the owner says is wrong, where the record cannot know.
        var said: Code?
    }

    /// With all that is known on the transaction's own page. What somebody says counts only where it can be so.
    init?(_ transaction: WalletTransaction, balance: Money?, _ around: Surroundings) {
        if around.isDisowned {
            code = .unauthorised
        } else if let said = around.said, Self.mayBeSaid(of: transaction).contains(said) {
            code = said
        } else if let trouble = Diagnosis(transaction, balance: balance) {
            self = trouble
        } else if Self.twin(of: transaction, in: around.others) != nil {
            code = .duplicate
        } else {
            switch (transaction.kind, transaction.state) {
            case (.payment, .processing), (.payment, .authorised), (.payment, .created): code = .noConfirmation
            case (.topUp, .processing): code = .topUpProcessing
            case (.withdrawal, .processing): code = .withdrawalProcessing
            case (.refund, .succeeded): code = .refundCompleted
            default: return nil
            }
        }
    }

    /// The questions that make sense about it, for the page to offer.
    static func mayBeSaid(of transaction: WalletTransaction) -> [Code] {
        switch (transaction.kind, transaction.state) {
        case (.payment, .succeeded): [.merchantNotReceived, .noConfirmation, .unauthorised]
        case (.transfer, .succeeded): [.notReceived, .wrongRecipient, .unauthorised]
        case (.transfer, .processing), (.transfer, .authorised): [.wrongRecipient, .unauthorised]
        case (.withdrawal, .succeeded), (.withdrawal, .processing): [.unauthorised]
        default: []
        }
    }

    /// An earlier payment of the same amount to the same payee, minutes before; both went through.
    static func twin(of transaction: WalletTransaction, in others: [WalletTransaction]) -> WalletTransaction? {
        guard transaction.kind == .payment, transaction.state == .succeeded, transaction.refunded.minor == 0 else {
            return nil
        }
        return others.first { other in
            other.id != transaction.id && other.kind == .payment && other.state == .succeeded
                && other.refunded.minor == 0 && other.amount == transaction.amount
                && other.counterparty == transaction.counterparty && other.createdAt <= transaction.createdAt
                && transaction.createdAt.seconds(since: other.createdAt) <= Surroundings.duplicateSeconds
        }
    }
}
