import Testing

@testable import Credentials

@Suite struct CBORTests {
    @Test(
        "the examples of RFC 8949, appendix A, as far as authenticators use them",
        arguments: [
            ("00", .integer(0)), ("17", .integer(23)), ("1818", .integer(24)), ("1903e8", .integer(1_000)),
            ("1a000f4240", .integer(1_000_000)), ("1b000000e8d4a51000", .integer(1_000_000_000_000)),
            ("20", .integer(-1)), ("3863", .integer(-100)), ("3903e7", .integer(-1_000)), ("f4", .bool(false)),
            ("f5", .bool(true)), ("f6", .null), ("40", .bytes([])), ("4401020304", .bytes([1, 2, 3, 4])),
            ("60", .text("")), ("62c3bc", .text("ü")), ("63e6b0b4", .text("水")), ("80", .array([])),
            ("83010203", .array([.integer(1), .integer(2), .integer(3)])), ("a0", .map([:])),
            ("a201020304", .map([.integer(1): .integer(2), .integer(3): .integer(4)])),
            ("a26161016162820203", .map([.text("a"): .integer(1), .text("b"): .array([.integer(2), .integer(3)])])),
        ] as [(String, CBOR)])
    func examples(_ hex: String, _ value: CBOR) throws { #expect(try CBOR(bytes(hex)) == value) }

    @Test(
        "what is not canonical, not whole, or too much is not read",
        arguments: [
            "nothing": "", "an indefinite string": "5f42010243030405ff", "an indefinite list": "9f01ff",
            "an indefinite map": "bf6161019fff", "a tag": "c11a514b67b0", "a float": "f93c00", "undefined": "f7",
            "a simple value": "f8ff", "a break": "ff", "a number longer than need be": "1817",
            "two bytes for one": "1900ff", "eight for four": "1b00000000ffffffff", "a reserved length": "1c",
            "beyond Int64": "1bffffffffffffffff", "negative beyond Int64": "3bffffffffffffffff",
            "a key twice": "a201020103", "something behind": "0000", "a text that is not UTF-8": "62c328",
            "a cut number": "19ff", "a cut string": "44010203", "a cut list": "8201", "a cut map": "a101",
            "a length beyond all memory": "5bffffffffffffffff", "a list of as many": "9bffffffffffffffff",
            "a map of as many": "bb7fffffffffffffff", "33 entries": "9821" + String(repeating: "00", count: 33),
            "five lists in a list": "818181818100",
        ])
    func refused(_ what: String, _ hex: String) {
        #expect(throws: CBOR.Unreadable.self, "\(what)") { try CBOR(bytes(hex)) }
    }

    @Test("the greatest that is allowed is read")
    func bounds() throws {
        #expect(try CBOR(bytes("1b7fffffffffffffff")) == .integer(.max))
        #expect(try CBOR(bytes("3b7fffffffffffffff")) == .integer(.min))
        #expect(try CBOR(bytes("9820" + String(repeating: "00", count: 32))) != .null)
        #expect(try CBOR(bytes("8181818100")) != .null)
        var rest = bytes("a0f6")[...]
        #expect(try CBOR(first: &rest) == .map([:]))
        #expect(Array(rest) == [0xF6])
    }

    @Test("deep nesting ends at once")
    func deep() {
        #expect(throws: CBOR.Unreadable.self) { try CBOR([UInt8](repeating: 0x81, count: 1_000_000) + [0]) }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        var digits = hex[...]
        var bytes: [UInt8] = []
        while let byte = UInt8(digits.prefix(2), radix: 16) {
            bytes.append(byte)
            digits = digits.dropFirst(2)
        }
        return bytes
    }
}
