/// What an authenticator says and signs (WebAuthn §6.1).
struct AuthenticatorData: Sendable {
    struct Attested: Sendable {
        let credentialID: [UInt8]
        /// COSE_Key.
        let publicKey: [UInt8]
    }

    let relyingPartyHash: [UInt8]
    let signCount: UInt32
    let isPresent: Bool
    let isVerified: Bool
    let isBackedUp: Bool
    let attested: Attested?

    private static let headBytes = 37
    private static let modelBytes = 16

    /// Throws `PasskeyRefused.malformed` where anything is missing, or left over.
    init(_ bytes: [UInt8]) throws {
        guard bytes.count >= Self.headBytes, bytes.count <= PasskeyAnswer.attestationBytesMax else {
            throw PasskeyRefused.malformed
        }
        let flags = bytes[32]
        relyingPartyHash = Array(bytes.prefix(32))
        signCount = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        isPresent = flags & 0x01 != 0
        isVerified = flags & 0x04 != 0
        isBackedUp = flags & 0x10 != 0
        let mayBeBackedUp = flags & 0x08 != 0
        guard mayBeBackedUp || !isBackedUp else { throw PasskeyRefused.malformed }
        var rest = bytes.dropFirst(Self.headBytes)
        attested = flags & 0x40 == 0 ? nil : try Self.attested(&rest)
        if flags & 0x80 != 0 {
            guard let extensions = try? CBOR(first: &rest), extensions.asMap != nil else {
                throw PasskeyRefused.malformed
            }
        }
        guard rest.isEmpty else { throw PasskeyRefused.malformed }
    }

    private static func attested(_ rest: inout ArraySlice<UInt8>) throws -> Attested {
        guard rest.count >= modelBytes + 2 else { throw PasskeyRefused.malformed }
        rest = rest.dropFirst(modelBytes)
        let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(2)
        guard (1...PasskeyAnswer.credentialBytesMax).contains(length), rest.count > length else {
            throw PasskeyRefused.malformed
        }
        let id = Array(rest.prefix(length))
        rest = rest.dropFirst(length)
        let begin = rest
        guard (try? CBOR(first: &rest)) != nil else { throw PasskeyRefused.malformed }
        return Attested(credentialID: id, publicKey: Array(begin.prefix(rest.startIndex - begin.startIndex)))
    }
}
