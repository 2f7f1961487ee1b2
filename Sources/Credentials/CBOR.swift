/// The part of CBOR (RFC 8949) that authenticators write: CTAP2's canonical form. Definite lengths, shortest numbers,
/// no tags, no floating point, no key twice; little of it, and not deep.
enum CBOR: Hashable, Sendable {
    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case bool(Bool)
    case null

    static let depthMax = 4
    static let entriesMax = 32

    struct Unreadable: Error {}

    /// The one value that `bytes` hold, with nothing behind it.
    init(_ bytes: [UInt8]) throws {
        var reader = Reader(bytes[...])
        self = try reader.value()
        guard reader.rest.isEmpty else { throw Unreadable() }
    }

    /// The value that `bytes` begin with; they are left with what comes after it.
    init(first bytes: inout ArraySlice<UInt8>) throws {
        var reader = Reader(bytes)
        self = try reader.value()
        bytes = reader.rest
    }

    subscript(key: CBOR) -> CBOR? {
        guard case .map(let entries) = self else { return nil }
        return entries[key]
    }

    var asBytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var asText: String? { if case .text(let text) = self { text } else { nil } }
    var asInteger: Int64? { if case .integer(let integer) = self { integer } else { nil } }
    var asMap: [CBOR: CBOR]? { if case .map(let entries) = self { entries } else { nil } }

    private struct Reader {
        private(set) var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        mutating func value(depth: Int = 0) throws -> CBOR {
            guard depth <= depthMax else { throw Unreadable() }
            let head = try byte()
            switch head >> 5 {
            case 0: return .integer(try signed(head))
            case 1: return .integer(-1 - (try signed(head)))
            case 2: return .bytes(try take(head))
            case 3:
                guard let text = String(validating: try take(head), as: UTF8.self) else { throw Unreadable() }
                return .text(text)
            case 4: return .array(try (0..<entries(head)).map { _ in try value(depth: depth + 1) })
            case 5:
                var map: [CBOR: CBOR] = [:]
                for _ in 0..<(try entries(head)) {
                    let key = try value(depth: depth + 1)
                    guard map.updateValue(try value(depth: depth + 1), forKey: key) == nil else { throw Unreadable() }
                }
                return .map(map)
            case 7: return try simple(head)
            default: throw Unreadable()
            }
        }

        private mutating func simple(_ head: UInt8) throws -> CBOR {
            switch head & 31 {
            case 20: .bool(false)
            case 21: .bool(true)
            case 22: .null
            default: throw Unreadable()
            }
        }

        private mutating func byte() throws -> UInt8 {
            guard let byte = rest.popFirst() else { throw Unreadable() }
            return byte
        }

        /// The number in or behind a head, which must be as short as it can be.
        private mutating func number(_ head: UInt8) throws -> UInt64 {
            let short = head & 31
            if short < 24 { return UInt64(short) }
            guard short < 28 else { throw Unreadable() }
            let width = 1 << Int(short - 24)
            var number: UInt64 = 0
            for _ in 0..<width { number = number << 8 | UInt64(try byte()) }
            let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
            guard number >= least else { throw Unreadable() }
            return number
        }

        private mutating func signed(_ head: UInt8) throws -> Int64 {
            guard let number = Int64(exactly: try number(head)) else { throw Unreadable() }
            return number
        }

        private mutating func entries(_ head: UInt8) throws -> Int {
            let count = try number(head)
            guard count <= UInt64(entriesMax) else { throw Unreadable() }
            return Int(count)
        }

        private mutating func take(_ head: UInt8) throws -> [UInt8] {
            let count = try number(head)
            guard count <= UInt64(rest.count) else { throw Unreadable() }
            defer { rest = rest.dropFirst(Int(count)) }
            return Array(rest.prefix(Int(count)))
        }
    }
}
