/// An amount in the currency's minor unit (fen, cent). Never a floating-point number.
public struct Money: Hashable, Sendable, CustomStringConvertible {
    /// 10¹³ minor units: far above any wallet, far below overflow.
    public static let minorMax: Int64 = 10_000_000_000_000

    public let minor: Int64
    public let currency: Currency

    public init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// Reads `"12.34"`: digits, at most as many decimals as the currency has, no sign, no separators.
    public init?(_ text: String, currency: Currency) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...12).contains(parts[0].utf8.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        guard decimals.utf8.count <= currency.decimals,
            let minor = Int64(
                parts[0] + decimals + String(repeating: "0", count: currency.decimals - decimals.utf8.count)),
            minor <= Self.minorMax
        else { return nil }
        self.init(minor: minor, currency: currency)
    }

    /// `"12.34"`, for JSON and `<data value>`.
    public var decimal: String {
        guard currency.decimals > 0 else { return String(minor) }
        let digits = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, currency.decimals + 1 - digits.utf8.count)) + digits
        return (minor < 0 ? "-" : "") + padded.dropLast(currency.decimals) + "." + padded.suffix(currency.decimals)
    }

    /// `"¥1,234.00"`, for people. U+2212 is the minus sign.
    public var display: String {
        let text = Money(minor: Int64(minor.magnitude), currency: currency).decimal
        let whole = text.prefix { $0 != "." }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (minor < 0 ? "\u{2212}" : "") + currency.symbol + grouped + text.dropFirst(whole.count)
    }

    public var description: String { "\(decimal) \(currency.code)" }
}

public enum Currency: String, Sendable, CaseIterable {
    case cny = "CNY"
    case hkd = "HKD"
    case usd = "USD"
    case eur = "EUR"
    case jpy = "JPY"

    public var code: String { rawValue }
    public var decimals: Int { self == .jpy ? 0 : 2 }
    public var symbol: String {
        switch self {
        case .cny: "¥"
        case .hkd: "HK$"
        case .usd: "US$"
        case .eur: "€"
        case .jpy: "JP¥"
        }
    }
}
