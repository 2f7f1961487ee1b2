import Credentials
import Storage
import Terms
import Testing

@testable import Support

@Suite struct ForgottenPasswords {
    private static let new = "三人行 必有我师 2027"
    private static let phone = "13900000001"

    private static func form(_ next: String, _ password: String = new) -> [String: String] {
        ["check": String(next.split(separator: "=").last ?? ""), "password": password]
    }

    @Test(
        "a code, and a new password: every other session ends, the owner hears of it, and this browser is signed in",
        arguments: TestEngine.available)
    func resets(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (elsewhere, thief) = (try await cast.token(cast.mira), try await cast.token(cast.theo))
            let conversation = "/api/v1/conversations/\(try await cast.open(as: elsewhere))"
            #expect(try await cast.get(conversation, as: elsewhere).status == 200)
            for _ in 0..<5 { _ = try await cast.signIn(cast.mira, password: "wrong") }
            #expect(try await cast.signIn(cast.mira).status == 423)
            let browser = Browser(cast)
            #expect(try await browser.open("/upay/password/forgotten").text.contains("name=\"contact\""))
            let next = try await browser.prove(.resetPassword, Self.phone)
            #expect(next.hasPrefix("/upay/password/new?check="))
            #expect(try await browser.open(next).status == 200)
            let set = try await browser.submit("/upay/password/new", Self.form(next))
            #expect(set.status == 303)
            #expect(try await browser.open("/upay/").text.contains("林晓"))
            #expect(try await cast.get(conversation, as: elsewhere).status == 401)
            let theos = try await cast.open(as: thief)
            #expect(try await cast.get("/api/v1/conversations/\(theos)", as: thief).status == 200, "nobody else's")
            #expect(try await cast.signIn(cast.mira, password: Self.new).status == 201, "the lock is gone, too")
            #expect(try await cast.signIn(cast.mira).status == 401, "the old one is worth nothing")
            for address in [Self.phone, "mira@example.com"] {
                let told = try await cast.notices(to: address, "password_changed")
                #expect(told.count == 1 && told.first?.text.contains("400-555-0160") == true)
            }
            let again = try await browser.submit("/upay/password/new", Self.form(next, "又一个 新的 密码 88"))
            #expect(again.status == 403, "signed in now: a form from before has no token")
            let csrf = try await browser.csrf("/upay/")
            let used = try await browser.submit(
                "/upay/password/new", Self.form(next, "又一个 新的 密码 88").merging(["csrf": csrf]) { $1 })
            #expect(used.status == 409, "the check is used up")
            #expect(try await cast.signIn(cast.mira, password: Self.new).status == 201)
        }
    }

    @Test(
        "what may not be a password is refused, with the reason, and so is the one there is",
        arguments: TestEngine.available)
    func rules(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let next = try await browser.prove(.resetPassword, Self.phone)
            for (password, text) in [
                ("", PasswordTexts.missing), ("kurz", PasswordTexts.text(.tooShort)),
                ("password1", PasswordTexts.text(.common)), (Self.phone, PasswordTexts.text(.fromPhone)),
                (Cast.password, PasswordTexts.unchanged),
            ] {
                let reply = try await browser.submit("/upay/password/new", Self.form(next, password))
                #expect(reply.status == 422)
                #expect(reply.text.contains(text(.zhHans)), "\(password)")
            }
            #expect(try await cast.signIn(cast.mira).status == 201, "nothing has changed")
            #expect(try await browser.submit("/upay/password/new", Self.form(next)).status == 303)
        }
    }

    @Test(
        "the way is bound to the browser that asked, used once, and closes after a quarter of an hour",
        arguments: TestEngine.available)
    func bound(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let next = try await browser.prove(.resetPassword, Self.phone)
            let other = Browser(cast)
            _ = try await other.begin(.resetPassword, "13900000002")
            for stranger in [Browser(cast), other] {
                #expect(try await stranger.open(next).status == 404)
                #expect(try await stranger.submit("/upay/password/new", Self.form(next)).status == 404)
            }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<6 {
                    // Each as if it were the first: with the cookies of before.
                    let twin = Browser(cast)
                    for (name, value) in browser.cookies { twin.keep(name, value) }
                    group.addTask {
                        try await twin.submit("/upay/password/new", Self.form(next, "\(Self.new) \(index)")).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 409, 409, 409, 409, 409])
            cast.clock.advance(seconds: 61)
            let late = Browser(cast)
            let expired = try await late.prove(.resetPassword, Self.phone)
            cast.clock.advance(seconds: IdentityCheck.passedSeconds + 1)
            #expect(try await late.submit("/upay/password/new", Self.form(expired)).status == 409)
        }
    }

    @Test("a check for something else, or one that is still open, sets no password", arguments: TestEngine.available)
    func purposes(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let open = try await browser.begin(.resetPassword, Self.phone)
            let id = String(open.split(separator: "/").last ?? "")
            #expect(try await browser.open("/upay/password/new?check=\(id)").status == 409)
            #expect(try await browser.submit("/upay/password/new", Self.form("=\(id)")).status == 409)
            let joining = try await browser.prove(.signUp, "13811112222")
            #expect(try await browser.submit("/upay/password/new", Self.form(joining)).status == 409)
            #expect(try await cast.signIn(cast.mira).status == 201)
        }
    }

    @Test("who has a second factor is not helped past it by a code", arguments: TestEngine.available)
    func secondFactor(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let app = try await cast.twoFactor(of: cast.mira)
            let browser = Browser(cast)
            let check = try await browser.begin(.resetPassword, Self.phone)
            let code = try #require(try await cast.code(for: Self.phone))
            let half = try await browser.answer(check, .phoneCode, code)
            #expect(half.location == check, "the check goes on")
            #expect(
                try await browser.submit("/upay/password/new", Self.form("=\(check.split(separator: "/").last ?? "")"))
                    .status == 409)
            let whole = try await browser.answer(check, .oneTimePassword, app.code(at: cast.clock.now))
            let next = try #require(whole.location)
            #expect(try await browser.submit("/upay/password/new", Self.form(next)).status == 303)
            #expect(try await browser.open("/upay/").text.contains("林晓"))
        }
    }

    @Test(
        "a sign-in that waits for its second factor ends with the password it began with",
        arguments: TestEngine.available)
    func pending(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let app = try await cast.twoFactor(of: cast.mira)
            let thief = Browser(cast)
            let waiting = try #require(try await thief.signIn(Self.phone).location)
            let hash = try await cast.desk.passwords.hash(Self.new)
            try await cast.storage.write { try cast.mira.change(passwordHash: hash, in: $0) }
            let reply = try await thief.answer(waiting, .oneTimePassword, app.code(at: cast.clock.now))
            #expect(reply.status == 409)
            #expect(try await thief.open("/upay/").location == "/upay/help", "not signed in")
        }
    }

    @Test("a phone that nobody has gets the same pages, and never a way in", arguments: TestEngine.available)
    func unknown(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            func walk(_ contact: String) async throws -> [String] {
                let browser = Browser(cast)
                let check = try await browser.begin(.resetPassword, contact)
                var replies = [try await browser.open(check)]
                let right = try await cast.code(for: contact)
                for _ in 0..<6 { replies.append(try await browser.answer(check, .phoneCode, Cast.wrong(right))) }
                return replies.map { reply in
                    "\(reply.status) "
                        + reply.text.replacing(String(check.split(separator: "/").last ?? ""), with: "ID")
                        .replacing(Contact(contact)?.masked ?? "", with: "CONTACT")
                }
            }
            let before = cast.desk.passwords.runCount
            let (known, unknown) = (try await walk(Self.phone), try await walk("13900000009"))
            #expect(known == unknown)
            #expect(known.contains { $0.contains("CONTACT") } && Set(known).count > 3, "there was something to compare")
            #expect(cast.desk.passwords.runCount == before, "no password was looked at for either")
            #expect(try await cast.code(for: "13900000009") == nil)
        }
    }

    @Test("codes cannot be guessed: five tries a code, also side by side", arguments: TestEngine.available)
    func guessing(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let check = try await browser.begin(.resetPassword, Self.phone)
            let right = try #require(try await cast.code(for: Self.phone))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let reply = try await browser.answer(check, .phoneCode, Cast.wrong(right))
                        #expect([409, 422].contains(reply.status))
                    }
                }
                try await group.waitForAll()
            }
            let after = try await browser.answer(check, .phoneCode, right)
            #expect(after.status == 409, "the right code comes too late")
            let missed = try await cast.storage.read {
                try $0.rows("SELECT id FROM event WHERE kind = 'identity.missed'").count
            }
            #expect(missed == Proof.phoneCode.triesMax, "no more than that were looked at")
            cast.clock.advance(seconds: 61)
            let next = try await Browser(cast).prove(.resetPassword, Self.phone)
            #expect(next.contains("/password/new"), "a check without the guesses passes")
        }
    }

    @Test("one code used many times at once passes one check once", arguments: TestEngine.available)
    func oneCode(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let check = try await browser.begin(.resetPassword, Self.phone)
            let code = try #require(try await cast.code(for: Self.phone))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await browser.answer(check, .phoneCode, code).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 303 } == 1)
            let passed = try await cast.storage.read {
                try $0.rows("SELECT id FROM event WHERE kind = 'identity.passed'").count
            }
            #expect(passed == 1)
        }
    }
}

extension Cast {
    /// Turns two-factor sign-in on; the clock moves on, so that the code that confirmed it is not the next one.
    @discardableResult
    func twoFactor(of customer: Customer) async throws -> OneTimePassword {
        let app = try await storage.write { transaction in
            let app = try #require(try TwoFactor.start(customer.id, desk.vault, in: transaction))
            let codes = try TwoFactor.confirm(app.code(at: transaction.now), of: customer, desk.vault, in: transaction)
            #expect(codes?.count == RecoveryCode.count)
            return app
        }
        clock.advance(seconds: 61)
        return app
    }
}
