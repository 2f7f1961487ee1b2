import Storage
import Terms
import Wallet
import Web

/// What the wallet says that every form about money needs.
struct MoneyFacts: Sendable {
    let account: Account
    let cards: [Card]
    let limits: Limits

    static func read(of customer: CustomerID, _ desk: Desk) async throws -> MoneyFacts {
        let wallet = desk.wallet
        async let account = desk.asked { try await wallet.account(customer) }
        async let cards = desk.asked { try await wallet.cards(customer) }
        async let limits = desk.asked { try await wallet.limits(customer) }
        return MoneyFacts(account: try await account, cards: try await cards, limits: try await limits)
    }
}

extension Card {
    /// Good through the last day of its month.
    func isExpired(at now: Moment, in brand: Brand) -> Bool {
        let local = now.local(in: brand.timeZone)
        return (expiryYear, expiryMonth) < (local.year, local.month)
    }
}

/// Reads one of the four forms into a wish that the wallet is likely to fulfil, or says what is wrong and where.
struct OrderForm: Sendable {
    static let personNameMax = 60

    let desk: Desk
    let brand: Brand
    let customer: Customer
    let kind: Order.Kind
    let form: Form
    let facts: MoneyFacts
    /// Whom a person looks up is nobody's business, and no way to collect names.
    let lookups: RateLimit

    func wish() async throws -> Order.Wish {
        // First, so that a slip in the amount costs no look at a recipient.
        let amount = try TypedAmount(form["amount"], facts.account.balance.currency).money
        let payee: Payee
        var card: Card?
        switch kind {
        case .topUp, .withdrawal:
            let own = try chosenCard()
            (card, payee) = (own, .ownCard(bank: own.bank, lastFour: own.lastFour))
        case .transfer: payee = try await recipient()
        case .payment:
            payee = .merchant(name: try Merchant.name(form["merchant"], isSandbox: desk.isSandbox))
            if !form["card"].isEmpty, form["card"] != "balance" { card = try chosenCard() }
        }
        if let card, kind != .withdrawal, card.isExpired(at: desk.storage.moment, in: brand) {
            throw Refusal.invalid("card", "card_expired", OrderTexts.cardExpired)
        }
        let isFromBalance = kind != .topUp && (kind == .withdrawal || card == nil)
        try await check(amount, isFromBalance: isFromBalance)
        return Order.Wish(kind: kind, amount: amount, card: card?.id, payee: payee)
    }

    private func chosenCard() throws -> Card {
        guard let id = CardID(outside: form["card"]), let card = facts.cards.first(where: { $0.id == id }) else {
            throw Refusal.invalid("card", "card_missing", OrderTexts.chooseCard)
        }
        return card
    }

    private func check(_ amount: Money, isFromBalance: Bool) async throws {
        let (kind, id, wallet) = (kind.limited, customer.id, desk.wallet)
        let quote = try await desk.asked { try await wallet.quote(kind, amount, of: id) }
        guard quote.isWithinLimit else {
            throw Refusal.invalid("amount", "limit_reached", OrderTexts.overLimit(amount, quote.limit))
        }
        let balance = facts.account.balance
        guard !isFromBalance || amount.minor <= balance.minor else {
            let short = Money(minor: amount.minor - balance.minor, currency: balance.currency)
            throw Refusal.invalid(
                "amount", "insufficient_balance",
                OrderTexts.tooLittle.filling(["balance": balance.display, "short": short.display]))
        }
    }

    // MARK: - Whom a transfer goes to

    private func recipient() async throws -> Payee {
        if let again = OrderID(outside: form["again"]) {
            let order = try await desk.storage.read { [customer, vault = desk.vault] in
                try Order.find(again, of: customer.id, vault, in: $0)
            }
            guard order.kind == .transfer else { throw Refusal.notFound }
            return order.payee
        }
        return form["to"] == "bank" ? try bankAccount() : try await otherCustomer()
    }

    private func bankAccount() throws -> Payee {
        let name = form["name"].precomposedStringWithCanonicalMapping.trimmingSpaces()
        guard Self.isName(name) else { throw Refusal.invalid("name", "name_invalid", OrderTexts.noName) }
        let bank = form["bank"].precomposedStringWithCanonicalMapping.trimmingSpaces()
        guard Self.isName(bank) else { throw Refusal.invalid("bank", "bank_invalid", OrderTexts.noBank) }
        let number = form["number"].precomposedStringWithCompatibilityMapping.uppercased().filter {
            $0 != " " && $0 != "-"
        }
        guard (8...34).contains(number.utf8.count),
            number.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else { throw Refusal.invalid("number", "account_number_invalid", OrderTexts.noAccountNumber) }
        return .bankAccount(name: name, bank: bank, number: number)
    }

    private static func isName(_ text: String) -> Bool {
        (2...personNameMax).contains(text.count) && text.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
            && text.contains { $0.isLetter }
    }

    private func otherCustomer() async throws -> Payee {
        guard let contact = Contact(form["recipient"]) else {
            throw Refusal.invalid("recipient", "recipient_invalid", CheckTexts.contactInvalid)
        }
        try lookups.spend(customer.id.text, at: desk.storage.moment)
        let found = try await desk.storage.read { [brand] in
            try Customer.find(login: contact.text, of: brand.id, in: $0)
        }
        guard let found, await hasWallet(found.id) else {
            throw Refusal.invalid("recipient", "recipient_unknown", OrderTexts.unknownRecipient)
        }
        guard found.id != customer.id else {
            throw Refusal.invalid("recipient", "recipient_is_sender", OrderTexts.toOneself)
        }
        return .customer(id: found.id.text, name: Mask.payee(found.name))
    }

    private func hasWallet(_ id: CustomerID) async -> Bool {
        let wallet = desk.wallet
        do {
            _ = try await desk.asked { try await wallet.account(id) }
            return true
        } catch {
            return (error as? Refusal)?.kind != .notFound
        }
    }
}
