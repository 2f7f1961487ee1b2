import Crypto
import Foundation
import Terms

/// A card's number, read from what somebody typed. It is passed on to the bank and never kept.
struct CardNumber: Sendable {
    let digits: String

    /// Spaces and dashes are left out; 12 to 19 digits whose last is the right check digit (ISO/IEC 7812-1).
    init?(_ text: String) {
        let digits = text.filter { $0 != " " && $0 != "-" }
        guard (12...19).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            Self.passesLuhn(digits)
        else { return nil }
        self.digits = digits
    }

    var lastFour: String { String(digits.suffix(4)) }

    /// Tells whether two numbers are the same, to who has the key (HMAC-SHA256, hexadecimal).
    func hash(under key: SymmetricKey) -> String {
        HMAC<SHA256>.authenticationCode(for: Data(digits.utf8), using: key).map { String(format: "%02x", $0) }.joined()
    }

    static func passesLuhn(_ digits: String) -> Bool {
        var sum = 0
        for (index, byte) in digits.utf8.reversed().enumerated() {
            let digit = Int(byte) - 48
            let doubled = digit * 2
            sum += index % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    static let refused = Refusal.invalid(
        "number", "card_number_invalid",
        Text(
            "银行卡号不正确，请逐位核对后重新输入。", "銀行卡號不正確，請逐位核對後重新輸入。",
            "This card number is not right. Please check each digit and enter it again."))

    static let expiryRefused = Refusal.invalid(
        "expiry", "card_expiry_invalid",
        Text(
            "请输入卡面上的有效期（月和年）。", "請輸入卡面上的有效期限（月和年）。",
            "Please enter the month and year of expiry as printed on the card."))
}
