import CZxcvbn
import Foundation

/// Whether a password may be used (NIST SP 800-63B §5.1.1.2): long enough, not among the first that anybody would try, not
/// made of what others know about its owner. Nothing about its composition.
public struct PasswordRules: Sendable {
    public static let lengthMin = 8
    public static let lengthMax = 256
    /// 2²⁶ guesses, some 67 million. Eight random digits pass; a common word with a year does not. Online guessing ends
    /// after a few tries; this is for whoever has stolen the hashes, at tens of milliseconds a guess.
    public static let bitsMin = 26.0

    /// What others may know about the owner. Nil or empty: not known to us.
    public struct Owner: Sendable {
        /// `YYYY-MM-DD`.
        public var birthday: String?
        public var phone: String?
        public var email: String?
        public var name: String?

        public init(birthday: String? = nil, phone: String? = nil, email: String? = nil, name: String? = nil) {
            self.birthday = birthday
            self.phone = phone
            self.email = email
            self.name = name
        }
    }

    public enum Problem: Sendable, Equatable {
        case tooShort, tooLong
        /// Among those that are tried first.
        case common
        case fromBirthday, fromPhone, fromEmail, fromName
        /// A payment password that is not six digits.
        case notSixDigits
        /// A payment password such as 123456 or 654321.
        case run
        /// A payment password such as 111111, 121212 or 112233.
        case repeated
    }

    public init() {}

    /// What is hashed: NFKC, so that the same password typed on another keyboard is the same (SP 800-63B §5.1.1.2).
    public static func normalised(_ password: String) -> String { password.precomposedStringWithCompatibilityMapping }

    public func problem(with password: String, of owner: Owner) -> Problem? {
        let password = Self.normalised(password).unicodeScalars
        if password.count < Self.lengthMin { return .tooShort }
        return password.count > Self.lengthMax ? .tooLong : nil
    }

    public func problem(withPaymentPassword digits: String, of owner: Owner) -> Problem? {
        SixDigits.normalised(digits) == digits ? nil : .notSixDigits
    }
}
