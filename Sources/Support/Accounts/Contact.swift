import Terms

/// A phone number or an e-mail as somebody typed it, in the one form in which it is kept.
struct Contact: Sendable, Equatable {
    let text: String
    let medium: Notice.Medium

    /// nil for what is neither. Phones: 5 to 15 digits (E.164), a `+` in front stays, China's own `+86` goes; spaces,
    /// dashes and full-width digits are read. E-mails: one `@`, a dot after it, at most 254 bytes (RFC 5321).
    init?(_ typed: String) {
        let text = typed.precomposedStringWithCompatibilityMapping.trimmingSpaces().lowercased()
        if text.contains("@") {
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254,
                parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
                text.utf8.allSatisfy({ $0 > 32 && $0 != 127 && $0 != 44 && $0 != 59 && $0 != 60 && $0 != 62 })
            else { return nil }
            (self.text, medium) = (text, .email)
            return
        }
        var digits = text.filter { $0 != " " && $0 != "-" && $0 != "(" && $0 != ")" }
        if digits.hasPrefix("+86") || digits.hasPrefix("0086") { digits = String(digits.suffix(11)) }
        let rest = digits.hasPrefix("+") ? digits.dropFirst() : digits[...]
        guard (5...15).contains(rest.utf8.count), rest.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        (self.text, medium) = (digits, .sms)
    }

    var masked: String { medium == .sms ? Mask.phone(text) : Mask.email(text) }
}
