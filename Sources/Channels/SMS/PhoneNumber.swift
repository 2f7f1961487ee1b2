/// A phone number as gateways want it, from E.164 (`+8613800000301`) or national digits (`13800000301`).
struct PhoneNumber {
    /// ITU-T E.164: at most 15 digits.
    private static let digits = 5...15

    /// As it was given: with `+` where it names its country.
    let text: String
    var digits: Substring { text.hasPrefix("+") ? text.dropFirst() : text[...] }

    init(_ text: String) throws(Undeliverable) {
        self.text = text
        guard Self.digits.contains(digits.utf8.count),
            digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { throw Undeliverable(reason: "this is no phone number") }
    }
}
