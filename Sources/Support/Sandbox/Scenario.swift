import Foundation
import Storage
import Terms
import Wallet
import Web

/// Puts a fresh customer into a named trouble, by the product's own verbs: wrong passwords are really typed, the bank
/// really declines. Names follow the contract's diagnosis codes.
struct Scenario: Sendable {
    let desk: Desk
    let sandbox: Sandbox

    struct Made: Sendable {
        let customer: Customer
        /// Good even where the account is locked, so that help can be asked for.
        let token: String
        let facts: [String: String]
    }

    static let names = Name.allCases.map(\.rawValue)

    func make(_ name: String, brand: BrandID, language: Language) async throws -> Made {
        guard let name = Name(rawValue: name) else {
            let text = Text("没有这个场景：{name}", "沒有這個場景：{name}", "There is no such scenario: {name}")
            throw Refusal.invalid("name", "unknown_scenario", text.filling(["name": String(name.prefix(60))]))
        }
        guard let brand = desk.brands[brand] else { throw Refusal.notFound }
        let hasPhone = name != .codeNotReceived && name != .phoneLost
        let stage = try await ScenarioStage(self, brand, language, hasPhoneInReach: hasPhone)
        var facts = try await play(name, stage)
        let customer = try await desk.storage.read { try Customer.find(stage.customer.id, in: $0) }
        let account = try await sandbox.ledger.account(customer.id)
        facts.merge([
            "login": customer.phone ?? "", "email": customer.email ?? "", "password": Sandbox.password,
            "payment_password": Sandbox.paymentPassword, "balance": account.balance.decimal,
            "held": account.held.decimal,
        ]) { $1 }
        let session = try await desk.storage.write { try Session.open(customer: customer, in: $0) }
        return Made(customer: customer, token: session.token, facts: facts)
    }

    private func play(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        switch name.group {
        case .signIn: return try await signingIn(name, stage)
        case .account: return try await account(name, stage)
        case .payment: return try await payment(name, stage)
        case .transfer: return try await transfer(name, stage)
        case .topUp: return try await topUp(name, stage)
        case .card: return try await card(name, stage)
        case .contact: return try await contact(name, stage)
        case .shop: return try await shop(name, stage)
        }
    }
}

/// The fresh customer, and what they do.
struct ScenarioStage: Sendable {
    static let settleSecondsMax = 20

    let desk: Desk
    let sandbox: Sandbox
    let brand: Brand
    let customer: Customer
    /// The secret of the browser that the customer's checks are held by.
    let browser = Session.newToken()

    var ledger: Ledger { sandbox.ledger }
    var holder: Holder { Holder(cookie: browser, party: nil) }

    init(_ scenario: Scenario, _ brand: Brand, _ language: Language, hasPhoneInReach: Bool) async throws {
        (desk, sandbox, self.brand) = (scenario.desk, scenario.sandbox, brand)
        let hash = try await desk.passwords.hash(Sandbox.password)
        let digits = String(Int.random(in: 10_000_000...99_999_999))
        let phone = "139" + (hasPhoneInReach ? digits : digits.prefix(4) + Sandbox.deadPhoneEnding)
        let name = Seed.names.randomElement() ?? "林晓"
        customer = try await desk.storage.write { transaction in
            try Customer.add(
                transaction.newID(), brand: brand.id, name: name, phone: phone, email: "c\(digits)@example.com",
                passwordHash: hash, language: language, birthday: "1991-06-18", in: transaction)
        }
        _ = try await ledger.open(customer.id, currency: brand.currency)
        try await setPaymentPassword()
    }

    private func setPaymentPassword() async throws {
        let hash = try await desk.passwords.hash(Sandbox.paymentPassword)
        try await desk.storage.write { try PaymentPassword.set(hash, of: customer, in: $0) }
    }

    func money(_ minor: Int64) -> Money { Money(minor: minor, currency: brand.currency) }

    // MARK: - Money

