import ArgumentParser
import Crypto
import Foundation

/// The installation's one secret: 32 bytes, from which a key for each purpose is derived. Whoever loses it loses what
/// was made with it: cards that were bound are no longer recognised as the same.
struct InstallationKey: Sendable {
    static let bytes = 32
    private static let howToMake = "make one with: head -c 32 /dev/urandom | base64"

    private let secret: SymmetricKey

    /// For `Ledger`'s `cardKey`.
    var cards: SymmetricKey { derived(for: "card numbers") }

    /// For the desk's `Vault`.
    var vault: SymmetricKey { derived(for: "vault") }

    /// Another purpose, another key: none of them tells anything about the others (HKDF-SHA256).
    func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: Data("walletdesk \(purpose)".utf8), outputByteCount: Self.bytes)
    }

    /// `source` is named where the text is not 32 bytes in base64.
    init(base64 text: String, from source: String) throws {
        guard let data = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            data.count == Self.bytes
        else {
            throw ValidationError("The key in \(source) is not 32 bytes in base64; \(Self.howToMake).")
        }
        secret = SymmetricKey(data: data)
    }

    init(file: URL) throws {
        guard let data = try? Data(contentsOf: file) else {
            throw ValidationError("The key file \(file.path) cannot be read; check --key-file.")
        }
        try self.init(base64: String(decoding: data, as: UTF8.self), from: file.path)
    }

    /// The file's key; made, for its owner alone, where there is none yet.
    init(keptIn file: URL) throws {
        if !FileManager.default.fileExists(atPath: file.path) { try Self.make(file) }
        try self.init(file: file)
    }

    /// Several nodes without a common key would not know each other's cards.
    static let missing = StartFailure(
        "With --database the key has to be given, the same for every node: set WALLETDESK_KEY or --key-file; "
            + "\(howToMake)."
    )

    /// Under another name first: two that start at once end with the same key, and none reads half of one.
    private static func make(_ file: URL) throws {
        let text = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString() + "\n"
        let draft = file.appendingPathExtension(UUID().uuidString)
        let folder = file.deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = FileManager.default.createFile(
            atPath: draft.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        defer { try? FileManager.default.removeItem(at: draft) }
        guard made, link(draft.path, file.path) == 0 || errno == EEXIST else {
            throw StartFailure("The key file \(file.path) cannot be written; choose another folder with --data.")
        }
    }
}
