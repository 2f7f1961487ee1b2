import Credentials
import Storage
import Terms
import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct LostFactors {
    private static let (phone, email, digits) = ("13900000001", "mira@example.com", "258036")

    /// Mira has lost the app of this; she has a payment password.
    private static func lose(_ cast: Cast) async throws -> OneTimePassword {
        try await cast.setPaymentPassword(cast.mira, digits)
        return try await cast.twoFactor(of: cast.mira)
    }

    /// From the door to where the check leads: both codes, then the payment password.
    private static func ask(_ cast: Cast, _ browser: inout CheckBrowser) async throws -> String {
        let path = try await browser.check(.factorLost, phone)
        #expect(try await browser.answer(path, .phoneCode, cast.code(to: phone)).location == path)
        #expect(try await browser.submit("\(path)/codes", ["by": "email_code"]).status == 303)
        #expect(try await browser.answer(path, .emailCode, cast.code(to: email)).location == path)
        let last = try await browser.answer(path, .paymentPassword, digits)
        return try #require(last.location, "\(last.text.suffix(600))")
    }

    /// Asked for; the path of the link that stops it.
    private static func cooling(_ cast: Cast) async throws -> String {
        var browser = CheckBrowser(cast)
        let asked = try await ask(cast, &browser)
        #expect(asked.hasPrefix("/upay/second-factor/lost/asked?check="))
        return try await link(cast)
    }

    private static func link(_ cast: Cast) async throws -> String {
        let text = try #require(try await cast.notices("second_factor_removal_asked", to: cast.mira).first).text
        let found = text.firstMatch(of: /\/upay\/second-factor\/lost\/[A-Za-z0-9_-]+\/stop/)
        return String(try #require(found).output)
    }

    private static func factors(_ cast: Cast) async throws -> Set<Proof> {
        try await cast.storage.read { try IdentityCheck.means(of: cast.mira.id, in: $0) }
            .intersection(Proof.secondFactors)
    }

    private static func states(_ cast: Cast) async throws -> [LostFactor.State] {
        try await cast.storage.read { transaction in
            try transaction.rows("SELECT state FROM lost_factor ORDER BY asked_at, id").map { try $0.get(0) }
        }
    }

    private static func events(_ cast: Cast, _ kind: String) async throws -> Int {
        try await cast.count("SELECT COUNT(*) FROM event WHERE kind = \(kind) AND customer_id = \(cast.mira.id)")
    }

    private static func signIn(_ cast: Cast, _ code: String) async throws -> Reply {
        try await cast.post(
            "/api/v1/sessions",
            "{\"brand\":\"upay\",\"login\":\"\(phone)\",\"password\":\"\(Cast.password)\",\"code\":\"\(code)\"}")
    }

    // MARK: - The way through

    @Test(
        "the second step leads there, and a day after the check the password alone signs in",
        arguments: TestEngine.available)
    func through(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await Self.lose(cast)
            let soft = SoftPasskey()
            try await cast.storage.write { try OwnPasskey.add(soft.passkey, named: "手机", to: cast.mira, in: $0) }
            let elsewhere = try await cast.token(cast.mira)
            let conversation = "/api/v1/conversations/\(try await cast.open(as: elsewhere))"
            var mira = CheckBrowser(cast)
            let second = try await mira.submit("/upay/signin", ["login": Self.phone, "password": Cast.password])
            let step = try await mira.get(try #require(second.location))
            #expect(step.text.contains("href=\"/upay/second-factor/lost\""))
            let start = try await mira.get("/upay/second-factor/lost")
            #expect(start.text.contains("value=\"factor_lost\"") && start.text.contains("24 小时"))
            let asked = try await mira.get(try await Self.ask(cast, &mira))
            #expect(asked.text.contains("139****0001、m***@example.com") && asked.text.contains("24 小时 0 分钟"))
            await cast.settle()
            let told = try await cast.notices("second_factor_removal_asked", to: cast.mira)
            #expect(told.map(\.address).sorted() == [Self.phone, Self.email])
            #expect(try await cast.signIn(cast.mira).status == 428, "nothing has changed yet")
            cast.clock.advance(seconds: LostFactor.coolingSeconds - 600)
            await cast.settle()
            #expect(try await Self.factors(cast) == [.oneTimePassword, .recoveryCode, .passkey])
            #expect(try await cast.get(conversation, as: elsewhere).status == 200)
            cast.clock.advance(seconds: 660)
            await cast.settle()
            #expect(try await Self.factors(cast) == [])
            #expect(try await cast.get(conversation, as: elsewhere).status == 401, "every session has ended")
            #expect(try await cast.count("SELECT COUNT(*) FROM recovery_code") == 0)
            #expect(try await cast.notices("second_factor_removed", to: cast.mira).count == 2)
            for kind in ["second_factor.removal_asked", "second_factor.removed", "two_factor.off", "passkey.removed"] {
                #expect(try await Self.events(cast, kind) == 1, "\(kind)")
            }
            #expect(try await Self.signIn(cast, "").status == 201)
            let browser = Browser(cast)
            let options = try await browser.post("/upay/signin/passkeys", json: "{}")
            let refused = try await browser.post("/upay/signin/passkeys/answers", json: soft.answer(options))
            #expect(refused.status == 401)
            #expect(try await Self.states(cast) == [.done])
        }
    }

    @Test(
        "turning it off and resetting the password lead there too, and checks without a second factor do not",
        arguments: TestEngine.available)
    func ways(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let link = "href=\"/upay/second-factor/lost\""
            var mira = try await OwnBrowser(cast, cast.mira)
            let plain = try await mira.send("/checks", ["purpose": "weaken"])
            #expect(try await !mira.open(try #require(plain.location)).text.contains(link), "there is none to lose")
            _ = try await Self.lose(cast)
            let weaken = try await mira.send("/security/two-factor/off")
            #expect(try await mira.open(try #require(weaken.location)).text.contains(link))
            var other = CheckBrowser(cast)
            let path = try await other.check(.resetPassword, Self.phone)
            #expect(try await !other.get(path).text.contains(link), "a stranger learns nothing from it")
            _ = try await other.answer(path, .phoneCode, cast.code(to: Self.phone))
            #expect(try await other.get(path).text.contains(link))
            cast.clock.advance(seconds: 61)
            let unlock = try await other.check(.unlock, Self.phone)
            _ = try await other.answer(unlock, .phoneCode, cast.code(to: Self.phone))
            #expect(try await !other.get(unlock).text.contains(link))
        }
    }

    @Test("signed in, the security centre shows it with a button that stops it", arguments: TestEngine.available)
    func signedIn(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await Self.lose(cast)
            var mira = try await OwnBrowser(cast, cast.mira)
            let stops = "action=\"/upay/second-factor/lost/stops\""
            #expect(try await !mira.open("/security").text.contains(stops))
            #expect(try await mira.open("/second-factor/lost").text.contains("value=\"factor_lost\""))
            let asked = try await mira.prove(
                .factorLost, [(.phoneCode, ""), (.emailCode, ""), (.paymentPassword, Self.digits)])
            #expect(try await mira.open(asked).status == 200)
            for page in ["/security", "/security/two-factor", "/second-factor/lost"] {
                #expect(try await mira.open(page).text.contains(stops), "\(page)")
            }
            var theo = try await OwnBrowser(cast, cast.theo)
            #expect(try await !theo.open("/security").text.contains(stops))
            #expect(try await theo.send("/second-factor/lost/stops").status == 303)
            let forged = try await cast.submit(
                "/upay/second-factor/lost/stops", ["csrf": theo.session.csrf], cookies: mira.cookies)
            #expect(forged.status == 403)
            #expect(try await Self.states(cast) == [.cooling])
            let stopped = try await mira.send("/second-factor/lost/stops")
            #expect(stopped.text.contains(LostFactorTexts.stopped(.zhHans)))
            #expect(try await Self.states(cast) == [.stopped])
            #expect(try await mira.send("/second-factor/lost/stops").status == 303, "a second click")
            #expect(try await !mira.open("/security").text.contains(stops))
        }
    }

    // MARK: - Stopping

    @Test("the link in the notice stops it without signing in, and only it", arguments: TestEngine.available)
    func link(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await Self.lose(cast)
            let path = try await Self.cooling(cast)
            let shown = try await cast.page(path)
            #expect(shown.status == 200 && shown.text.contains(LostFactorTexts.stopTitle(.zhHans)))
            #expect(!shown.text.contains("type=\"password\"") && !shown.text.contains("0001"))
            #expect(try await Self.states(cast) == [.cooling], "looking stops nothing")
            let elsewhere = path.replacing("/upay/", with: "/topay/")
            #expect(try await cast.page(elsewhere).status == 404, "another brand")
            #expect(try await cast.submit(elsewhere, [:]).status == 404)
            #expect(try await cast.submit(path.replacing("/stop", with: "x/stop"), [:]).status == 404)
            let crossed = try await cast.submit(path, [:], headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(crossed.status == 403)
            #expect(try await Self.states(cast) == [.cooling])
            for time in 1...2 {
                let stopped = try await cast.submit(path, [:])
                #expect(stopped.status == 200 && stopped.text.contains("/upay/freeze"), "time \(time)")
            }
            #expect(try await Self.events(cast, "second_factor.removal_stopped") == 1)
            #expect(try await cast.notices("second_factor_removal_stopped", to: cast.mira).count == 2)
            cast.clock.advance(seconds: LostFactor.coolingSeconds + 60)
            await cast.settle()
            #expect(try await Self.factors(cast) == [.oneTimePassword, .recoveryCode])
        }
    }

    @Test("after its time the link stops nothing and says so", arguments: TestEngine.available)
    func lateLink(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await Self.lose(cast)
            let path = try await Self.cooling(cast)
            cast.clock.advance(seconds: LostFactor.coolingSeconds + 60)
            await cast.settle()
            let late = try await cast.submit(path, [:])
            #expect(late.status == 200 && late.text.contains(LostFactorTexts.doneTitle(.zhHans)))
            #expect(try await Self.states(cast) == [.done])
            #expect(try await Self.events(cast, "second_factor.removal_stopped") == 0)
        }
    }

    /// What shows that the factor is there after all.
    enum Proving: String, CaseIterable { case program, recoveryCode, page, passkey, check }

    @Test(
        "whoever signs in with the factor, or proves something else with it, has it: nothing is removed",
        arguments: TestEngine.available, Proving.allCases)
    func found(on engine: TestEngine, by way: Proving) async throws {
        try await Cast.play(on: engine) { cast in
            let (app, soft) = (try await Self.lose(cast), SoftPasskey())
            let codes = try await cast.storage.write { transaction in
                try OwnPasskey.add(soft.passkey, named: "手机", to: cast.mira, in: transaction)
                return try TwoFactor.renewRecoveryCodes(of: cast.mira.id, cast.desk.vault, in: transaction)
            }
            _ = try await Self.cooling(cast)
            #expect(try await cast.signIn(cast.mira).status == 428)
            #expect(try await Self.signIn(cast, Cast.wrong(app.code(at: cast.clock.now))).status == 401)
            #expect(try await Self.states(cast) == [.cooling], "the password shows nothing, nor a wrong code")
            let browser = Browser(cast)
            switch way {
            case .program: #expect(try await Self.signIn(cast, app.code(at: cast.clock.now)).status == 201)
            case .recoveryCode: #expect(try await Self.signIn(cast, codes[0]).status == 201)
            case .page:
                let check = try #require(try await browser.signIn(Self.phone).location)
                let entered = try await browser.answer(check, .oneTimePassword, app.code(at: cast.clock.now))
                #expect(entered.location == "/upay/")
            case .passkey:
                let options = try await browser.post("/upay/signin/passkeys", json: "{}")
                let entered = try await browser.post("/upay/signin/passkeys/answers", json: soft.answer(options))
                #expect(entered.status == 200)
            case .check:
                var mira = try await OwnBrowser(cast, cast.mira)
                let begun = try await mira.send("/security/two-factor/off")
                _ = try await mira.give([(.oneTimePassword, app.code(at: cast.clock.now))], to: begun)
            }
            #expect(try await Self.states(cast) == [.stopped])
            #expect(try await cast.notices("second_factor_removal_stopped", to: cast.mira).count == 2)
            cast.clock.advance(seconds: LostFactor.coolingSeconds + 60)
            await cast.settle()
            #expect(try await Self.factors(cast) == [.oneTimePassword, .recoveryCode, .passkey])
            #expect(try await Self.events(cast, "second_factor.removed") == 0)
        }
    }

    @Test("an account that was shut meanwhile keeps its factors", arguments: TestEngine.available)
    func shut(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await Self.lose(cast)
            _ = try await Self.cooling(cast)
            try await cast.storage.write { transaction in
                _ = try AccountLock.place(.risk, on: cast.mira, because: "unsure", by: "system", in: transaction)
                try AccountLock.lift(.risk, of: cast.mira, by: "system", in: transaction)
            }
            #expect(try await Self.states(cast) == [.stopped], "also where it is open again by then")
            // And where the lock came without stopping it.
            try await cast.storage.write { transaction in
                _ = try AccountLock.place(.owner, on: cast.mira, because: "unsure", by: "system", in: transaction)
                try transaction.execute("UPDATE lost_factor SET state = 'cooling', settled_at = NULL")
            }
            cast.clock.advance(seconds: LostFactor.coolingSeconds + 60)
            await cast.settle()
            #expect(try await Self.states(cast) == [.stopped])
            #expect(try await Self.factors(cast) == [.oneTimePassword, .recoveryCode])
            #expect(try await Self.events(cast, "second_factor.removal_stopped") == 2)
            // Shut, it cannot be asked for.
            var browser = CheckBrowser(cast)
            let asked = try await Self.ask(cast, &browser)
            #expect(asked.hasPrefix("/upay/locked?hint="))
            #expect(try await Self.states(cast) == [.stopped])
        }
    }

    @Test("of its end and a stop at the same moment, one happens", arguments: TestEngine.available)
    func race(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await Self.lose(cast)
            let path = try await Self.cooling(cast)
            let id: ID<LostFactorNoun> = try await cast.storage.read {
                try #require(try LostFactor.waiting(cast.mira.id, in: $0)).id
            }
            cast.clock.advance(seconds: LostFactor.coolingSeconds + 1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await cast.storage.write { try LostFactor.finish(id, in: $0) } }
                    group.addTask {
                        let status = try await cast.submit(path, [:]).status
                        #expect(status == 200)
                    }
                }
                try await group.waitForAll()
            }
            let isDone = try await Self.states(cast) == [.done]
            #expect(try await Self.events(cast, "second_factor.removed") == (isDone ? 1 : 0))
            #expect(try await Self.events(cast, "second_factor.removal_stopped") == (isDone ? 0 : 1))
            #expect(try await Self.factors(cast) == (isDone ? [] : [.oneTimePassword, .recoveryCode]))
        }
    }
}
