import Terms
import Wallet

/// What is the matter with one transaction, by the first rule that fits. Codes are the contract's.
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
        case outage = "payment.incident"
        case refundPending = "refund.pending"
        case refundCompleted = "refund.completed"
    }

    public let code: Code
    /// What it was found by, and all that is known: what can be done hangs on more than the rule looks at.
    let rule: String
    let facts: Facts
}

extension Diagnosis {
    /// A transaction's record does not show everything by itself: the others around it, and what its owner said.
    struct Surroundings: Sendable {
        /// The same within this time is a likely slip.
        static let duplicateSeconds: Int64 = 10 * 60

        /// Of the same customer.
        var others: [WalletTransaction] = []
        /// The owner has said that it was not them.
        var isDisowned = false
        /// What the owner says is wrong, where the record cannot know.
        var said: Code?
        /// It fell into an announced outage.
        var isInOutage = false
        var now = Moment(milliseconds: 0)
    }

    /// nil where nothing is wrong, or no rule knows it yet. What somebody says counts only where it can be so.
    init?(_ transaction: WalletTransaction, _ around: Surroundings = Surroundings()) {
        let facts = Facts(transaction, around)
        guard let rule = Rule.transaction.first(where: { $0.fits(facts) }), let code = Code(rawValue: rule.code) else {
            return nil
        }
        self.init(code: code, rule: rule.name, facts: facts)
    }

    init(code: Code) { self.init(code: code, rule: "", facts: [:]) }

    /// The questions that make sense about it, for the page to offer.
    static func mayBeSaid(of transaction: WalletTransaction) -> [Code] {
        var facts = Facts(transaction, Surroundings())
        return Rule.transaction.compactMap { rule in
            guard let said = rule.when[.said]?.first else { return nil }
            facts[.said] = said
            return rule.fits(facts) ? Code(rawValue: rule.code) : nil
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
