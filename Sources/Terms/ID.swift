/// The name of one thing: a UUIDv7 in lower-case text, or a short word for things that people name (a brand).
/// `Noun` keeps the ids of different things apart.
public struct ID<Noun>: Hashable, Sendable, CustomStringConvertible {
    public static var lengthMax: Int { 64 }

    public let text: String

    public init(_ text: String) { self.text = text }

    /// For ids from outside: nil unless it is 1 to 64 of `a–z 0–9 - _`.
    public init?(outside text: some StringProtocol) {
        guard (1...Self.lengthMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 })
        else { return nil }
        self.text = String(text)
    }

    public var description: String { text }
}

public enum Nouns {
    public enum Brand {}
    public enum Customer {}
    public enum Agent {}
    public enum Conversation {}
    public enum Message {}
    public enum Transaction {}
    public enum Card {}
    public enum Refund {}
}

public typealias BrandID = ID<Nouns.Brand>
public typealias CustomerID = ID<Nouns.Customer>
public typealias AgentID = ID<Nouns.Agent>
public typealias ConversationID = ID<Nouns.Conversation>
public typealias MessageID = ID<Nouns.Message>
public typealias TransactionID = ID<Nouns.Transaction>
public typealias CardID = ID<Nouns.Card>
public typealias RefundID = ID<Nouns.Refund>

public enum UUIDv7 {
    /// A new time-ordered id (RFC 9562 §5.7), 36 characters.
    public static func text(at moment: Moment) -> String {
        var random = SystemRandomNumberGenerator()
        let (high, low) = (UInt64(bitPattern: moment.milliseconds) << 16, random.next())
        let first = high | 0x7000 | (random.next() & 0x0FFF)
        let second = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var at = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    buffer[at] = 45
                    at += 1
                }
                let half = index < 16 ? first : second
                let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (index & 15))) & 0xF
                buffer[at] = digit < 10 ? 48 + digit : 87 + digit
                at += 1
            }
            return 36
        }
    }
}
