import Foundation
import Terms
import Testing

@testable import Credentials

@Suite struct OneTimePasswordTests {
    private let rfc = OneTimePassword(secret: Array("12345678901234567890".utf8))

    @Test(
        "the SHA-1 vectors of RFC 6238, in eight digits as printed there and in our six",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vectors(_ seconds: Int64, _ code: String) {
        #expect(OneTimePassword.code(rfc.secret, seconds / 30, digits: 8) == code)
        #expect(rfc.code(at: Moment(milliseconds: seconds * 1_000)) == code.suffix(6))
    }

    @Test("oathtool computes the same codes for other secrets and times")
    func oathtool() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<25 {
            let password = OneTimePassword.random()
            let seconds = Int64.random(in: 0...4_000_000_000, using: &random)
            let hex = password.secret.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            let theirs = try output(of: "oathtool", ["--totp", "--now", "@\(seconds)", "-d", "6", hex])
            #expect(password.code(at: Moment(milliseconds: seconds * 1_000)) == theirs, "\(hex) at \(seconds)")
            #expect(try output(of: "oathtool", ["--totp", "--now", "@\(seconds)", "-b", password.base32]) == theirs)
        }
    }

    @Test("a code is good in its step, one before and one after, and no longer")
    func drift() {
        let (step, start) = (Int64(57_000_000), Moment(milliseconds: 57_000_000 * 30_000))
        let code = rfc.code(at: start)
        for seconds in Int64(-90)...90 {
            let isNear = (-30..<60).contains(seconds)
            let found = rfc.step(of: code, at: start.adding(seconds: seconds), after: nil)
            #expect(found == (isNear ? step : nil), "after \(seconds) seconds")
        }
        #expect(rfc.step(of: " １２３-456", at: start, after: nil) == nil)
        let typed = code.prefix(3) + " " + code.suffix(3)
        #expect(rfc.step(of: String(typed), at: start, after: nil) == step)
    }

    @Test("no code works twice, nor one from before the last")
    func replay() throws {
        let moment = Moment(milliseconds: 57_000_000 * 30_000 + 12_345)
        let step = try #require(rfc.step(of: rfc.code(at: moment), at: moment, after: nil))
        #expect(rfc.step(of: rfc.code(at: moment), at: moment, after: step - 1) == step)
        #expect(rfc.step(of: rfc.code(at: moment), at: moment, after: step) == nil)
        let earlier = moment.adding(seconds: -30)
        #expect(rfc.step(of: rfc.code(at: earlier), at: moment, after: step - 2) == step - 1)
        #expect(rfc.step(of: rfc.code(at: earlier), at: moment, after: step) == nil)
        let later = moment.adding(seconds: 30)
        #expect(rfc.step(of: rfc.code(at: later), at: moment, after: step) == step + 1)
    }

    @Test("what is no code belongs to no step", arguments: ["", "12345", "1234567", "abcdef", "12345٦", "      "])
    func noCode(_ text: String) {
        #expect(rfc.step(of: text, at: Moment(milliseconds: 59_000), after: nil) == nil)
        #expect(rfc.step(of: "287082", at: Moment(milliseconds: 59_000), after: nil) == 1)
    }

    @Test("base32 as in RFC 4648, without padding")
    func base32() {
        let vectors = [
            "": "", "f": "MY", "fo": "MZXQ", "foo": "MZXW6", "foob": "MZXW6YQ", "fooba": "MZXW6YTB",
            "foobar": "MZXW6YTBOI",
        ]
        for (plain, coded) in vectors { #expect(OneTimePassword(secret: Array(plain.utf8)).base32 == coded) }
        #expect(OneTimePassword.random().base32.utf8.count == 32)
        #expect(OneTimePassword.random().secret != OneTimePassword.random().secret)
    }

    @Test("the address for authenticator apps escapes names")
    func url() throws {
        let text = rfc.url(issuer: "uPay 钱包", account: "mira@example.com")
        #expect(
            text == "otpauth://totp/uPay%20%E9%92%B1%E5%8C%85:mira%40example.com"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=uPay%20%E9%92%B1%E5%8C%85"
                + "&algorithm=SHA1&digits=6&period=30")
        let parts = try #require(URLComponents(string: text))
        #expect(parts.path == "/uPay 钱包:mira@example.com")
        #expect(parts.queryItems?.first { $0.name == "issuer" }?.value == "uPay 钱包")
    }
}
