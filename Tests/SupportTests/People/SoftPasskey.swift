import Credentials
import Crypto
import Foundation
import Terms
import Testing

@testable import Support

/// An authenticator in memory, with one ES256 passkey for `localhost`.
struct SoftPasskey: Sendable {
    private let key = P256.Signing.PrivateKey()
    let id = Array(UUID().uuidString.utf8)
    var origin = "http://localhost"
    var party = "localhost"

    var passkey: Passkey {
        let point = Array(key.publicKey.rawRepresentation)
        let cose: [UInt8] =
            [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + point.prefix(32) + [0x22, 0x58, 0x20]
            + point.suffix(32)
        return Passkey(
            credentialID: id, publicKey: cose, algorithm: .es256, signCount: 0, isBackedUp: true,
            transports: ["internal"])
    }

    /// What a browser sends after the options of `reply`.
    func answer(_ reply: Reply) throws -> String {
        let challenge = try #require(reply.json["challenge"].string)
        let client =
            #"{"type":"webauthn.get","challenge":"\#(challenge)","origin":"\#(origin)","crossOrigin":false}"#
        let data = Array(SHA256.hash(data: Data(party.utf8))) + [0x05, 0, 0, 0, 0]
        let signed = data + Array(SHA256.hash(data: Data(client.utf8)))
        let signature = Array(try key.signature(for: Data(signed)).derRepresentation)
        return """
            {"id":"\(id.base64URL)","rawId":"\(id.base64URL)","type":"public-key","response":{\
            "clientDataJSON":"\(Array(client.utf8).base64URL)","authenticatorData":"\(data.base64URL)",\
            "signature":"\(signature.base64URL)"}}
            """
    }
}
