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
    func cards(_ customer: CustomerID) async throws -> [Card]
    func bind(_ card: CardDetails, to customer: CustomerID, key: String) async throws -> Card

    /// Newest first, before `before` (a transaction of the same customer), at most `limit` (1…100).
    func transactions(_ customer: CustomerID, before: TransactionID?, limit: Int) async throws -> [WalletTransaction]
    /// Throws `Refusal.notFound` where the transaction is not this customer's.
    func transaction(_ id: TransactionID, of customer: CustomerID) async throws -> WalletTransaction

    func topUp(_ order: TopUp, key: String) async throws -> WalletTransaction
    func pay(_ order: Payment, key: String) async throws -> WalletTransaction
    func transfer(_ order: Transfer, key: String) async throws -> WalletTransaction
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

    public init(customer: CustomerID, balance: Money, held: Money) {
        self.customer = customer
        self.balance = balance
        self.held = held
    }
}

/// What the wallet keeps of a bank card: never the number, never the CVV.
public struct Card: Sendable, Equatable {
    public let id: CardID
    public let bank: String
    public let lastFour: String
    public let expiryYear: Int
    public let expiryMonth: Int

    public init(id: CardID, bank: String, lastFour: String, expiryYear: Int, expiryMonth: Int) {
        self.id = id
        self.bank = bank
        self.lastFour = lastFour
        self.expiryYear = expiryYear
        self.expiryMonth = expiryMonth
    }
}

/// Given once, to the bank; the number is not stored.
public struct CardDetails: Sendable {
    public let number: String
    public let bank: String
    public let expiryYear: Int
    public let expiryMonth: Int

    public init(number: String, bank: String, expiryYear: Int, expiryMonth: Int) {
        self.number = number
        self.bank = bank
        self.expiryYear = expiryYear
        self.expiryMonth = expiryMonth
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

    public init(customer: CustomerID, amount: Money, recipient: Recipient) {
        self.customer = customer
        self.amount = amount
        self.recipient = recipient
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
