/// Finds in a chat message what must never be stored from one: agents never ask for passwords, codes or card data,
/// and a customer who sends them anyway is protected from it.
///
/// Where a number may or may not be secret it is masked; amounts, dates, times, order and phone numbers stay,
/// because the agent needs them.
public enum Secrets {
    public enum Kind: String, Sendable, CaseIterable {
        /// A one-time code or a PIN.
        case code
        case password
        case cardNumber
        /// The three or four digits on a card (CVV).
        case cardCode
        case identityNumber
    }

    public struct Masked: Sendable, Equatable {
        /// The message with each secret replaced by `••••••`, a card number by `•••• ` and its last four digits;
        /// everything else byte for byte.
        public let text: String
        public let kinds: Set<Kind>
    }

    /// Takes time in proportion to the text, whatever is in it; masking twice changes nothing more.
    public static func mask(_ text: String) -> Masked {
        var scan = SecretScan(text)
        guard !scan.groups.isEmpty || scan.hits.contains(where: { $0.tag == .password }) else {
            return Masked(text: text, kinds: [])
        }
        scan.markLongNumbers()
        scan.markPasswords()
        scan.markCardCodes()
        scan.markCodes()
        scan.markRepeats()
        return scan.masked(text)
    }
}

/// One message under examination. The marking steps run in order; what one has claimed the next leaves alone.
struct SecretScan {
    /// A run of neighbouring digits.
    struct Group {
        let start: Int
        let end: Int
        var count: Int { end - start }
    }

    struct Mark {
        let start: Int
        let end: Int
        let kind: Secrets.Kind
        let tail: String
    }

    let scalars: [Unicode.Scalar]
    /// Same positions as `scalars`; digits of every script are ASCII here.
    let folded: [UInt32]
    let groups: [Group]
    let hits: [Lexicon<SecretWord>.Hit]
    var marks: [Mark] = []
    private(set) var claimed: [Bool]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        folded = scalars.map(Self.fold)
        groups = Self.groups(folded)
        hits = SecretWord.lexicon.hits(in: folded)
        claimed = Array(repeating: false, count: scalars.count)
    }

    func isClaimed(_ start: Int, _ end: Int) -> Bool { claimed[start..<end].contains(true) }

    mutating func mark(_ start: Int, _ end: Int, _ kind: Secrets.Kind, tail: String = "") {
        guard start < end, !isClaimed(start, end) else { return }
        marks.append(Mark(start: start, end: end, kind: kind, tail: tail))
        for index in start..<end { claimed[index] = true }
    }

    func digits(_ start: Int, _ end: Int) -> [UInt8] {
        folded[start..<end].compactMap { Fold.isDigit($0) ? UInt8($0 - 48) : nil }
    }

    func masked(_ text: String) -> Secrets.Masked {
        guard !marks.isEmpty else { return Secrets.Masked(text: text, kinds: []) }
        // Bytes, because appending to a string's scalar view copies it each time.
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + marks.count * 8)
        var at = 0
        for mark in marks.sorted(by: { $0.start < $1.start }) {
            for scalar in scalars[at..<mark.start] { out.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
            out.append(contentsOf: (mark.tail.isEmpty ? "••••••" : "•••• " + mark.tail).utf8)
            at = mark.end
        }
        for scalar in scalars[at...] { out.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
        return Secrets.Masked(text: String(decoding: out, as: UTF8.self), kinds: Set(marks.map(\.kind)))
    }

    private static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        let folded = Fold.scalar(scalar.value)
        if folded < 0x80 || Fold.isHan(folded) { return folded }
        let properties = scalar.properties
        guard properties.numericType == .decimal || properties.numericType == .digit,
            let value = properties.numericValue,
            (0...9).contains(value)
        else { return folded }
        return 48 + UInt32(value)
    }

    private static func groups(_ folded: [UInt32]) -> [Group] {
        var groups: [Group] = []
        var at = 0
        while at < folded.count {
            guard Fold.isDigit(folded[at]) else {
                at += 1
                continue
            }
            let start = at
            while at < folded.count, Fold.isDigit(folded[at]) { at += 1 }
            groups.append(Group(start: start, end: at))
        }
        return groups
    }
}
