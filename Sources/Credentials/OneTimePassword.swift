import Crypto
import Foundation
import Terms

/// RFC 6238 with what every authenticator app knows: 30 seconds, SHA-1, six digits.
public struct OneTimePassword: Sendable {
    public static let secretBytes = 20
    public static let stepSeconds: Int64 = 30
    static let digits = 6
    /// Steps before and after the present one whose codes are still, or already, taken.
    static let driftSteps: Int64 = 1

    public let secret: [UInt8]

    public static func random() -> OneTimePassword {
        var random = SystemRandomNumberGenerator()
        return OneTimePassword(secret: (0..<secretBytes).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    public init(secret: [UInt8]) { self.secret = secret }

    public func code(at moment: Moment) -> String { Self.code(secret, Self.step(at: moment), digits: Self.digits) }

    /// The step that the code belongs to, within one step of `moment` and after `lastStep`, the last step whose code
    /// was used; nil otherwise. Keep the answer as the next `lastStep`: a code works once. Takes the same time for all
    /// codes.
    public func step(of code: String, at moment: Moment, after lastStep: Int64?) -> Int64? {
        guard let typed = SixDigits.normalised(code) else { return nil }
        let (now, typedBytes) = (Self.step(at: moment), Array(typed.utf8))
        var found: Int64?
        for step in now - Self.driftSteps...now + Self.driftSteps {
            let isRight = Array(Self.code(secret, step, digits: Self.digits).utf8).isSame(as: typedBytes)
            if isRight, step > lastStep ?? .min { found = found ?? step }
        }
        return found
    }

    /// RFC 4648 §6 without padding: for typing by hand.
    public var base32: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (out, bits, held) = ([UInt8](), 0, UInt32(0))
        for byte in secret {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                out.append(letters[Int(held >> UInt32(bits)) & 31])
            }
            held &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { out.append(letters[Int(held << UInt32(5 - bits)) & 31]) }
        return String(decoding: out, as: UTF8.self)
    }

    /// `otpauth://totp/Issuer:account?secret=…`, as authenticator apps read it from a QR code.
    public func url(issuer: String, account: String) -> String {
        let (issuer, account) = (Self.escaped(issuer), Self.escaped(account))
        return "otpauth://totp/\(issuer):\(account)?secret=\(base32)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.stepSeconds)"
    }

    /// RFC 4226 §5.3. Not six digits only in the RFC's own examples.
    static func code(_ secret: [UInt8], _ step: Int64, digits: Int) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let key = SymmetricKey(data: secret)
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
        let offset = Int(mac[mac.count - 1] & 0xF)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String((0..<digits).reduce(UInt64(1)) { power, _ in power * 10 } + UInt64(number) % pow10(digits))
        return String(text.dropFirst())
    }

    private static func pow10(_ digits: Int) -> UInt64 { (0..<digits).reduce(1) { power, _ in power * 10 } }

    private static func step(at moment: Moment) -> Int64 { moment.milliseconds / (stepSeconds * 1_000) }

    /// RFC 3986: everything but unreserved characters as %XX.
    private static func escaped(_ text: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.map { byte in
            if plain.contains(byte) { return String(UnicodeScalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
