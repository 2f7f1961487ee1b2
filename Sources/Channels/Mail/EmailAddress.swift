/// An address that is safe in a header and in an SMTP command: RFC 5321's dot-string at a host name, in ASCII.
/// What else RFC 5321 allows (quoted strings, address literals) nobody's customers have.
public struct EmailAddress: Sendable, Equatable {
    /// RFC 5321 4.5.3.1: a path is 256 octets with its brackets, a local part 64.
    public static let bytesMax = 254
    private static let localBytesMax = 64
    private static let labelBytesMax = 63

    public let text: String
    public let domain: String

    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.bytesMax, parts.count == 2, Self.isLocal(parts[0]), Self.isHost(parts[1]) else {
            return nil
        }
        self.text = text
        domain = String(parts[1])
    }

    private static func isLocal(_ local: Substring) -> Bool {
        local.utf8.count <= localBytesMax
            && local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.utf8.allSatisfy { $0.isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
            }
    }

    private static func isHost(_ host: Substring) -> Bool {
        host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.utf8.count <= labelBytesMax && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        }
    }
}

extension UInt8 {
    /// In ASCII.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
