import Credentials
import Crypto

/// An authenticator whose every field can be bent: for shapes that no real one would make.
struct SoftKey {
    var party = "wallet.example"
    var origin = "https://wallet.example"
    var flags: UInt8 = 0x45
    var count: UInt32 = 0
    var id: [UInt8] = Array(repeating: 9, count: 16)
    var cose: [(Int, Coded)]
    var behindKey: [UInt8] = []
    var format = "none"
    var statement: [(String, Coded)] = []
    var behindAttestation: [UInt8] = []
    let key = P256.Signing.PrivateKey()

    init() {
        let point = Array(key.publicKey.rawRepresentation)
        cose = [
            (1, .number(2)), (3, .number(-7)), (-1, .number(1)), (-2, .bytes(Array(point.prefix(32)))),
            (-3, .bytes(Array(point.suffix(32)))),
        ]
    }

    func clientData(_ type: String, _ challenge: [UInt8]) -> [UInt8] {
        Array(
            #"{"type":"\#(type)","challenge":"\#(challenge.base64URL)","origin":"\#(origin)","crossOrigin":false}"#.utf8
        )
    }

    var authenticatorData: [UInt8] {
        var bytes = Array(SHA256.hash(data: Array(party.utf8))) + [flags]
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32(24 - 8 * $0)) }
        guard flags & 0x40 != 0 else { return bytes + behindKey }
        bytes += [UInt8](repeating: 0, count: 16) + [UInt8(id.count >> 8), UInt8(id.count & 255)] + id
        return bytes + Coded.map(cose.map { (.number($0.0), $0.1) }).encoded + behindKey
    }

    func creation(_ challenge: [UInt8], statement: [(String, Coded)]? = nil) -> [UInt8] {
        let object = Coded.map([
            (.text("fmt"), .text(format)),
            (.text("attStmt"), .map((statement ?? self.statement).map { (.text($0.0), $0.1) })),
            (.text("authData"), .bytes(authenticatorData)),
        ])
        return json([
            "clientDataJSON": clientData("webauthn.create", challenge),
            "attestationObject": object.encoded + behindAttestation,
        ])
    }

    func assertion(_ challenge: [UInt8]) throws -> [UInt8] {
        let data = clientData("webauthn.get", challenge)
        return json([
            "clientDataJSON": data, "authenticatorData": authenticatorData, "signature": try signature(over: data),
        ])
    }

    func signature(over clientData: [UInt8]) throws -> [UInt8] {
        Array(try key.signature(for: authenticatorData + Array(SHA256.hash(data: clientData))).derRepresentation)
    }

    private func json(_ response: [String: [UInt8]]) -> [UInt8] {
        let fields = response.map { #""\#($0.key)":"\#($0.value.base64URL)""# }.joined(separator: ",")
        return Array(
            #"{"id":"\#(id.base64URL)","rawId":"\#(id.base64URL)","type":"public-key","response":{\#(fields)}}"#.utf8)
    }
}

/// CBOR, to be written.
indirect enum Coded {
    case number(Int)
    case bytes([UInt8])
    case text(String)
    case list([Coded])
    case map([(Coded, Coded)])

    var encoded: [UInt8] {
        switch self {
        case .number(let number): number < 0 ? head(1, -1 - number) : head(0, number)
        case .bytes(let bytes): head(2, bytes.count) + bytes
        case .text(let text): head(3, text.utf8.count) + Array(text.utf8)
        case .list(let values): head(4, values.count) + values.flatMap(\.encoded)
        case .map(let entries): head(5, entries.count) + entries.flatMap { $0.0.encoded + $0.1.encoded }
        }
    }

    private func head(_ kind: UInt8, _ number: Int) -> [UInt8] {
        if number < 24 { return [kind << 5 | UInt8(number)] }
        if number < 256 { return [kind << 5 | 24, UInt8(number)] }
        return [kind << 5 | 25, UInt8(number >> 8), UInt8(number & 255)]
    }
}
