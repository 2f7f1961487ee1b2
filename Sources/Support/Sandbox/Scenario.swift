import Foundation
import Storage
import Terms
import Wallet
import Web

/// Puts a fresh customer into a named trouble, by the product's own verbs. Names follow the contract's diagnosis codes.
struct Scenario: Sendable {
    static let settleSecondsMax = 20

    let desk: Desk
    let ledger: Ledger

    struct Made: Sendable {
        let customer: Customer
        let token: String
        let facts: [String: String]
    }

    static let codes: [Diagnosis.Code] = [
        .insufficientBalance, .cardExpired, .declinedByBank, .networkTimeout, .processingAtBank,
    ]
    static let names = codes.map(\.rawValue)

    func make(_ name: String, brand: BrandID, language: Language) async throws -> Made {
        guard let code = Self.codes.first(where: { $0.rawValue == name }) else {
            let text = Text("还没有这个场景：{name}", "還沒有這個場景：{name}", "There is no such scenario yet: {name}")
            throw Refusal.invalid("name", "unknown_scenario", text.filling(["name": String(name.prefix(60))]))
        }
        let customer = try await newCustomer(brand, language)
        let currency = desk.brands[brand]?.currency ?? .cny
        _ = try await ledger.open(customer.id, currency: currency)
        let about = try await trouble(code, customer, currency)
        let session = try await desk.storage.write { try Session.open(customer: customer, in: $0) }
        let account = try await ledger.account(customer.id)
        return Made(
            customer: customer, token: session.token,
            facts: [
                "login": customer.phone ?? "", "password": Sandbox.password, "transaction": about.id.text,
                "number": about.number,
                "amount": about.amount.decimal, "state": about.state.rawValue, "balance": account.balance.decimal,
                "held": account.held.decimal,
            ])
    }

    private func newCustomer(_ brand: BrandID, _ language: Language) async throws -> Customer {
        let hash = try await desk.passwords.hash(Sandbox.password)
        let digits = String(Int.random(in: 10_000_000...99_999_999))
        let name = Seed.names.randomElement() ?? "林晓"
        return try await desk.storage.write { transaction in
            try Customer.add(
                transaction.newID(), brand: brand, name: name, phone: "139" + digits, email: "c\(digits)@example.com",
                passwordHash: hash, language: language, in: transaction)
        }
    }

    private func trouble(_ code: Diagnosis.Code, _ customer: Customer, _ currency: Currency) async throws
        -> WalletTransaction
    {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: currency) }
        let year = desk.storage.moment.local(in: .gmt).year
        func card(_ ending: String, year: Int) async throws -> Card {
            try await ledger.bind(
                CardDetails(
                    number: Sandbox.cardNumber(endingIn: ending), bank: "招商银行", expiryYear: year, expiryMonth: 10),
                to: customer.id, key: "card-\(ending)")
        }
        func fund(_ minor: Int64) async throws {
            let source = try await card("8842", year: year + 3)
            let made = try await ledger.topUp(
                TopUp(customer: customer.id, amount: money(minor), card: source.id), key: "fund")
            _ = try await settled(made, of: customer)
        }
        func pay(_ minor: Int64, _ source: Source, _ merchant: String) async throws -> WalletTransaction {
            let order = Payment(customer: customer.id, amount: money(minor), source: source, merchant: merchant)
            return try await settled(ledger.pay(order, key: "pay"), of: customer)
        }
        switch code {
        case .insufficientBalance:
            try await fund(3_650)
            return try await pay(8_800, .balance, "山城小面（解放碑店）")
        case .cardExpired:
            return try await pay(8_600, .card(card("3390", year: year - 1).id), "云上书店")
        case .declinedByBank:
            return try await pay(26_800, .card(card(Sandbox.refusedCardEnding, year: year + 3).id), "半亩生鲜（滨江店）")
        case .networkTimeout:
            try await fund(50_000)
            return try await pay(8_800, .balance, Sandbox.silentMerchant)
        case .processingAtBank:
            try await fund(600_000)
            let recipient = Transfer.Recipient.bankAccount(
                name: Sandbox.slowRecipient, bank: "工商银行", number: Sandbox.cardNumber(bin: "622202", endingIn: "6217"))
            let order = Transfer(customer: customer.id, amount: money(500_000), recipient: recipient)
            return try await until(ledger.transfer(order, key: "transfer"), of: customer) {
                $0.expectedAt != nil || $0.state.isFinal
            }
        default: throw Refusal.notFound
        }
    }

    private func settled(_ made: WalletTransaction, of customer: Customer) async throws -> WalletTransaction {
        try await until(made, of: customer) { $0.state.isFinal }
    }

    /// The bank is really asked by the ledger's jobs; this waits for its answer, for a while.
    private func until(
        _ made: WalletTransaction, of customer: Customer, _ isThere: (WalletTransaction) -> Bool
    ) async throws -> WalletTransaction {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.settleSecondsMax)
        var now = made
        while !isThere(now), clock.now < end {
            try await Task.sleep(for: .milliseconds(20))
            now = try await ledger.transaction(made.id, of: customer.id)
        }
        return now
    }
}
