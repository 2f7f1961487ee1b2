import Terms

extension WalletConnector {
    private static func path(_ customer: CustomerID, _ rest: String) -> String {
        "customers/\(escaped(customer.text))/\(rest)"
    }

    @discardableResult
    public func freeze(_ customer: CustomerID, because reason: String, by actor: String) async throws -> Account {
        let body = WalletWire.Freeze(reason: reason, actor: actor)
        let wire: WalletWire.Account = try await send(.POST, Self.path(customer, "freezes"), body, key: nil)
        return try read { try wire.value() }
    }

    @discardableResult
    public func unfreeze(_ customer: CustomerID, by actor: String) async throws -> Account {
        let path = Self.path(customer, "freezes?actor=\(Self.escaped(actor))")
        let wire: WalletWire.Account = try await delete(path)
        return try read { try wire.value() }
    }

    public func cards(_ customer: CustomerID) async throws -> [Card] {
        let wire: WalletWire.Cards = try await get(Self.path(customer, "cards"))
        return wire.cards.map(\.value)
    }

    public func bind(_ card: CardDetails, to customer: CustomerID, key: String) async throws -> Card {
        let body = WalletWire.NewCard(
            number: card.number, bank: card.bank, expiryYear: card.expiryYear, expiryMonth: card.expiryMonth,
            holderName: card.holderName, phone: card.phone)
        let wire: WalletWire.Card = try await send(.POST, Self.path(customer, "cards"), body, key: key)
        return wire.value
    }

    public func unbind(_ card: CardID, of customer: CustomerID, by actor: String) async throws {
        let path = Self.path(customer, "cards/\(Self.escaped(card.text))?actor=\(Self.escaped(actor))")
        let _: WalletWire.Cards = try await delete(path)
    }

    public func cardAttempts(_ customer: CustomerID) async throws -> [CardAttempt] {
        let wire: WalletWire.Attempts = try await get(Self.path(customer, "card-attempts"))
        return try read { try wire.attempts.map { try $0.value() } }
    }

    public func limits(_ customer: CustomerID) async throws -> Limits {
        let wire: WalletWire.Limits = try await get(Self.path(customer, "limits"))
        return try read { try wire.value() }
    }

    @discardableResult
    public func setLimit(
        _ kind: Limits.Kind, perTransaction: Money?, perDay: Money?, of customer: CustomerID, by actor: String
    ) async throws -> Limits {
        let body = WalletWire.NewLimit(
            perTransaction: perTransaction.map { WireMoney($0) }, perDay: perDay.map { WireMoney($0) }, actor: actor)
        let path = Self.path(customer, "limits/\(kind.rawValue)")
        let wire: WalletWire.Limits = try await send(.PUT, path, body, key: nil)
        return try read { try wire.value() }
    }

    @discardableResult
    public func setLevel(_ level: Int, of customer: CustomerID, by actor: String) async throws -> Limits {
        let body = WalletWire.NewLevel(level: level, actor: actor)
        let wire: WalletWire.Limits = try await send(.PUT, Self.path(customer, "level"), body, key: nil)
        return try read { try wire.value() }
    }

    public func quote(_ kind: Limits.Kind, _ amount: Money, of customer: CustomerID) async throws -> Quote {
        let asked = "kind=\(kind.rawValue)&amount=\(amount.decimal)&currency=\(amount.currency.code)"
        let wire: WalletWire.Quote = try await get(Self.path(customer, "quote?\(asked)"))
        return try read { try wire.value() }
    }
}
