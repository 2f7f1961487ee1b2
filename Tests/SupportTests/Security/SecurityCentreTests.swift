import Storage
import Terms
import Testing

@testable import Support

@Suite struct SecurityCentre {
    private static let now = TestClock.start

    private static var perfect: CheckUp.Facts {
        CheckUp.Facts(
            hasPhone: true, hasEmail: true, hasSafeWord: true, passwordChangedAt: now, paymentPasswordChangedAt: now,
            hasTwoFactor: true, recoveryCodesLeft: 10, passkeys: 1, hasOwnLimits: true, now: now)
    }

    @Test("every rule counts what it says, and all together are a hundred")
    func rules() {
        #expect(CheckUp.rules.reduce(0) { $0 + $1.points } == 100)
        #expect(CheckUp(Self.perfect).score == 100 && CheckUp(Self.perfect).next.isEmpty)
        let changes: [(String, (inout CheckUp.Facts) -> Void)] = [
            ("payment_password", { $0.paymentPasswordChangedAt = nil }),
            ("two_factor", { ($0.hasTwoFactor, $0.recoveryCodesLeft) = (false, 0) }),
            ("phone", { $0.hasPhone = false }), ("email", { $0.hasEmail = false }),
            ("passkey", { $0.passkeys = 0 }),
            ("password_age", { $0.passwordChangedAt = Self.now.adding(seconds: -366 * 86_400) }),
            ("recovery_codes", { $0.recoveryCodesLeft = 2 }), ("safe_word", { $0.hasSafeWord = false }),
            ("failures", { $0.recentFailures = 5 }), ("devices", { $0.newDevices = 1 }),
            ("limits", { $0.hasOwnLimits = false }),
        ]
        #expect(Set(changes.map(\.0)) == Set(CheckUp.rules.map(\.name)))
        for (name, change) in changes {
            var facts = Self.perfect
            change(&facts)
            let checkUp = CheckUp(facts)
            #expect(checkUp.next.map(\.name) == [name])
            #expect(checkUp.score == 100 - (CheckUp.rules.first { $0.name == name }?.points ?? 0))
        }
    }

    @Test(
        "leads a stranger to the door, and shows a customer the score, the next step and every entry",
        arguments: TestEngine.available)
    func page(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            #expect(try await cast.page("/upay/security").location == "/upay/signin")
            var mira = try await OwnBrowser(cast, cast.mira)
            for language in Language.allCases {
                let page = try await mira.open("/security?language=\(language.tag)")
                #expect(page.status == 200)
                #expect(page.text.contains("href=\"/upay/freeze\""))
                #expect(!page.text.contains("{"), "a place was left unfilled")
                #expect(page.text.contains("data-tone=\"ok\"") && !page.text.contains("=&quot;"))
                for path in [
                    "/security/two-factor", "/security/passkeys", "/security/devices", "/security/limits",
                    "/account/phone", "/account/email", "/account/password", "/account/payment-password",
                    "/account/details",
                ] { #expect(page.text.contains("href=\"/upay\(path)\""), "\(path)") }
            }
            let before = try await mira.open("/security").text
            let first = try #require(before.firstMatch(of: /btn small primary" href="\/upay([^"]+)"/))
            #expect(first.output.1 == "/account/payment-password", "the most useful step first")
            let score = try #require(before.firstMatch(of: /安全分 ([0-9]+)/)).output.1
            try await mira.setDigits()
            let after = try await mira.open("/security").text
            #expect(Int(try #require(after.firstMatch(of: /安全分 ([0-9]+)/)).output.1) == (Int(score) ?? 0) + 20)
        }
    }

    @Test("the record tells what happened, in words, and only to whom it happened", arguments: TestEngine.available)
    func record(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            try await mira.setDigits()
            for _ in 0..<3 {
                await #expect(throws: Refusal.self) {
                    try await PaymentPassword.confirm("739164", of: cast.mira.id, cast.desk)
                }
            }
            _ = try await mira.turnOnTwoFactor()
            let page = try await mira.open("/security").text
            #expect(page.contains("支付密码输错 3 次"))
            #expect(page.contains("打开了两步验证"))
            #expect(page.contains(CheckUpTexts.troubled(.zhHans, ["count": "3"])))
            var theo = try await OwnBrowser(cast, cast.theo)
            let his = try await theo.open("/security").text
            #expect(his.contains("注册了账户") && !his.contains("支付密码输错"))
        }
    }

    @Test("failures in a row are one line, but not over hours, and the list ends")
    func folding() {
        func record(_ kind: String, _ seconds: Int64) -> SecurityRecord {
            SecurityRecord(kind: kind, at: Self.now.adding(seconds: -seconds), actor: "system", count: 1)
        }
        let folded = SecurityRecord.folded([
            record("sign_in.failed", 0), record("sign_in.failed", 60), record("customer.signed_in", 100),
            record("customer.signed_in", 120), record("sign_in.failed", 200), record("sign_in.failed", 9_000),
        ])
        #expect(folded.map(\.count) == [2, 1, 1, 1, 1])
        let many = (0..<60).map { record("customer.signed_in", Int64($0)) }
        #expect(SecurityRecord.folded(many).count == SecurityRecord.listMax)
    }

    @Test("every page about the account answers in every language", arguments: [TestEngine.sqlite])
    func all(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            for language in Language.allCases {
                for path in [
                    "/security/two-factor", "/security/passkeys", "/security/limits", "/account/phone",
                    "/account/email", "/account/password", "/account/payment-password", "/account/details",
                ] {
                    let page = try await mira.open("\(path)?language=\(language.tag)")
                    #expect(page.status == 200, "\(path)")
                    #expect(page.text.contains("<html lang=\"\(language.tag)\""))
                    #expect(!page.text.contains("{"), "a place was left unfilled: \(path)")
                    #expect(!page.text.contains("=&quot;"), "an attribute was taken for text: \(path)")
                    #expect(try await cast.page("/upay\(path)").location == "/upay/signin", "\(path)")
                }
            }
        }
    }
}
