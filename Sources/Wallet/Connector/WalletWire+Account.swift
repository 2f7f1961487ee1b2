import Terms

extension WalletWire {
    struct Attempt: Codable {
        let at: String
        let bank: String
        let lastFour: String
        let reason: String
    }

    struct Attempts: Codable { let attempts: [Attempt] }

    struct Limit: Codable {
        let kind: String
        let perTransaction: WireMoney
        let perDay: WireMoney
        let usedToday: WireMoney
        let perTransactionMax: WireMoney
        let perDayMax: WireMoney
    }

    struct Limits: Codable {
        let level: Int
        let limits: [Limit]
    }

    struct NewLimit: Codable {
        /// nil: as high as the level allows.
        var perTransaction: WireMoney?
        var perDay: WireMoney?
        let actor: String
    }

    struct NewLevel: Codable {
        let level: Int
        let actor: String
    }

    struct Quote: Codable {
        let amount: WireMoney
        let fee: WireMoney
        var expectedAt: String?
        let limit: Limit
    }
}

extension WalletWire.Card {
    init(_ card: Card) {
        self.init(
            id: card.id.text, bank: card.bank, kind: card.kind?.rawValue, lastFour: card.lastFour,
            expiryYear: card.expiryYear, expiryMonth: card.expiryMonth)
    }

    var value: Card {
        Card(
            id: CardID(id), bank: bank, kind: kind.flatMap { Card.Kind(rawValue: $0) }, lastFour: lastFour,
            expiryYear: expiryYear, expiryMonth: expiryMonth)
    }
}

extension WalletWire.Attempt {
    init(_ attempt: CardAttempt) {
        self.init(
            at: attempt.at.rfc3339, bank: attempt.bank, lastFour: attempt.lastFour, reason: attempt.reason.rawValue)
    }

    func value() throws -> CardAttempt {
        CardAttempt(
            at: try WalletWire.Transaction.moment(at), bank: bank, lastFour: lastFour,
            reason: try WalletWire.require(.init(rawValue: reason), "reason"))
    }
}

extension WalletWire.Limit {
    init(_ kind: Limits.Kind, _ limit: Limit) {
        self.init(
            kind: kind.rawValue, perTransaction: WireMoney(limit.perTransaction), perDay: WireMoney(limit.perDay),
            usedToday: WireMoney(limit.usedToday), perTransactionMax: WireMoney(limit.perTransactionMax),
            perDayMax: WireMoney(limit.perDayMax))
    }

    func value() throws -> Limit {
        func money(_ wire: WireMoney) throws -> Money { try WalletWire.require(wire.money, "a limit") }
        return Limit(
            perTransaction: try money(perTransaction), perDay: try money(perDay), usedToday: try money(usedToday),
            perTransactionMax: try money(perTransactionMax), perDayMax: try money(perDayMax))
    }
}

extension WalletWire.Limits {
    init(_ limits: Limits) {
        self.init(level: limits.level, limits: Limits.Kind.allCases.map { .init($0, limits[$0]) })
    }

    func value() throws -> Limits {
        func limit(_ kind: Limits.Kind) throws -> Limit {
            try WalletWire.require(limits.first { $0.kind == kind.rawValue }, "the limit of \(kind.rawValue)").value()
        }
        return Limits(
            level: level, payment: try limit(.payment), transfer: try limit(.transfer), topUp: try limit(.topUp),
            withdrawal: try limit(.withdrawal))
    }
}

extension WalletWire.Quote {
    init(_ quote: Quote) {
        self.init(
            amount: WireMoney(quote.amount), fee: WireMoney(quote.fee), expectedAt: quote.expectedAt?.rfc3339,
            limit: .init(quote.kind, quote.limit))
    }

    func value() throws -> Quote {
        Quote(
            kind: try WalletWire.require(.init(rawValue: limit.kind), "kind"),
            amount: try WalletWire.require(amount.money, "amount"), fee: try WalletWire.require(fee.money, "fee"),
            expectedAt: try expectedAt.map { try WalletWire.Transaction.moment($0) }, limit: try limit.value())
    }
}