    func card(_ ending: String, bin: String = "622588", expired: Bool = false) async throws -> Card {
        let year = desk.storage.moment.local(in: .gmt).year
        return try await ledger.bind(
            CardDetails(
                number: Sandbox.cardNumber(bin: bin, endingIn: ending), expiryYear: expired ? year - 1 : year + 3,
                expiryMonth: 10, holderName: customer.name, phone: customer.phone ?? ""),
            to: customer.id, key: "card-\(ending)")
    }

    /// Money from a good card.
    func fund(_ minor: Int64) async throws {
        let order = TopUp(customer: customer.id, amount: money(minor), card: try await card("8842").id)
        _ = try await settled(ledger.topUp(order, key: "fund-\(minor)"))
    }

    func pay(_ minor: Int64, _ source: Source = .balance, to merchant: String, key: String = "pay") async throws
        -> WalletTransaction
    {
        let order = Payment(customer: customer.id, amount: money(minor), source: source, merchant: merchant)
        return try await settled(ledger.pay(order, key: key))
    }

    func transfer(_ minor: Int64, to recipient: Transfer.Recipient, key: String = "transfer") async throws
        -> WalletTransaction
    {
        let order = Transfer(
            customer: customer.id, amount: money(minor), recipient: recipient, sender: customer.name)
        return try await known(ledger.transfer(order, key: key))
    }

    func settled(_ made: WalletTransaction) async throws -> WalletTransaction {
        try await until(made) { $0.state.isFinal }
    }

    /// Until the bank has said something: that it is done, that it is not, or when to expect it.
    func known(_ made: WalletTransaction) async throws -> WalletTransaction {
        try await until(made) { $0.state.isFinal || ($0.state == .processing && $0.reason != nil) }
    }

    /// The bank is really asked by the ledger's jobs; this waits for its answer, for a while.
    func until(_ made: WalletTransaction, _ isThere: (WalletTransaction) -> Bool) async throws -> WalletTransaction {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.settleSecondsMax)
        var now = made
        while !isThere(now), clock.now < end {
            try await Task.sleep(for: .milliseconds(20))
            now = try await ledger.transaction(made.id, of: customer.id)
        }
        return now
    }

    func facts(_ transaction: WalletTransaction) -> [String: String] {
        var facts = [
            "transaction": transaction.id.text, "number": transaction.number, "amount": transaction.amount.decimal,
            "state": transaction.state.rawValue,
        ]
        facts["reason"] = transaction.reason?.rawValue
        return facts
    }

    // MARK: - Signing in and proving

    /// As from a page; a refusal is part of the story.
    @discardableResult
    func signIn(_ password: String, as login: String? = nil, on device: String = "Chrome · Windows") async -> Bool {
        let arrival = Arrival(
            brand: brand, agentText: device, address: "203.0.113.7", deviceToken: browser + device.prefix(4))
        let outcome = try? await SignIn(desk: desk).customer(
            login ?? customer.phone ?? "", password, code: nil, arrival)
        if case .entered = outcome { return true }
        return false
    }

    /// Opens a check and has its code sent, as the forms do.
    func ask(_ purpose: Purpose, by proof: Proof = .phoneCode, isSignedIn: Bool = false) async throws -> IdentityCheck {
        let opening = IdentityCheck.Opening(
            purpose: purpose, brand: brand.id, customer: isSignedIn ? customer.id : nil,
            contact: isSignedIn ? "" : (proof == .emailCode ? customer.email : customer.phone) ?? "",
            holder: Session.hash(browser), language: customer.language)
        let check = try await desk.storage.write { try IdentityCheck.open(opening, in: $0) }
        return try await Verifier(desk: desk).ask(proof, of: check.id, holder: holder)
    }

    /// Types the code that was sent.
    func answer(_ check: IdentityCheck, by proof: Proof = .phoneCode) async throws -> IdentityCheck {
        let address = proof == .phoneCode ? customer.phone : customer.email
        let notice = try await desk.storage.read { transaction in
            try Notice.latest(in: transaction).first { $0.address == address && $0.template == "code" }
        }
        let code = notice?.text.firstMatch(of: /\d{6}/).map { String($0.output) } ?? ""
        return try await Verifier(desk: desk).give(proof, .typed(code), of: check.id, holder: holder)
    }
}
