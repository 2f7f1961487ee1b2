import Foundation

/// What the browser sends: the JSON of `PublicKeyCredential.toJSON()` (WebAuthn Level 3 §5.1), bytes in base64url.
/// Unknown fields are passed over; known ones are decoded strictly, each with a bound.
public enum PasskeyAnswer {
    public static let jsonBytesMax = 65_536
    public static let credentialBytesMax = 1_023
    static let clientDataBytesMax = 8_192
    static let attestationBytesMax = 16_384
    static let authenticatorDataBytesMax = 4_096
    static let signatureBytesMax = 1_024
    static let userHandleBytesMax = 64
    static let transportsMax = 16

    public struct Creation: Sendable, Decodable {
        public let id: [UInt8]
        public let clientData: [UInt8]
        public let attestation: [UInt8]
        public let transports: [String]

        /// Throws `PasskeyRefused.malformed`.
        public init(json: [UInt8]) throws { self = try PasskeyAnswer.decoded(json) }

        public init(from decoder: any Decoder) throws {
            let envelope = try decoder.container(keyedBy: Key.self)
            id = try envelope.credentialID()
            let response = try envelope.nestedContainer(keyedBy: Key.self, forKey: .response)
            clientData = try response.bytes(.clientDataJSON, max: clientDataBytesMax)
            attestation = try response.bytes(.attestationObject, max: attestationBytesMax)
            let named = try response.decodeIfPresent([String].self, forKey: .transports) ?? []
            transports = named.prefix(transportsMax).filter { name in
                (1...32).contains(name.utf8.count) && name.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }
            }
        }
    }

    public struct Assertion: Sendable, Decodable {
        /// By this the passkey is found.
        public let id: [UInt8]
        public let clientData: [UInt8]
        public let authenticatorData: [UInt8]
        public let signature: [UInt8]
        /// The `user.id` that the passkey was made for. Where it is there, it must be that of the passkey's owner: the
        /// caller's duty.
        public let userHandle: [UInt8]?

        /// Throws `PasskeyRefused.malformed`.
        public init(json: [UInt8]) throws { self = try PasskeyAnswer.decoded(json) }

        public init(from decoder: any Decoder) throws {
            let envelope = try decoder.container(keyedBy: Key.self)
            id = try envelope.credentialID()
            let response = try envelope.nestedContainer(keyedBy: Key.self, forKey: .response)
            clientData = try response.bytes(.clientDataJSON, max: clientDataBytesMax)
            authenticatorData = try response.bytes(.authenticatorData, max: authenticatorDataBytesMax)
            signature = try response.bytes(.signature, max: signatureBytesMax)
            let hasHandle = try response.contains(.userHandle) && !response.decodeNil(forKey: .userHandle)
            userHandle = try hasHandle ? response.bytes(.userHandle, max: userHandleBytesMax) : nil
        }
    }

    fileprivate enum Key: String, CodingKey {
        case id, rawId, type, response
        case clientDataJSON, attestationObject, transports, authenticatorData, signature, userHandle
    }

    private static func decoded<T: Decodable>(_ json: [UInt8]) throws -> T {
        guard json.count <= jsonBytesMax, let answer = try? JSONDecoder().decode(T.self, from: Data(json)) else {
            throw PasskeyRefused.malformed
        }
        return answer
    }
}

extension KeyedDecodingContainer<PasskeyAnswer.Key> {
    fileprivate func bytes(_ key: PasskeyAnswer.Key, max: Int) throws -> [UInt8] {
        let text = try decode(String.self, forKey: key)
        guard text.utf8.count <= max * 4 / 3 + 2, let bytes = [UInt8](base64URL: text), (1...max).contains(bytes.count)
        else { throw PasskeyRefused.malformed }
        return bytes
    }

    fileprivate func credentialID() throws -> [UInt8] {
        let id = try bytes(.id, max: PasskeyAnswer.credentialBytesMax)
        guard try bytes(.rawId, max: PasskeyAnswer.credentialBytesMax) == id,
            try decode(String.self, forKey: .type) == "public-key"
        else { throw PasskeyRefused.malformed }
        return id
    }
}
