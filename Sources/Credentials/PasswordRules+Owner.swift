import Foundation

extension PasswordRules {
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
}

extension PasswordRules.Owner {
    struct Word: Sendable, Equatable {
        /// In lower case, NFKC.
        let text: String
        let problem: PasswordRules.Problem
    }

    private static let partLengthMin = 3
    private static let fieldLengthMax = 254

    /// The words that the password might be made of; those that say most come first.
    var words: [Word] {
        var seen: Set<String> = []
        func words(_ texts: [String], _ problem: PasswordRules.Problem) -> [Word] {
            texts.filter { !$0.isEmpty && seen.insert($0).inserted }.map { Word(text: $0, problem: problem) }
        }
        return words(birthdayWritings, .fromBirthday) + words(phoneParts, .fromPhone)
            + words(nameParts, .fromName) + words(emailParts, .fromEmail)
    }

    /// The birthday in six digits, whatever the order.
    var birthdayInSix: Set<String> {
        guard let (year, month, day) = birthdayParts else { return [] }
        let short = String(year.suffix(2))
        let threes = [
            [short, month, day], [short, day, month], [month, day, short], [day, month, short], [month, short, day],
            [day, short, month], [year, month], [year, day], [month, year], [day, year],
        ]
        return Set(threes.map { $0.joined() } + birthdayWritings.filter { $0.utf8.count == 6 })
    }

    /// Without the country code of the mainland.
    var phoneDigits: String {
        let digits = Self.folded(phone).filter { ("0"..."9").contains($0) }
        return digits.utf8.count == 13 && digits.hasPrefix("86") ? String(digits.dropFirst(2)) : digits
    }

    private var birthdayParts: (year: String, month: String, day: String)? {
        let parts = (birthday ?? "").split(separator: "-").map(String.init)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ Int($0) != nil }) else {
            return nil
        }
        return (parts[0], parts[1], parts[2])
    }

    private var birthdayWritings: [String] {
        guard let (year, month, day) = birthdayParts else { return [] }
        let short = String(year.suffix(2))
        let (bareMonth, bareDay) = (String(Int(month) ?? 0), String(Int(day) ?? 0))
        var writings: [String] = []
        for gap in ["", "-", "/", "."] {
            for year in [year, short] {
                for (month, day) in [(month, day), (bareMonth, bareDay)] {
                    writings.append([year, month, day].joined(separator: gap))
                    writings.append([day, month, year].joined(separator: gap))
                    writings.append([month, day, year].joined(separator: gap))
                }
            }
        }
        return writings + [year + month, month + day, day + month, bareMonth + bareDay].filter { $0.utf8.count > 2 }
    }

    private var phoneParts: [String] {
        let digits = Array(phoneDigits.prefix(20))
        guard digits.count >= 6 else { return [] }
        var parts: [String] = []
        for length in stride(from: digits.count, through: 6, by: -1) {
            for start in 0...(digits.count - length) { parts.append(String(digits[start..<start + length])) }
        }
        return parts + [String(digits.suffix(4))]
    }

    private var emailParts: [String] {
        let email = Self.folded(email)
        let halves = email.split(separator: "@").map(String.init)
        guard let own = halves.first else { return [] }
        let parts = own.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let domain = (halves.dropFirst().first ?? "").split(separator: ".").first.map(String.init) ?? ""
        return [email, own] + (parts + [domain]).filter { $0.count >= Self.partLengthMin }
    }

    private var nameParts: [String] {
        let name = Self.folded(name)
        let parts = name.split { !$0.isLetter }.map(String.init)
        if parts.count == 1, (2...4).contains(name.count), name.unicodeScalars.allSatisfy({ $0.value >= 0x2E80 }) {
            return [name, String(name.dropFirst())]
        }
        let joined = [parts.joined(), parts.reversed().joined()]
        return (joined + parts).filter { $0.count >= Self.partLengthMin }
    }

    private static func folded(_ text: String?) -> String {
        PasswordRules.normalised(String((text ?? "").prefix(fieldLengthMax))).lowercased()
    }
}
