/// What search compares: a character, two neighbouring characters, a word, a run of digits, a masked run.
struct Token {
    enum Kind { case character, pair, word, digits, masked }

    let kind: Kind
    /// Equal for equal terms.
    let key: UInt64
    /// In positions of the folded text.
    let start: Int
    let end: Int
    /// How much the term says: 1, or little for words of grammar (怎么, 的, how, my).
    let weight: Double
}

enum Tokens {
    static func read(_ scalars: [UInt32]) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(scalars.count * 2)
        var at = 0
        while at < scalars.count {
            let scalar = scalars[at]
            if Fold.isUnspaced(scalar) {
                characters(scalars, at, into: &tokens)
                at += 1
                continue
            }
            guard let kind = kind(of: scalar) else {
                at += 1
                continue
            }
            let start = at
            while at < scalars.count, self.kind(of: scalars[at]) == kind { at += 1 }
            if let token = run(scalars, kind, start, at) { tokens.append(token) }
        }
        return tokens
    }

    private static func characters(_ scalars: [UInt32], _ at: Int, into tokens: inout [Token]) {
        let first = scalars[at]
        let isQuiet = quietCharacters.contains(first)
        tokens.append(
            Token(kind: .character, key: UInt64(first), start: at, end: at + 1, weight: isQuiet ? quietWeight : 1))
        guard at + 1 < scalars.count, Fold.isUnspaced(scalars[at + 1]) else { return }
        let second = scalars[at + 1]
        let quiet = (isQuiet ? 1 : 0) + (quietCharacters.contains(second) ? 1 : 0)
        tokens.append(
            Token(
                kind: .pair, key: 1 << 62 | UInt64(first) << 21 | UInt64(second), start: at, end: at + 2,
                weight: quiet == 2 ? quietWeight : quiet == 1 ? 0.5 : 1))
    }

    private static func run(_ scalars: [UInt32], _ kind: Token.Kind, _ start: Int, _ end: Int) -> Token? {
        switch kind {
        case .masked:
            // One `*` or `•` is a bullet point; two and more hide something.
            guard end - start > 1 else { return nil }
            return Token(kind: kind, key: hash([42]), start: start, end: end, weight: quietWeight)
        case .digits:
            return Token(kind: kind, key: hash(scalars[start..<end]), start: start, end: end, weight: 1)
        default:
            let word = scalars[start..<end]
            let isQuiet = quietWords.contains(hash(word))
            return Token(
                kind: kind, key: hash(stem(word)), start: start, end: end, weight: isQuiet ? quietWeight : 1)
        }
    }

    private static func kind(of scalar: UInt32) -> Token.Kind? {
        if Fold.isLatinLetter(scalar) { return .word }
        if Fold.isDigit(scalar) { return .digits }
        if scalar == 42 || scalar == 0x2022 || scalar == 0x25CF { return .masked }
        if scalar < 0xAA || Fold.isUnspaced(scalar) { return nil }
        return Unicode.Scalar(scalar)?.properties.isAlphabetic == true ? .word : nil
    }

    /// English endings off, so that `failed` finds `fail` and `refunds` finds `refund`. Rough on purpose:
    /// it only has to do the same to both sides.
    private static func stem(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        var word = word
        func ends(_ text: StaticString) -> Bool {
            word.count > text.utf8CodeUnitCount + 2
                && text.withUTF8Buffer { word.suffix($0.count).elementsEqual($0.lazy.map(UInt32.init)) }
        }
        if ends("ing") || ends("ed") {
            word = word.dropLast(ends("ing") ? 3 : 2)
            let last = word.suffix(2)
            if last.first == last.last, let letter = last.last,
                !"aeioulsz".unicodeScalars.contains(where: { $0.value == letter })
            {
                word = word.dropLast()
            }
        } else if ends("ies") {
            return word.dropLast(3) + [121]
        } else if ends("s"), !ends("ss"), !ends("us"), !ends("is") {
            word = word.dropLast()
        }
        return word.count > 3 && word.last == 101 ? word.dropLast() : word
    }

    /// FNV-1a: the same on every run, unlike `Hasher`. The top bit keeps words apart from characters and pairs.
    private static func hash(_ word: some Sequence<UInt32>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in word { hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3 }
        return hash | 1 << 63
    }

    static let quietWeight = 0.15

    private static let quietCharacters = Set(
        Fold.scalars("的了吗呢啊吧呀嘛哦噢我你您他她它们是在有就都也又和与跟这那个一请问怎么样办什为何能可以要想会给把被得着过啦哪儿些之其如果并里上下"))

    private static let quietWords = Set(
        """
        a an and am are at be been but by can could d do does did for from get got had has have hello help hi \
        how i if in is it \
        its ll m me my no not of on or please re s should so t than that the their them then there this to us \
        ve was we were what \
        when where which who why will with would you your
        """.split(separator: " ").map { hash(Fold.scalars(String($0))) })
}
