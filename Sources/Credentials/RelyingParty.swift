import Crypto
import Foundation

/// A WebAuthn relying party (Level 2, JSON of Level 3): user verification required, no attestation.
///
/// The caller keeps the challenge: at least 16 random bytes (`challenge()` makes 32), for one person and one ceremony,
/// for minutes, and *used once*. An answer is right as often as it is shown; only the spent challenge stops a replay.
public struct RelyingParty: Sendable {
    public static let challengeBytes = 32
    public static let timeoutSeconds = 300
    public static let passkeysMax = 64

    public let id: String
    public let name: String
    public let origins: Set<String>

    /// `id` is a host name, `origins` are whole origins as browsers write them: `https://wallet.example`.
    public init(id: String, name: String, origins: Set<String>) {
        self.id = id
        self.name = name
        self.origins = origins
    }

    public static func challenge() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<challengeBytes).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// A new passkey, which its owner can later sign in with alone. Throws `PasskeyRefused`. The caller makes sure that
    /// no other account has the same `credentialID`.
    public func register(_ answer: PasskeyAnswer.Creation, challenge: [UInt8]) throws -> Passkey {
        try checkClientData(answer.clientData, ceremony: "webauthn.create", challenge: challenge)
        guard let object = try? CBOR(answer.attestation), object.asMap?.count == 3,
            let format = object[.text("fmt")]?.asText, let statement = object[.text("attStmt")]?.asMap,
            let signed = object[.text("authData")]?.asBytes
        else { throw PasskeyRefused.malformed }
        let data = try checkedData(signed)
        guard let attested = data.attested, attested.credentialID == answer.id else { throw PasskeyRefused.malformed }
        let key = try PasskeyKey(cose: attested.publicKey)
        try checkStatement(statement, format, signed: signed, clientData: answer.clientData, key: key)
        return Passkey(
            credentialID: attested.credentialID, publicKey: attested.publicKey, algorithm: key.algorithm,
            signCount: data.signCount, isBackedUp: data.isBackedUp, transports: answer.transports)
    }

    /// The new signature counter. Throws `PasskeyRefused` for another challenge, origin or party, a person who was not
    /// there or not verified, another passkey, a bad signature, and a counter that did not go up.
    public func check(_ answer: PasskeyAnswer.Assertion, challenge: [UInt8], passkey: Passkey) throws -> UInt32 {
        guard answer.id == passkey.credentialID else { throw PasskeyRefused.credential }
        try checkClientData(answer.clientData, ceremony: "webauthn.get", challenge: challenge)
        let data = try checkedData(answer.authenticatorData)
        let key = try PasskeyKey(cose: passkey.publicKey)
        guard key.algorithm == passkey.algorithm else { throw PasskeyRefused.algorithm }
        try key.verify(
            answer.signature, authenticatorData: answer.authenticatorData,
            clientDataHash: Array(SHA256.hash(data: answer.clientData)), party: id)
        guard data.signCount > passkey.signCount || (data.signCount == 0 && passkey.signCount == 0) else {
            throw PasskeyRefused.counter
        }
        return data.signCount
    }

    private struct ClientData: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
        let topOrigin: String?
    }

    private func checkClientData(_ bytes: [UInt8], ceremony: String, challenge: [UInt8]) throws {
        guard let data = try? JSONDecoder().decode(ClientData.self, from: Data(bytes)),
            let answered = [UInt8](base64URL: data.challenge)
        else { throw PasskeyRefused.malformed }
        guard data.type == ceremony else { throw PasskeyRefused.ceremony }
        guard !challenge.isEmpty, answered.isSame(as: challenge) else { throw PasskeyRefused.challenge }
        guard origins.contains(data.origin), data.crossOrigin != true, data.topOrigin == nil else {
            throw PasskeyRefused.origin
        }
    }

    /// Asked for no attestation, browsers send none, or leave the one that a key makes for itself: both say nothing
    /// about the make of the authenticator, and a false one is refused all the same.
    private func checkStatement(
        _ statement: [CBOR: CBOR], _ format: String, signed: [UInt8], clientData: [UInt8], key: PasskeyKey
    ) throws {
        if format == "none", statement.isEmpty { return }
        guard format == "packed", statement.count == 2, let signature = statement[.text("sig")]?.asBytes,
            statement[.text("alg")]?.asInteger == Int64(key.algorithm.rawValue)
        else { throw PasskeyRefused.attestation }
        try key.verifySelf(
            signature, authenticatorData: signed, clientDataHash: Array(SHA256.hash(data: clientData)), party: id)
    }

    private func checkedData(_ bytes: [UInt8]) throws -> AuthenticatorData {
        let data = try AuthenticatorData(bytes)
        guard data.relyingPartyHash == Array(SHA256.hash(data: Array(id.utf8))) else {
            throw PasskeyRefused.relyingParty
        }
        guard data.isPresent, data.isVerified else { throw PasskeyRefused.notVerified }
        return data
    }
}
