import Foundation

/// Text made comparable: half-width, lower-case, simplified Chinese.
enum Fold {
    /// A folded text. `origin[i]` is the offset, in scalars of the original, of what became `scalars[i]`.
    struct Folded {
        var scalars: [UInt32] = []
        var origin: [Int] = []
    }

    /// One scalar to one scalar, so that positions stay those of the original.
    static func scalar(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return (65...90).contains(scalar) ? scalar + 32 : scalar }
        if isHan(scalar) { return scalar >= hanFirst && scalar <= hanLast ? simplified(scalar) : scalar }
        if (0xFF01...0xFF5E).contains(scalar) { return self.scalar(scalar - 0xFEE0) }
        return scalar == 0x3000 || scalar == 0xA0 ? 32 : scalar
    }

    static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map { scalar($0.value) } }

    /// As `scalar`, with NFKC for whatever is neither ASCII, nor Han, nor ordinary Chinese punctuation.
    static func text(_ text: some StringProtocol, scalarsMax: Int) -> Folded {
        var folded = Folded()
        let source = Substring(text).unicodeScalars.prefix(scalarsMax)
        folded.scalars.reserveCapacity(text.utf8.count)
        folded.origin.reserveCapacity(text.utf8.count)
        if source.allSatisfy({ isPlain($0.value) }) {
            for (offset, scalar) in source.enumerated() {
                folded.scalars.append(self.scalar(scalar.value))
                folded.origin.append(offset)
            }
            return folded
        }
        var offset = 0
        for character in Substring(source) {
            let isPlain = character.unicodeScalars.allSatisfy { self.isPlain($0.value) }
            let composed =
                isPlain ? String(character) : String(character).precomposedStringWithCompatibilityMapping.lowercased()
            for scalar in composed.unicodeScalars {
                folded.scalars.append(self.scalar(scalar.value))
                folded.origin.append(offset)
            }
            offset += character.unicodeScalars.count
        }
        return folded
    }

    static func isHan(_ scalar: UInt32) -> Bool {
        (hanFirst...hanLast).contains(scalar) || (0x3400...0x4DBF).contains(scalar)
            || (0x20000...0x3FFFF).contains(scalar)
            || scalar == 0x3007
    }

    /// Han, kana and hangul: scripts that are searched by characters because they do not put spaces between words.
    static func isUnspaced(_ scalar: UInt32) -> Bool {
        scalar >= 0x1100 && (isHan(scalar) || (0x3041...0x30FF).contains(scalar) || (0xAC00...0xD7AF).contains(scalar))
    }

    static func isLatinLetter(_ scalar: UInt32) -> Bool { (97...122).contains(scalar) }
    static func isDigit(_ scalar: UInt32) -> Bool { (48...57).contains(scalar) }

    static func isSpace(_ scalar: UInt32) -> Bool {
        scalar == 32 || (9...13).contains(scalar) || scalar == 0x85 || scalar == 0x2028
    }

    /// NFKC leaves these alone, or changes them in a way that no word depends on.
    private static func isPlain(_ scalar: UInt32) -> Bool {
        scalar < 0x80 || (hanFirst...hanLast).contains(scalar) || (0x3000...0x303F).contains(scalar)
            || (0xFF01...0xFF5E).contains(scalar) || (0x2010...0x2025).contains(scalar)
    }

    /// By Han character, the first letter of its Pinyin. ICU's rules: about 20 µs a character.
    static func initials(_ characters: Set<UInt32>) -> [UInt32: UInt32] {
        let characters = characters.filter { $0 >= hanFirst && $0 <= hanLast }.map { UInt16($0) }
        let lines = String(decoding: characters.flatMap { [$0, 10] }, as: UTF16.self)
        let latin = lines.applyingTransform(StringTransform("Han-Latin; Latin-ASCII"), reverse: false) ?? ""
        let letters = latin.utf8.split(separator: 10, omittingEmptySubsequences: false).dropLast()
        guard letters.count == characters.count else { return [:] }
        return Dictionary(uniqueKeysWithValues: zip(characters, letters).map { (UInt32($0), UInt32($1.first ?? 0)) })
    }

    // MARK: - Traditional to simplified

    private static let hanFirst: UInt32 = 0x4E00
    private static let hanLast: UInt32 = 0x9FFF

    private static func simplified(_ scalar: UInt32) -> UInt32 { UInt32(table[Int(scalar - hanFirst)]) }

    /// ICU's rules, read out once character by character: its transform takes microseconds a call, the table
    /// nanoseconds.
    private static let table: [UInt16] = {
        let all = (hanFirst...hanLast).map { UInt16($0) }
        var table = all
        let lines = String(decoding: all.flatMap { [$0, 10] }, as: UTF16.self)
        let changed = lines.applyingTransform(StringTransform("Traditional-Simplified"), reverse: false) ?? lines
        let characters = changed.utf16.split(separator: 10)
        if characters.count == all.count {
            for (index, character) in characters.enumerated() where character.count == 1 {
                table[index] = character.first ?? all[index]
            }
        }
        // Spellings that both scripts mix: 帐户/账户, 甚麼/什么, 登陆/登录 differ by one character that means the same here.
        for (from, to) in zip("帐妳甚裏裡著佈週衹祇".utf16, "账你什里里着布周只只".utf16) {
            for index in table.indices where table[index] == from || all[index] == from { table[index] = to }
        }
        return table
    }()
}
