import Credentials
import Storage
import Terms
import Testing

@testable import Support

@Suite struct SecondFactors {
    private static let phone = "13900000001"

    private static func signIn(_ cast: Cast, _ code: String?, password: String = Cast.password) async throws -> Reply {
        let coded = code.map { ",\"code\":\(Cast.quoted($0))" } ?? ""
        return try await cast.post(
            "/api/v1/sessions",
            "{\"brand\":\"upay\",\"login\":\"\(phone)\",\"password\":\(Cast.quoted(password))\(coded)}")
    }

    @Test(
        "a program is asked for a code, and takes one of the app's or a recovery code", arguments: TestEngine.available)
    func program(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            #expect(try await Self.signIn(cast, nil).status == 201, "while it is off")
            let app = try await cast.twoFactor(of: cast.mira)
            let asked = try await Self.signIn(cast, nil)
            #expect(asked.status == 428 && asked.errorCode == "code_required")
            #expect(asked.json["error"]["ways"].string == "one_time_password,recovery_code")
            #expect(try await Self.signIn(cast, nil, password: "wrong").status == 401, "only for the right password")
            let code = app.code(at: cast.clock.now)
            #expect(try await Self.signIn(cast, code).status == 201)
            let replayed = try await Self.signIn(cast, code)
            #expect(replayed.status == 401 && replayed.errorCode == "wrong_code", "a code is good once")
            #expect(replayed.json["error"]["attempts_left"].int == 4)
            let recovery = try await cast.storage.write { [mira = cast.mira.id] in
                try TwoFactor.renewRecoveryCodes(of: mira, cast.desk.vault, in: $0)
            }
            let typed = recovery[0].lowercased().replacing("-", with: " ")
            #expect(try await Self.signIn(cast, typed).status == 201, "as people type it")
            #expect(try await Self.signIn(cast, recovery[0]).status == 401, "once")
            #expect(try await Self.signIn(cast, recovery[1]).status == 201)
        }
    }

    @Test(
        "a wrong code counts like a wrong password, and the right password alone wipes nothing out",
        arguments: TestEngine.available)
    func counting(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let app = try await cast.twoFactor(of: cast.mira)
            let right = app.code(at: cast.clock.now)
            for left in [4, 3, 2, 1] {
                let reply = try await Self.signIn(cast, Cast.wrong(right))
                #expect(reply.json["error"]["attempts_left"].int == left)
                #expect(try await Self.signIn(cast, nil).status == 428)
            }
            let last = try await Self.signIn(cast, Cast.wrong(right))
            #expect(last.status == 423 && last.json["error"]["reason"].string == "attempts")
            #expect(try await Self.signIn(cast, right).status == 423, "the right one comes too late")
            cast.clock.advance(seconds: cast.desk.signInPolicy.lockSeconds + 1)
            #expect(try await Self.signIn(cast, app.code(at: cast.clock.now)).status == 201)
        }
    }

    @Test("codes cannot be guessed by sending many side by side", arguments: TestEngine.available)
    func parallel(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let app = try await cast.twoFactor(of: cast.mira)
            let wrong = Cast.wrong(app.code(at: cast.clock.now))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<25 { group.addTask { try await Self.signIn(cast, wrong).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 401 } == 4, "the fifth locks")
            #expect(statuses.count { $0 == 423 } == 21)
            let looked = try await cast.storage.read {
                try $0.rows("SELECT id FROM event WHERE kind = 'sign_in.failed'").count
            }
            #expect(looked == 5)
        }
    }

    @Test(
        "on the page the password leads to the check, and the check into the account", arguments: TestEngine.available)
    func page(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let app = try await cast.twoFactor(of: cast.mira)
            let browser = Browser(cast)
            let check = try #require(try await browser.signIn(Self.phone).location)
            #expect(check.hasPrefix("/upay/checks/"))
            #expect(browser["customer_upay"] == nil, "not in yet")
            #expect(try await browser.open("/upay/").location == "/upay/help")
            #expect(try await browser.open(check).text.contains(CheckTexts.name(.oneTimePassword)(.zhHans)))
            let code = app.code(at: cast.clock.now)
            #expect(try await Browser(cast).answer(check, .oneTimePassword, code).status == 404, "another browser")
            let wrong = try await browser.answer(check, .oneTimePassword, Cast.wrong(code))
            #expect(wrong.status == 422)
            let entered = try await browser.answer(check, .oneTimePassword, code)
            #expect(entered.location == "/upay/")
            #expect(try await browser.open("/upay/").text.contains("林晓"))
            let again = try await browser.answer(check, .oneTimePassword, code)
            #expect(again.status == 409, "used up")
        }
    }

    @Test("however many checks are opened, five wrong codes close the door", arguments: TestEngine.available)
    func manyChecks(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let app = try await cast.twoFactor(of: cast.mira)
            let right = app.code(at: cast.clock.now)
            var checks: [(Browser, String)] = []
            for _ in 0..<8 {
                let browser = Browser(cast)
                checks.append((browser, try #require(try await browser.signIn(Self.phone).location)))
            }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (browser, check) in checks {
                    for _ in 0..<3 {
                        group.addTask {
                            try await browser.answer(check, .oneTimePassword, Cast.wrong(right)).status
                        }
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count == 24)
            let missed = try await cast.storage.read {
                try $0.rows("SELECT id FROM event WHERE kind = 'identity.missed'").count
            }
            #expect(missed == 5, "of 24")
            let (browser, check) = checks[0]
            let late = try await browser.answer(check, .oneTimePassword, right)
            #expect(late.status != 303 && browser["customer_upay"] == nil)
            #expect(try await cast.signIn(cast.mira).status == 423)
            cast.clock.advance(seconds: cast.desk.signInPolicy.lockSeconds + 1)
            let fresh = Browser(cast)
            let open = try #require(try await fresh.signIn(Self.phone).location)
            let entered = try await fresh.answer(open, .oneTimePassword, app.code(at: cast.clock.now))
            #expect(entered.location == "/upay/", "afterwards the right one is enough")
        }
    }

    // MARK: - Passkeys

    private static func passkey(_ cast: Cast) async throws -> SoftPasskey {
        let soft = SoftPasskey()
        try await cast.storage.write { try OwnPasskey.add(soft.passkey, named: "手机", to: cast.mira, in: $0) }
        return soft
    }

    @Test("a passkey alone signs in, in the browser that was asked, once", arguments: TestEngine.available)
    func passkeys(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let soft = try await Self.passkey(cast)
            try await cast.twoFactor(of: cast.mira)
            let (browser, other) = (Browser(cast), Browser(cast))
            _ = try await other.post("/upay/signin/passkeys", json: "{}")
            let options = try await browser.post("/upay/signin/passkeys", json: "{}")
            #expect(options.status == 200 && options.json["allowCredentials"].list.isEmpty)
            let answer = try soft.answer(options)
            let stolen = try await other.post("/upay/signin/passkeys/answers", json: answer)
            #expect(stolen.status == 401 && stolen.errorCode == "passkey_refused", "another browser's challenge")
            let entered = try await browser.post("/upay/signin/passkeys/answers", json: answer)
            #expect(entered.status == 200 && entered.json["next"].string == "/upay/", "no further code is asked for")
            #expect(try await browser.open("/upay/").text.contains("林晓"))
            browser.keep("customer_upay", nil)
            let replayed = try await browser.post("/upay/signin/passkeys/answers", json: answer)
            #expect(replayed.status == 401 && browser["customer_upay"] == nil)
        }
    }

    @Test("an unknown, a foreign or a forged passkey is refused in the same words", arguments: TestEngine.available)
    func wrongPasskeys(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let soft = try await Self.passkey(cast)
            var elsewhere = soft
            elsewhere.origin = "https://evil.example"
            var texts: Set<String> = []
            for answer in [SoftPasskey().answer, elsewhere.answer] {
                let browser = Browser(cast)
                let options = try await browser.post("/upay/signin/passkeys", json: "{}")
                let reply = try await browser.post("/upay/signin/passkeys/answers", json: answer(options))
                #expect(reply.status == 401)
                texts.insert(reply.text)
            }
            let nonsense = try await Browser(cast).post("/upay/signin/passkeys/answers", json: "{}")
            #expect(nonsense.status == 401)
            texts.insert(nonsense.text)
            #expect(texts.count == 1)
            let topay = Browser(cast)
            let options = try await topay.post("/topay/signin/passkeys", json: "{}")
            #expect(try await topay.post("/topay/signin/passkeys/answers", json: soft.answer(options)).status == 401)
            let browser = Browser(cast)
            let right = try await browser.post("/upay/signin/passkeys", json: "{}")
            let entered = try await browser.post("/upay/signin/passkeys/answers", json: soft.answer(right))
            #expect(entered.status == 200, "the same passkey at the right door")
        }
    }
}
