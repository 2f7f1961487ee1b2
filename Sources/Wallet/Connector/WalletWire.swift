import Foundation
import Terms

/// The bodies of `docs/wallet-connector.yaml`, for both ends. Names on the wire are in snake case.
enum WalletWire {
    static let bodyBytesMax = 64 * 1_024
    /// A page of a hundred transactions, each with all its steps, is far below this.
    static let answerBytesMax = 4 * 1_024 * 1_024
    static let path = "wallet/v1"

    struct Opening: Codable { let currency: String }

    struct Account: Codable {
        let customer: String
        let balance: WireMoney
        let held: WireMoney
        var frozenBecause: String?
    }

    struct Freeze: Codable {
        let reason: String
        let actor: String
    }

    struct Balance: Codable { let balance: WireMoney }

    struct Card: Codable {
        let id: String
        let bank: String
        var kind: String?
        let lastFour: String
        let expiryYear: Int
        let expiryMonth: Int
    }

    struct Cards: Codable { let cards: [Card] }

    struct NewCard: Codable {
        let number: String
        var bank: String?
        let expiryYear: Int
        let expiryMonth: Int
        var holderName: String?
        var phone: String?
    }

    struct TopUp: Codable {
        let amount: WireMoney
        let card: String
    }

    struct Payment: Codable {
        let amount: WireMoney
        /// nil: from the balance.
        var card: String?
        let merchant: String
    }

    struct Transfer: Codable {
        let amount: WireMoney
        let name: String
        var customer: String?
        var bank: String?
        var number: String?
        var sender: String?
    }

    struct Withdrawal: Codable {
        let amount: WireMoney
        let card: String
    }

    struct Refund: Codable {
        let transaction: String
        var amount: WireMoney?
        let actor: String
    }

    struct Step: Codable {
        let state: String
        var reason: String?
        let at: String
    }

    struct Counterparty: Codable {
        let name: String
        var bank: String?
        var lastFour: String?
    }

    struct Means: Codable {
        /// `balance` or `card`.
        let kind: String
        var bank: String?
        var lastFour: String?
    }

    struct Transaction: Codable {
        let id: String
        let number: String
        let customer: String
        let kind: String
        let state: String
        var reason: String?
        let amount: WireMoney
        var fee: WireMoney?
        let means: Means
        let counterparty: Counterparty
        let held: WireMoney
        let refunded: WireMoney
        var refundOf: String?
        var transfer: String?
        var expectedAt: String?
        let createdAt: String
        let updatedAt: String
        let steps: [Step]
    }

    struct Transactions: Codable { let transactions: [Transaction] }

    struct Change: Codable {
        let transaction: String
        let customer: String
        let state: String
    }

    struct Changes: Codable {
        let changes: [Change]
        var cursor: String?
    }

    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func decode<T: Decodable>(_ data: Data, as type: T.Type = T.self) throws -> T {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data)
    }

    /// What the other end sent is not what the contract says.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    static func require<T>(_ value: T?, _ what: String) throws -> T {
        guard let value else { throw Unreadable(description: "\(what) is missing or not one we know") }
        return value
    }
}

// MARK: - To and from what the wallet says

extension WalletWire.Account {
    init(_ account: Account) {
        self.init(
            customer: account.customer.text, balance: WireMoney(account.balance), held: WireMoney(account.held),
            frozenBecause: account.frozenBecause)
    }

    func value() throws -> Account {
        Account(
            customer: CustomerID(customer), balance: try WalletWire.require(balance.money, "balance"),
            held: try WalletWire.require(held.money, "held"), frozenBecause: frozenBecause)
    }
}

extension WalletWire.Transaction {
    init(_ transaction: WalletTransaction) {
        let means: WalletWire.Means =
            switch transaction.means {
            case .balance: .init(kind: "balance")
            case .card(let bank, let lastFour): .init(kind: "card", bank: bank, lastFour: lastFour)
            }
        let other = transaction.counterparty
        self.init(
            id: transaction.id.text, number: transaction.number, customer: transaction.customer.text,
            kind: transaction.kind.rawValue, state: transaction.state.rawValue, reason: transaction.reason?.rawValue,
            amount: WireMoney(transaction.amount), fee: WireMoney(transaction.fee), means: means,
            counterparty: .init(name: other.name, bank: other.bank, lastFour: other.lastFour),
            held: WireMoney(transaction.held), refunded: WireMoney(transaction.refunded),
            refundOf: transaction.refundOf?.text, transfer: transaction.transfer?.text,
            expectedAt: transaction.expectedAt?.rfc3339,
            createdAt: transaction.createdAt.rfc3339, updatedAt: transaction.updatedAt.rfc3339,
            steps: transaction.steps.map {
                .init(state: $0.state.rawValue, reason: $0.reason?.rawValue, at: $0.at.rfc3339)
            })
    }

    func value() throws -> WalletTransaction {
        let means: WalletTransaction.Means =
            means.kind == "card"
            ? .card(
                bank: try WalletWire.require(means.bank, "means.bank"),
                lastFour: try WalletWire.require(means.lastFour, "means.last_four")) : .balance
        return WalletTransaction(
            id: TransactionID(id), number: number, customer: CustomerID(customer),
            kind: try WalletWire.require(.init(rawValue: kind), "kind"),
            state: try WalletWire.require(.init(rawValue: state), "state"), reason: try Self.reason(reason),
            amount: try WalletWire.require(amount.money, "amount"),
            fee: try fee.map { try WalletWire.require($0.money, "fee") }, means: means,
            counterparty: .init(name: counterparty.name, bank: counterparty.bank, lastFour: counterparty.lastFour),
            held: try WalletWire.require(held.money, "held"),
            refunded: try WalletWire.require(refunded.money, "refunded"),
            refundOf: refundOf.map { TransactionID($0) }, transfer: transfer.map { TransactionID($0) },
            expectedAt: try expectedAt.map { try Self.moment($0) }, createdAt: try Self.moment(createdAt),
            updatedAt: try Self.moment(updatedAt),
            steps: try steps.map {
                .init(
                    state: try WalletWire.require(.init(rawValue: $0.state), "state"),
                    reason: try Self.reason($0.reason),
                    at: try Self.moment($0.at))
            })
    }

    private static func reason(_ text: String?) throws -> WalletTransaction.Reason? {
        try text.map { try WalletWire.require(.init(rawValue: $0), "reason") }
    }

    static func moment(_ text: String) throws -> Moment {
        try WalletWire.require(Moment(rfc3339: text), "time")
    }
}
