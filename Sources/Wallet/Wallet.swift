import Terms

/// The wallet core, as the customer service sees it: read what happened to somebody's money, and set it right.
///
/// Two implementations: `Ledger`, embedded, and `WalletConnector`, which speaks `docs/wallet-connector.yaml` to a core
/// elsewhere.
/// Every order carries a key; the same key gives the same transaction again and moves no money twice.
/// Throws `Refusal` for what the wallet will not do, other errors where it cannot be asked.
public protocol Wallet: Sendable {
    /// Opens the customer's account with nothing in it; an existing one is returned as it is.
    func open(_ customer: CustomerID, currency: Currency) async throws -> Account
    /// Throws `Refusal.notFound` where the customer has no account.
    func account(_ customer: CustomerID) async throws -> Account
    /// Stops money from going out until `unfreeze`; money in and refunds go on. `reason` (one of the desk's words,
    /// such as `owner`) is kept. Doing it twice changes nothing.
    @discardableResult
    func freeze(_ customer: CustomerID, because reason: String, by actor: String) async throws -> Account
    @discardableResult
    func unfreeze(_ customer: CustomerID, by actor: String) async throws -> Account

    func cards(_ customer: CustomerID) async throws -> [Card]
    /// Refused with `card_number_invalid`, `card_expiry_invalid`, `card_bin_unknown`, `card_not_activated`,
    /// `card_not_eligible`, `card_name_mismatch`, `card_phone_mismatch`, `cards_too_many` or `bank_unreachable`.
    func bind(_ card: CardDetails, to customer: CustomerID, key: String) async throws -> Card
    /// Refused with `card_in_use` while an order on it is under way. A card that is gone already is no error.
    func unbind(_ card: CardID, of customer: CustomerID, by actor: String) async throws
    /// The attempts to bind a card that were refused, newest first, at most `CardAttempt.listMax`.
    func cardAttempts(_ customer: CustomerID) async throws -> [CardAttempt]

    func limits(_ customer: CustomerID) async throws -> Limits
    /// The customer's own limits; nil: as high as their level allows. Refused with `limit_above_level`.
    @discardableResult
    func setLimit(
        _ kind: Limits.Kind, perTransaction: Money?, perDay: Money?, of customer: CustomerID, by actor: String
    ) async throws -> Limits
    /// 1 to 3, by how well the customer is known. Refused with `level_unknown`.
    @discardableResult
    func setLevel(_ level: Int, of customer: CustomerID, by actor: String) async throws -> Limits
    /// What an order would cost and when it would arrive, before it is given. A promise for nothing: the order itself
    /// is checked again.
    func quote(_ kind: Limits.Kind, _ amount: Money, of customer: CustomerID) async throws -> Quote

    /// Newest first, before `before` (a transaction of the same customer), at most `limit` (1…100).
    func transactions(_ customer: CustomerID, before: TransactionID?, limit: Int) async throws -> [WalletTransaction]
    /// Those made from `from` to before `until`, oldest first, after `after` (one of the same customer), at most
    /// `limit` (1…100).
    func transactions(
        _ customer: CustomerID, from: Moment, until: Moment, after: TransactionID?, limit: Int
    ) async throws -> [WalletTransaction]
    /// What could be spent just before `at`: what is carried forward into a month that begins then.
    func balance(_ customer: CustomerID, at: Moment) async throws -> Money
    /// Throws `Refusal.notFound` where the transaction is not this customer's.
    func transaction(_ id: TransactionID, of customer: CustomerID) async throws -> WalletTransaction

    func topUp(_ order: TopUp, key: String) async throws -> WalletTransaction
    func pay(_ order: Payment, key: String) async throws -> WalletTransaction
    func transfer(_ order: Transfer, key: String) async throws -> WalletTransaction
    /// From the balance to one of the customer's cards. The fee is part of the amount.
    func withdraw(_ order: Withdrawal, key: String) async throws -> WalletTransaction
    /// Gives back all or part of a payment, or lets go at once what a timed-out payment still holds.
    /// The refund is a transaction of its own, `refundOf` the payment. `actor` is recorded (`agent:…`).
    func refund(_ order: Refund, key: String, by actor: String) async throws -> WalletTransaction

    /// State changes of any transaction after `cursor` (nil: from the start), oldest first, none skipped, at most
    /// `limit`.
    func changes(after cursor: String?, limit: Int) async throws -> WalletChanges
}

public struct Account: Sendable, Equatable {
    public let customer: CustomerID
    /// What can be spent.
    public let balance: Money
    /// What is set aside for transactions under way.
    public let held: Money
    /// Why money may not go out at present; nil where it may.
    public let frozenBecause: String?
    public var isFrozen: Bool { frozenBecause != nil }

    public init(customer: CustomerID, balance: Money, held: Money, frozenBecause: String? = nil) {
        self.customer = customer
        self.balance = balance
        self.held = held
        self.frozenBecause = frozenBecause
    }
}

/// Where the money of a payment comes from.
public enum Source: Sendable, Equatable {
    case balance
    case card(CardID)
}

public struct TopUp: Sendable {
    public let customer: CustomerID
    public let amount: Money
    public let card: CardID

    public init(customer: CustomerID, amount: Money, card: CardID) {
        self.customer = customer
        self.amount = amount
        self.card = card
    }
}

public struct Payment: Sendable {
    public let customer: CustomerID
    public let amount: Money
    public let source: Source
    public let merchant: String

    public init(customer: CustomerID, amount: Money, source: Source, merchant: String) {
        self.customer = customer
        self.amount = amount
        self.source = source
        self.merchant = merchant
    }
}

public struct Transfer: Sendable {
    public enum Recipient: Sendable, Equatable {
        /// Another customer of this wallet: arrives at once.
        case customer(CustomerID, name: String)
        /// An account at a bank, which the bank credits in its own time.
        case bankAccount(name: String, bank: String, number: String)
    }

    public let customer: CustomerID
    public let amount: Money
    public let recipient: Recipient
    /// What a recipient in this wallet reads as where the money came from; empty where it is not to be said.
    public let sender: String

    public init(customer: CustomerID, amount: Money, recipient: Recipient, sender: String = "") {
        self.customer = customer
        self.amount = amount
        self.recipient = recipient
        self.sender = sender
    }
}

public struct Withdrawal: Sendable {
    public let customer: CustomerID
    /// What leaves the balance, the fee included.
    public let amount: Money
    public let card: CardID

    public init(customer: CustomerID, amount: Money, card: CardID) {
        self.customer = customer
        self.amount = amount
        self.card = card
    }
}

public struct Refund: Sendable {
    public let customer: CustomerID
    public let transaction: TransactionID
    /// nil: everything that is left to give back.
    public let amount: Money?

    public init(customer: CustomerID, transaction: TransactionID, amount: Money? = nil) {
        self.customer = customer
        self.transaction = transaction
        self.amount = amount
    }
}

public struct WalletChanges: Sendable {
    public struct Change: Sendable, Equatable {
        public let transaction: TransactionID
        public let customer: CustomerID
        public let state: WalletTransaction.State

        public init(transaction: TransactionID, customer: CustomerID, state: WalletTransaction.State) {
            self.transaction = transaction
            self.customer = customer
            self.state = state
        }
    }

    public let changes: [Change]
    /// Opaque; give it back to go on.
    public let cursor: String?

    public init(changes: [Change], cursor: String?) {
        self.changes = changes
        self.cursor = cursor
    }
}
