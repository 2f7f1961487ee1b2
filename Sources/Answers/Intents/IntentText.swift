/// A text as the intent model reads it. Every feature is a key of 32 bits: what kind it is in the top three, a hash in
/// the rest, so that the model needs no dictionary of strings.
struct IntentText {
    enum Kind: UInt32, CaseIterable {
        /// One word; of Chinese, one character.
        case word
        /// Two words that follow each other; the text's two ends count as words.
        case bigram
        /// Two to five characters inside a word, or inside a run of Chinese; the spaces around it count as characters.
        case spelling
        /// What words stand for, alone and two in a row: `Meanings`.
        case meaning
        /// Two meanings anywhere in the text, in any order.
        case pair

        static func of(_ key: UInt32) -> Kind? { Kind(rawValue: key >> 29) }

        func key(_ hash: UInt64) -> UInt32 {
            var hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 29
            return rawValue << 29 | UInt32(truncatingIfNeeded: hash >> 3) & 0x1FFF_FFFF
        }
    }

    /// What stands behind is not read.
    static let scalarsMax = 2_000
    private static let spellingMax = 5
    private static let pairedMeaningsMax = 40

    /// Words with one space before, between and behind: ` can't pay 20 充值失败 `.
    private var letters: [UInt32] = [32]
    /// A hash a word or Chinese character.
    private(set) var words: [UInt64] = []

    init(_ text: String) {
        let scalars = Fold.text(text, scalarsMax: Self.scalarsMax).scalars
        letters.reserveCapacity(scalars.count + 8)
        words.reserveCapacity(scalars.count / 3 + 8)
        var (hash, before) = (Self.basis, Script.none)
        for (index, scalar) in scalars.enumerated() {
            var (letter, script) = Self.letter(scalar)
            if scalar == 39 || scalar == 0x2019, before == .spaced, index + 1 < scalars.count,
                Self.letter(scalars[index + 1]).script == .spaced
            {
                (letter, script) = (39, .spaced)
            }
            if script != before || script == .mark {
                if before == .spaced { words.append(hash) }
                if before != .none { letters.append(32) }
                hash = Self.basis
            }
            before = script
            guard script != .none else { continue }
            letters.append(letter)
            if script == .spaced { hash = Self.step(hash, letter) } else { words.append(Self.step(Self.basis, letter)) }
        }
        if before == .spaced { words.append(hash) }
        if before != .none { letters.append(32) }
    }

    /// Not in any order that matters; the same key may come more than once.
    func keys() -> [UInt32] {
        guard !words.isEmpty else { return [] }
        var keys: [UInt32] = []
        keys.reserveCapacity(letters.count * 4 + words.count * 8)
        var before: UInt64 = 7
        for word in words {
            keys.append(Kind.word.key(word))
            keys.append(Kind.bigram.key(Self.join(before, word)))
            before = word
        }
        keys.append(Kind.bigram.key(Self.join(before, 9)))
        spellings(into: &keys)
        meanings(into: &keys)
        return keys
    }

    private func spellings(into keys: inout [UInt32]) {
        letters.withUnsafeBufferPointer { letters in
            for start in 0..<(letters.count - 1) {
                var hash = Self.step(Self.basis, letters[start])
                for end in (start + 1)..<min(letters.count, start + Self.spellingMax) {
                    hash = Self.step(hash, letters[end])
                    keys.append(Kind.spelling.key(hash))
                    if letters[end] == 32 { break }
                }
            }
        }
    }

    private func meanings(into keys: inout [UInt32]) {
        let meanings = Meanings.read(words)
        guard !meanings.isEmpty else { return }
        var before: UInt64 = 1
        for meaning in meanings {
            keys.append(Kind.meaning.key(Self.join(3, UInt64(meaning))))
            keys.append(Kind.meaning.key(Self.join(before << 8, UInt64(meaning))))
            before = UInt64(meaning) + 10
        }
        keys.append(Kind.meaning.key(Self.join(before << 8, 1_000)))
        let paired = meanings.prefix(Self.pairedMeaningsMax)
        for (index, left) in paired.enumerated() {
            for right in paired[(index + 1)...] {
                keys.append(Kind.pair.key(Self.join(UInt64(min(left, right)), UInt64(max(left, right)))))
            }
        }
    }

    // MARK: - Letters

    private enum Script { case none, spaced, unspaced, mark }

    /// A question mark is a word.
    private static func letter(_ scalar: UInt32) -> (letter: UInt32, script: Script) {
        if Fold.isLatinLetter(scalar) || Fold.isDigit(scalar) { return (scalar, .spaced) }
        if scalar == 63 { return (63, .mark) }
        if scalar < 0x80 { return (scalar, scalar == 36 ? .spaced : .none) }
        if Fold.isUnspaced(scalar) { return (scalar, .unspaced) }
        if scalar == 0xA3 || scalar == 0xA5 || scalar == 0x20AC { return (scalar, .spaced) }
        return (scalar, Unicode.Scalar(scalar)?.properties.isAlphabetic == true ? .spaced : .none)
    }

    // MARK: - Hashes

    static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The same on every run, unlike `Hasher`.
    static func step(_ hash: UInt64, _ letter: UInt32) -> UInt64 {
        (hash ^ UInt64(letter)) &* 0x9E37_79B9_7F4A_7C15 &+ hash >> 31
    }

    static func join(_ left: UInt64, _ right: UInt64) -> UInt64 {
        (left &* 0xD6E8_FEB8_6659_FD93 ^ right) &* 0x9E37_79B9_7F4A_7C15
    }
}
