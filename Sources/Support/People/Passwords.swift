import CSodium
import Credentials
import Foundation
import Synchronization
import Terms

/// Argon2id (RFC 9106) through libsodium, on a few threads of its own: one hash takes 64 MiB and tens of milliseconds.
/// What is hashed is the password's NFKC form: the same on every keyboard.
public final class Passwords: Sendable {
    public enum Cost: Sendable {
        /// libsodium's "interactive": 64 MiB, 2 passes.
        case interactive
        /// As little as libsodium allows. For tests.
        case least
    }

    static let parallelMax = 2
    static let waitingMax = 200
    static let bytesMax = 1_024

    private let cost: Cost
    private let queue: OperationQueue
    /// A hash of nothing anybody types: checked where there is no such account, so that time does not tell.
    private let decoy: Mutex<String?> = Mutex(nil)
    private let runs = Mutex(0)

    public init(cost: Cost = .interactive) {
        precondition(sodium_init() >= 0, "libsodium cannot be initialised")
        self.cost = cost
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = Self.parallelMax
        queue.qualityOfService = .userInitiated
    }

    /// How often Argon2id was run: whoever has no account must cost as much as who has one.
    var runCount: Int { runs.withLock { $0 } }

    func hash(_ password: NewPassword) async throws -> String { try await hash(password.text) }

    /// `$argon2id$v=19$m=65536,t=2,p=1$…`.
    public func hash(_ password: String) async throws -> String {
        let (ops, memory) = limits
        let password = PasswordRules.normalised(password)
        return try await run {
            var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            let bytes = Array(password.utf8)
            let code = bytes.withUnsafeBytes { raw in
                raw.withMemoryRebound(to: CChar.self) {
                    crypto_pwhash_str_alg(
                        &out, $0.baseAddress ?? UnsafePointer(bitPattern: 1)!, UInt64(bytes.count), ops, memory,
                        crypto_pwhash_ALG_ARGON2ID13)
                }
            }
            guard code == 0 else { throw OutOfMemory() }
            return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// `hash` is nil where there is no such account; the same work is done, and the answer is false.
    public func matches(_ password: String, _ hash: String?) async throws -> Bool {
        guard password.utf8.count <= Self.bytesMax else { return false }
        let password = PasswordRules.normalised(password)
        let known = try await knownHash(hash)
        let right = try await run {
            let bytes = Array(password.utf8)
            return bytes.withUnsafeBytes { raw in
                raw.withMemoryRebound(to: CChar.self) {
                    crypto_pwhash_str_verify(
                        known, $0.baseAddress ?? UnsafePointer(bitPattern: 1)!, UInt64(bytes.count)) == 0
                }
            }
        }
        return right && hash != nil
    }

    struct OutOfMemory: Error {}

    private var limits: (ops: UInt64, memory: Int) {
        switch cost {
        case .interactive:
            // Libsodium's interactive cost with a third pass: about 100 ms, measured by `script/bench passwords`.
            (UInt64(crypto_pwhash_argon2id_opslimit_interactive()) + 1, crypto_pwhash_argon2id_memlimit_interactive())
        case .least: (UInt64(crypto_pwhash_argon2id_opslimit_min()), crypto_pwhash_argon2id_memlimit_min())
        }
    }

    private func knownHash(_ hash: String?) async throws -> String {
        if let hash { return hash }
        if let made = decoy.withLock({ $0 }) { return made }
        let made = try await self.hash(UUID().uuidString)
        decoy.withLock { $0 = made }
        return made
    }

    private func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        guard queue.operationCount < Self.waitingMax else {
            throw Refusal(
                .limited(seconds: 5), "too_many_requests",
                Text(
                    "现在登录的人太多，请过几秒再试。", "現在登入的人太多，請過幾秒再試。",
                    "Too many people are signing in right now. Please try again in a few seconds."))
        }
        return try await withCheckedThrowingContinuation { continuation in
            runs.withLock { $0 += 1 }
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }
}
