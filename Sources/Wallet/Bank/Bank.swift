import Terms

/// The bank behind the wallet: the cards' issuers, the merchants' acquirer and the accounts that transfers go to.
///
/// Every order has a key; the bank carries out the same key once and gives the same answer again.
/// Throws `BankUnreachable` where no answer came in time, so that nobody knows whether it was done.
public protocol Bank: Sendable {
    /// Exchanges a card's number for a token that only this wallet can use, or says why not. The same card gives the
    /// same token.
    func tokenise(_ card: CardDetails, key: String) async throws -> CardAnswer
    func send(_ order: BankOrder) async throws -> BankAnswer
    /// What became of an order.
    func inquire(_ key: String) async throws -> BankAnswer
    /// Undoes an order, or keeps it from being done should it still arrive.
    func void(_ key: String) async throws
}

public struct BankOrder: Sendable, Equatable {
    public enum Act: Sendable, Equatable {
        /// Take money from a card; for a merchant, or to top up.
        case charge(token: String, merchant: String?)
        /// Pay a merchant with money that the wallet holds.
        case settle(merchant: String)
        /// Credit an account at a bank.
        case payOut(name: String, bank: String, number: String)
        /// Credit a card.
        case withdraw(token: String)
        /// Give back a charge, all or part, named by its key.
        case refund(of: String)
    }

    /// The transaction's id, a dot and the act: `….charge`.
    public let key: String
    public let amount: Money
    public let act: Act

    public init(key: String, amount: Money, act: Act) {
        self.key = key
        self.amount = amount
        self.act = act
    }

    init(_ entry: LedgerEntry) {
        amount = entry.arrives
        switch (entry.kind, entry.token) {
        case (.topUp, let token):
            key = "\(entry.id).charge"
            act = .charge(token: token ?? "", merchant: nil)
        case (.payment, let token?):
            key = "\(entry.id).charge"
            act = .charge(token: token, merchant: entry.counterparty.name)
        case (.payment, nil):
            key = "\(entry.id).settle"
            act = .settle(merchant: entry.counterparty.name)
        case (.transfer, _):
            key = "\(entry.id).payout"
            act = .payOut(
                name: entry.counterparty.name, bank: entry.counterparty.bank ?? "", number: entry.recipientAccount ?? ""
            )
        case (.withdrawal, let token):
            key = "\(entry.id).withdrawal"
            act = .withdraw(token: token ?? "")
        // Money received is the other side of a transfer; no bank is ever asked about it.
        case (.refund, _), (.received, _):
            key = "\(entry.id).refund"
            act = .refund(of: entry.refundOf.map { "\($0).charge" } ?? "")
        }
    }
}

public enum CardAnswer: Sendable, Equatable {
    /// `isHolder`: the bank knows the card's holder, and it is the name that was given. `kind`: where the bank says it.
    case accepted(token: String, isHolder: Bool, kind: Card.Kind?)
    case refused(CardAttempt.Reason)
}

public enum BankAnswer: Sendable, Equatable {
    /// The reason for an expired card, which people can be told; other reasons stay between the banks.
    public static let expiredCard = "expired_card"

    case approved
    case declined(reason: String)
    /// The bank has it and will say later; `until` is when it expects to be done.
    case pending(until: Moment?)
    /// The bank has never heard of this key.
    case unknown

    var isFinal: Bool {
        switch self {
        case .approved, .declined: true
        case .pending, .unknown: false
        }
    }
}

/// No answer in time, or none that can be understood. What was asked may have been done.
public struct BankUnreachable: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
