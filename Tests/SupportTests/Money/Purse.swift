import Storage
import Terms
import Testing
import Wallet

@testable import Support

/// A customer at the pages that move money: signed in, with a payment password, and as much as a test needs.
struct Purse: Sendable {
    static let password = "246810"

    let cast: Cast
    let customer: Customer
    let party: Party

    var brand: String { customer.brand.text }
    var cookies: [String: String] { ["customer_\(brand)": party.session.token] }
    var csrf: String { party.session.csrf }

    static func open(_ cast: Cast, _ customer: Customer? = nil, _ minor: Int64 = 50_000) async throws -> Purse {
        let customer = customer ?? cast.mira
        if minor > 0 { try await cast.fund(customer, minor) }
        let hash = try await cast.desk.passwords.hash(password)
        try await cast.storage.write { try PaymentPassword.set(hash, of: customer, in: $0) }
        return Purse(cast: cast, customer: customer, party: try await cast.party(customer))
    }

    func page(_ path: String) async throws -> Reply { try await cast.page("/\(brand)\(path)", cookies: cookies) }

    func submit(_ path: String, _ fields: [String: String] = [:]) async throws -> Reply {
        try await cast.submit("/\(brand)\(path)", fields.merging(["csrf": csrf]) { $1 }, cookies: cookies)
    }

    /// Fills a form in and goes on to the page that shows it once more: its path below the brand.
    func prepare(_ path: String, _ fields: [String: String]) async throws -> String {
        let reply = try await submit(path, fields)
        #expect(reply.status == 303, "\(path): \(Self.errors(reply))")
        let order = String(try #require(reply.location).dropFirst(brand.count + 1))
        #expect(order.hasPrefix("/orders/"))
        return order
    }

    func confirm(_ order: String, _ password: String = Purse.password) async throws -> Reply {
        try await submit("\(order)/confirmations", ["payment_password": password])
    }

    /// The whole way: form, once more, payment password, transaction.
    func order(_ path: String, _ fields: [String: String]) async throws -> WalletTransaction {
        let reply = try await confirm(try await prepare(path, fields))
        let made = try #require(reply.location, "\(Self.errors(reply))")
        await cast.settle()
        return try await transaction(made)
    }

    func transaction(_ location: String) async throws -> WalletTransaction {
        #expect(location.contains("/transactions/"))
        let id = TransactionID(String(try #require(location.split(separator: "/").last)))
        return try await cast.ledger.transaction(id, of: customer.id)
    }

    func account() async throws -> Account { try await cast.ledger.account(customer.id) }
    func card() async throws -> Card { try #require(try await cast.ledger.cards(customer.id).first) }
    func transactions() async throws -> [WalletTransaction] {
        try await cast.ledger.transactions(customer.id, before: nil, limit: 100)
    }

    /// What stands beside the fields, and in the banners.
    static func errors(_ reply: Reply) -> String {
        reply.text.matches(of: /role="alert">(.*?)<\/(?:p|div)>/).map { String($0.output.1) }.joined(separator: " ")
    }

    static func expect(_ reply: Reply, refuses text: Text, at field: String, status: Int = 422) {
        #expect(reply.status == status)
        #expect(reply.text.contains("id=\"\(field)-error\""), "beside \(field)")
        #expect(reply.text.contains(text(.zhHans)), "\(errors(reply))")
    }
}
