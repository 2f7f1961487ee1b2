import Foundation

extension RelyingParty {
    /// The JSON for `PublicKeyCredential.parseCreationOptionsFromJSON`. `user.id` is random, at most 64 bytes, and says
    /// nothing about the person; `excluding` are the passkeys that they have.
    public func creationOptions(
        challenge: [UInt8], user: (id: [UInt8], name: String, displayName: String), excluding: [[UInt8]]
    ) -> String {
        json(
            CreationOptions(
                rp: .init(id: id, name: name),
                user: .init(id: user.id.base64URL, name: user.name, displayName: user.displayName),
                challenge: challenge.base64URL,
                pubKeyCredParams: Passkey.Algorithm.allCases.map { .init(alg: $0.rawValue) },
                timeout: Self.timeoutSeconds * 1_000, excludeCredentials: described(excluding),
                authenticatorSelection: .init()))
    }

    /// The JSON for `PublicKeyCredential.parseRequestOptionsFromJSON`. With nobody named, the browser offers all the
    /// passkeys that it has for this party.
    public func requestOptions(challenge: [UInt8], allowing: [[UInt8]]) -> String {
        json(
            RequestOptions(
                challenge: challenge.base64URL, timeout: Self.timeoutSeconds * 1_000, rpId: id,
                allowCredentials: described(allowing)))
    }

    private struct CreationOptions: Encodable {
        struct Party: Encodable { let id: String, name: String }
        struct User: Encodable { let id: String, name: String, displayName: String }
        struct Kind: Encodable {
            var type = "public-key"
            let alg: Int
        }
        struct Selection: Encodable {
            var residentKey = "required"
            var requireResidentKey = true
            var userVerification = "required"
        }
        let rp: Party
        let user: User
        let challenge: String
        let pubKeyCredParams: [Kind]
        let timeout: Int
        let excludeCredentials: [Described]
        let authenticatorSelection: Selection
        var attestation = "none"
    }

    private struct RequestOptions: Encodable {
        let challenge: String
        let timeout: Int
        let rpId: String
        let allowCredentials: [Described]
        var userVerification = "required"
    }

    private struct Described: Encodable {
        var type = "public-key"
        let id: String
    }

    private func described(_ ids: [[UInt8]]) -> [Described] {
        ids.prefix(Self.passkeysMax).map { Described(id: $0.base64URL) }
    }

    private func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings, numbers and truths only: nothing in it can fail to be encoded.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
