import Terms

/// `{"amount":"12.34","currency":"CNY"}`
struct WireMoney: Codable, Sendable {
    let amount: String
    let currency: String

    init(_ money: Money) {
        amount = money.decimal
        currency = money.currency.code
    }

    /// nil for what is no amount of a currency that we know.
    var money: Money? {
        guard let currency = Currency(rawValue: currency) else { return nil }
        return Money(amount, currency: currency)
    }
}
