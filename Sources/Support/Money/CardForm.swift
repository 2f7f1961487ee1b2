import Terms
import Wallet
import Web

/// A card as somebody typed it, made ready for the wallet. The number goes to the bank and nowhere else.
struct CardForm: Sendable {
    static let nameMax = 60

    let details: CardDetails

    init(_ form: Form, at now: Moment, in brand: Brand) throws {
        let number = Self.digits(form["number"])
        guard !number.isEmpty else { throw Refusal.invalid("number", "card_number_invalid", CardTexts.numberEmpty) }
        let name = form["name"].precomposedStringWithCanonicalMapping.trimmingSpaces()
        guard (1...Self.nameMax).contains(name.count), name.contains(where: \.isLetter) else {
            throw Refusal.invalid("name", "card_name_invalid", CardTexts.nameEmpty)
        }
        guard let (month, year) = Self.expiry(form["expiry"]) else {
            throw Refusal.invalid("expiry", "card_expiry_invalid", CardTexts.expiryInvalid)
        }
        let local = now.local(in: brand.timeZone)
        guard (year, month) >= (local.year, local.month) else {
            throw Refusal.invalid("expiry", "card_expired", CardTexts.isExpired)
        }
        guard let phone = Contact(form["phone"]), phone.medium == .sms else {
            throw Refusal.invalid("phone", "phone_invalid", CardTexts.phoneInvalid)
        }
        details = CardDetails(
            number: number, expiryYear: year, expiryMonth: month, holderName: name, phone: phone.text)
    }

    /// The last four digits of what was typed: all of it that a page may show again.
    static func ending(_ typed: String) -> String? {
        let digits = digits(typed)
        return digits.utf8.count >= 12 && digits.utf8.allSatisfy { (48...57).contains($0) }
            ? String(digits.suffix(4)) : nil
    }

    private static func digits(_ typed: String) -> String {
        typed.precomposedStringWithCompatibilityMapping.filter { $0 != "-" && !$0.isWhitespace }
    }

    /// `08/29`, `8/2029`, `0829`, `08 / 29`.
    private static func expiry(_ typed: String) -> (month: Int, year: Int)? {
        let text = typed.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
        var parts = text.split { "/-.年月".contains($0) }.map(String.init)
        if parts.count == 1, [4, 6].contains(text.utf8.count) {
            parts = [String(text.prefix(2)), String(text.dropFirst(2))]
        }
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let month = Int(parts[0]), let year = Int(parts[1]), (1...12).contains(month),
            year < 100 || (2000...2099).contains(year)
        else { return nil }
        return (month, year < 100 ? 2000 + year : year)
    }
}
