/// What is wrong with the bytes of a model.
public enum IntentDataError: Error, Equatable, CustomStringConvertible {
    /// Not a model at all, or cut off, or changed since it was written.
    case damaged
    /// Written by another version of the program.
    case version(Int)

    public var description: String {
        switch self {
        case .damaged: "The intent model's data is damaged; train it again from its examples."
        case .version(let version):
            "The intent model's data has format \(version), not this program's; train it again from its examples."
        }
    }
}

/// Numbers into bytes, little-endian.
struct IntentBytesWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: UInt8) { bytes.append(value) }
    mutating func write(_ value: UInt16) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    mutating func write(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    mutating func write(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    mutating func write(_ value: Float) { write(value.bitPattern) }

    /// Seven bits a byte: small numbers are short.
    mutating func write(count value: Int) {
        var rest = UInt(max(0, value))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ text: String) {
        write(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(raw: [UInt8]) { bytes.append(contentsOf: raw) }

    /// FNV-1a over 64 bits: finds damage, not malice.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return sum
    }
}

/// Bytes back into numbers; nothing is believed: whatever does not fit throws `damaged`.
struct IntentBytesReader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) { (self.bytes, at) = (bytes, bytes.startIndex) }

    var isAtEnd: Bool { at == bytes.endIndex }

    mutating func byte() throws -> UInt8 {
        guard at < bytes.endIndex else { throw IntentDataError.damaged }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func raw(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - at else { throw IntentDataError.damaged }
        defer { at += count }
        return bytes[at..<(at + count)]
    }

    mutating func number16() throws -> UInt16 { try raw(2).reversed().reduce(0) { $0 << 8 | UInt16($1) } }
    mutating func number32() throws -> UInt32 { try raw(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    mutating func number64() throws -> UInt64 { try raw(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } }

    /// Never infinite, never not a number.
    mutating func float() throws -> Float {
        let value = Float(bitPattern: try number32())
        guard value.isFinite else { throw IntentDataError.damaged }
        return value
    }

    mutating func count(max: Int) throws -> Int {
        var (value, shift) = (0, 0)
        while true {
            let byte = try byte()
            value |= Int(byte & 0x7F) << shift
            guard value <= max, shift <= 35 else { throw IntentDataError.damaged }
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
    }

    mutating func text(bytesMax: Int) throws -> String {
        let raw = try raw(try count(max: bytesMax))
        guard let text = String(validating: raw, as: UTF8.self) else { throw IntentDataError.damaged }
        return text
    }
}
