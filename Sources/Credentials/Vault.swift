import Crypto
import Foundation

/// Keeps secrets at rest. What is sealed for one label cannot be opened for another: each use and each label has
/// a key of its own, by HKDF.
public struct Vault: Sendable {
    public static let keyBytesMin = 32
    public static let secretBytesMax = 65_536

    public enum Fault: Error, Equatable {
        /// More than `secretBytesMax`.
        case tooLarge
        /// Not sealed with this key for this label, or changed since. Which of these it is cannot be known.
        case unreadable
    }

    private let master: SymmetricKey

    /// `key` has 32 bytes at least; a shorter one is a mistake of the program.
    public init(key: SymmetricKey) {
        precondition(key.bitCount >= Self.keyBytesMin * 8, "the vault's key is too short")
        master = key
    }

    /// AES-256-GCM with a random nonce and the label authenticated, in base64url: each call gives another text.
    public func seal(_ secret: [UInt8], for label: String) throws -> String {
        guard secret.count <= Self.secretBytesMax else { throw Fault.tooLarge }
        let box = try AES.GCM.seal(secret, using: key("seal", label), authenticating: Array(label.utf8))
        return (Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)).base64URL
    }

    public func open(_ sealed: String, for label: String) throws -> [UInt8] {
        guard let bytes = [UInt8](base64URL: sealed), let box = try? AES.GCM.SealedBox(combined: bytes),
            let secret = try? AES.GCM.open(box, using: key("seal", label), authenticating: Array(label.utf8))
        else { throw Fault.unreadable }
        return Array(secret)
    }

    /// HMAC-SHA256 in 64 hexadecimal digits; for codes that are compared and values that are looked up.
    public func mac(_ text: String, for label: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key("mac", label))
        return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A key of its own for what is neither: cookies, links.
    public func key(for label: String) -> SymmetricKey { key("key", label) }

    private func key(_ use: String, _ label: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, salt: Array("walletdesk vault".utf8), info: Array("\(use) \(label)".utf8),
            outputByteCount: 32)
    }
}
