import Foundation

/// Whether a password may be used (NIST SP 800-63B §5.1.1.2): long enough, not among the first that anybody would try,
/// not made of what others know about its owner. Nothing about its composition.
public struct PasswordRules: Sendable {
    /// In Unicode scalars, after `normalised`.
    public static let lengthMin = 8
    public static let lengthMax = 256
    /// 2²⁶ guesses, some 67 million; zxcvbn calls 10⁸ safe where the hash is slow. Eight random letters pass; eight
    /// digits, or a word with a year, do not. Guessing at the door ends after a few tries: this is for whoever has
    /// stolen the hashes.
    public static let bitsMin = 26.0

    public enum Problem: Sendable, Equatable {
        case tooShort, tooLong
        /// Among those that are tried first.
        case common
        case fromBirthday, fromPhone, fromEmail, fromName
        /// A payment password that is not six ASCII digits.
        case notSixDigits
        /// A payment password such as 123456, 654321 or 890123.
        case run
        /// A payment password such as 111111, 121212, 112233 or 123321.
        case repeated
    }

    public init() {}

    /// What is hashed: NFKC, so that the same password typed on another keyboard is the same (SP 800-63B §5.1.1.2).
    public static func normalised(_ password: String) -> String { password.precomposedStringWithCompatibilityMapping }

    public func problem(with password: String, of owner: Owner) -> Problem? {
        // Before the rest, which takes time in proportion; normalising makes one scalar into 18 at most.
        guard password.unicodeScalars.count <= Self.lengthMax else { return .tooLong }
        let password = Self.normalised(password)
        let length = password.unicodeScalars.count
        if length < Self.lengthMin { return .tooShort }
        if length > Self.lengthMax { return .tooLong }
        if PasswordStrength.bits(of: password, knowing: owner.words.map(\.text)) >= Self.bitsMin { return nil }
        let used = owner.words.map { (problem: $0.problem, length: Self.length(of: $0.text, in: password)) }
            .max { $0.length < $1.length }
        guard let used, used.length > 0 else { return .common }
        let isCommonAnyway = PasswordStrength.bits(of: password, knowing: []) < Self.bitsMin
        return used.length * 2 >= length || !isCommonAnyway ? used.problem : .common
    }

    /// For the six digits that a payment is confirmed with, as `SixDigits.normalised` gives them.
    public func problem(withPaymentPassword digits: String, of owner: Owner) -> Problem? {
        guard SixDigits.normalised(digits) == digits else { return .notSixDigits }
        let numbers = digits.utf8.map { Int($0) - 48 }
        let steps = Set(zip(numbers, numbers.dropFirst()).map { ($1 - $0 + 10) % 10 })
        if let step = steps.first, steps.count == 1, [1, 2, 8, 9].contains(step) { return .run }
        if Self.repeats(numbers) { return .repeated }
        if owner.birthdayInSix.contains(digits) { return .fromBirthday }
        if owner.phoneDigits.contains(digits) { return .fromPhone }
        return FamiliarWords.paymentPasswords.contains(digits) ? .common : nil
    }

    /// How much of the password the word is, in scalars, however often it is in there.
    private static func length(of word: String, in password: String) -> Int {
        (password.lowercased().components(separatedBy: word).count - 1) * word.unicodeScalars.count
    }

    private static func repeats(_ numbers: [Int]) -> Bool {
        let isPeriodic = [1, 2, 3].contains { period in
            zip(numbers, numbers.dropFirst(period)).allSatisfy { $0 == $1 }
        }
        let isPairs = stride(from: 0, to: 6, by: 2).allSatisfy { numbers[$0] == numbers[$0 + 1] }
        return isPeriodic || isPairs || Set(numbers).count <= 2 || numbers.reversed() == numbers
    }
}
