/// A code of six digits, sent or shown to one person and typed back once.
public struct SixDigits {
    static let lengthMax = 64

    public static func random() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<6).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }

    /// The six digits of what was typed: full-width digits, spaces and dashes are people's habits. Nil where it is
    /// anything else.
    public static func normalised(_ typed: String) -> String? {
        let letters = Typing.letters(typed, max: lengthMax)
        guard letters.count == 6, letters.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return String(String.UnicodeScalarView(letters))
    }
}

/// Codes on paper, for who has lost the second factor. Each works once; keep only their `Vault.mac`.
public enum RecoveryCode {
    public static let count = 10
    static let length = 8
    static let lengthMax = 64
    /// No 0, 1, I, L, O and U: 30 letters, so a code has 39 bits.
    static let letters = Array("ABCDEFGHJKMNPQRSTVWXYZ23456789".unicodeScalars)

    /// `count` different codes such as `ABCD-EFGH`.
    public static func fresh() -> [String] {
        var random = SystemRandomNumberGenerator()
        var codes: Set<String> = []
        while codes.count < count {
            let picked = (0..<length).map { _ in letters[Int.random(in: letters.indices, using: &random)] }
            codes.insert(written(picked))
        }
        return codes.shuffled(using: &random)
    }

    /// The code as `fresh` writes it, whatever its case, width, spaces and dashes; nil where it cannot be one.
    public static func normalised(_ typed: String) -> String? {
        let typed = Typing.letters(typed, max: lengthMax)
        guard typed.count == length, typed.allSatisfy({ letters.contains($0) }) else { return nil }
        return written(typed)
    }

    private static func written(_ code: [UnicodeScalar]) -> String {
        let text = String(String.UnicodeScalarView(code))
        return "\(text.prefix(length / 2))-\(text.suffix(length / 2))"
    }
}

/// What people type when they copy a code by hand.
enum Typing {
    private static let gaps: Set<UnicodeScalar> = [
        " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}",
        "\u{2212}", "\u{FF0D}", "\u{30FC}",
    ]

    /// In capitals, of usual width, without spaces and dashes; empty where it is longer than `max` scalars.
    static func letters(_ typed: String, max: Int) -> [UnicodeScalar] {
        guard typed.unicodeScalars.count <= max else { return [] }
        return typed.unicodeScalars.filter { !gaps.contains($0) }.map { scalar in
            var value = scalar.value
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            if (0x61...0x7A).contains(value) { value -= 32 }
            return UnicodeScalar(value) ?? scalar
        }
    }
}
