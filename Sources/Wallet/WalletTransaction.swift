import Terms

/// One movement of somebody's money, with everything that happened to it.
public struct WalletTransaction: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case topUp = "top_up"
        case payment, transfer, refund, withdrawal
        /// What arrived from another customer of this wallet: the other side of their transfer.
        case received
        /// Whether the balance grows by it.
        public var isIncoming: Bool { self == .topUp || self == .refund || self == .received }
    }

    /// created → authorised → processing → succeeded, failed or returned. A refusal before any money moves is created →
    /// failed.
    public enum State: String, Sendable, CaseIterable {
        case created, authorised, processing, succeeded, failed, returned
        public var isFinal: Bool { self == .succeeded || self == .failed || self == .returned }
    }

    /// Why it failed, came back or still waits.
    public enum Reason: String, Sendable, CaseIterable {
        case insufficientBalance = "insufficient_balance"
        case cardExpired = "card_expired"
        case declinedByBank = "declined_by_bank"
        case networkTimeout = "network_timeout"
        /// The bank has it and has not credited the recipient yet.
        case processingAtBank = "processing_at_bank"
        case returnedByBank = "returned_by_bank"
        /// More than the customer may move at once or in a day; no money moved.
        case limitReached = "limit_reached"
        /// The bank did not take a withdrawal; the money is back in the balance.
        case rejectedByBank = "rejected_by_bank"
    }

    public struct Step: Sendable, Equatable {
        public let state: State
        public let reason: Reason?
        public let at: Moment

        public init(state: State, reason: Reason?, at: Moment) {
            self.state = state
            self.reason = reason
            self.at = at
        }
    }

    /// The other side as people know it.
    public struct Counterparty: Sendable, Equatable {
        /// A merchant's or person's name.
        public let name: String
        public let bank: String?
        public let lastFour: String?

        public init(name: String, bank: String? = nil, lastFour: String? = nil) {
            self.name = name
            self.bank = bank
            self.lastFour = lastFour
        }
    }

    /// Where the money came from (payment, transfer) or went to (refund, withdrawal).
    public enum Means: Sendable, Equatable {
        case balance
        case card(bank: String, lastFour: String)
    }

    public let id: TransactionID
    /// 16 digits, unique; what people read out.
    public let number: String
    public let customer: CustomerID
    public let kind: Kind
    public let state: State
    public let reason: Reason?
    /// What the balance changes by, the fee included.
    public let amount: Money
    /// What of it is the wallet's charge. It is given back with the rest where the transaction fails.
    public let fee: Money
    public let means: Means
    public let counterparty: Counterparty
    /// What this transaction holds of the customer's balance right now; zero when it holds nothing.
    public let held: Money
    /// What has been given back of it.
    public let refunded: Money
    public let refundOf: TransactionID?
    /// For money received: the sender's transfer.
    public let transfer: TransactionID?
    /// When it should be done: the bank's expected time, or when a hold is let go by itself.
    public let expectedAt: Moment?
    public let createdAt: Moment
    public let updatedAt: Moment
    /// Oldest first.
    public let steps: [Step]

    public init(
        id: TransactionID, number: String, customer: CustomerID, kind: Kind, state: State, reason: Reason?,
        amount: Money, fee: Money? = nil, means: Means, counterparty: Counterparty, held: Money, refunded: Money,
        refundOf: TransactionID?, transfer: TransactionID? = nil, expectedAt: Moment?, createdAt: Moment,
        updatedAt: Moment, steps: [Step]
    ) {
        self.id = id
        self.number = number
        self.customer = customer
        self.kind = kind
        self.state = state
        self.reason = reason
        self.amount = amount
        self.fee = fee ?? Money(minor: 0, currency: amount.currency)
        self.means = means
        self.counterparty = counterparty
        self.held = held
        self.refunded = refunded
        self.refundOf = refundOf
        self.transfer = transfer
        self.expectedAt = expectedAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.steps = steps
    }

    /// What reaches the other side.
    public var arrives: Money { Money(minor: amount.minor - fee.minor, currency: amount.currency) }

    /// What an agent may still give back: the rest of a payment that succeeded, or what a failed one holds.
    public var refundable: Money {
        let left: Int64 =
            switch (kind, state) {
            case (.payment, .succeeded): amount.minor - refunded.minor
            case (.payment, .failed): held.minor
            default: 0
            }
        return Money(minor: max(0, left), currency: amount.currency)
    }
}
