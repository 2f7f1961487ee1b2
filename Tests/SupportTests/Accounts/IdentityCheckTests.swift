import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct IdentityChecks {
    @Test("the code that was sent passes the check, once", arguments: TestEngine.available)
    func passes(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = CheckBrowser(cast)
            let path = try await mira.check(.resetPassword, "13900000001")
            let page = try await mira.get(path)
            #expect(page.status == 200)
            #expect(page.text.contains("139****0001"))
            #expect(!page.text.contains("林"), "who has shown nothing is told nothing")
            let code = try await cast.code(to: "13900000001")
            let wrong = try await mira.answer(path, .phoneCode, cast.notTheCode(to: "13900000001"))
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("还可以试 4 次"))
            let right = try await mira.answer(path, .phoneCode, " \(code.prefix(3)) \(code.suffix(3)) ")
            #expect(right.status == 303)
            #expect(right.location?.hasPrefix("/upay/password/new?check=") == true)
            let again = try await mira.answer(path, .phoneCode, code)
            #expect(again.status == 409)
        }
    }

    @Test("a contact that nobody has looks the same, byte for byte", arguments: TestEngine.available)
    func stranger(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for purpose in [Purpose.freeze, .unlock, .unfreeze, .appeal, .resetPassword, .factorLost] {
                cast.clock.advance(seconds: 3_700)
                // Both read 139****0001 where they are shown.
                let known = try await Self.walk(cast, purpose, "13900000001")
                let unknown = try await Self.walk(cast, purpose, "13912340001")
                #expect(known.count == unknown.count)
                for (one, other) in zip(known, unknown) { #expect(one == other, "\(purpose)") }
            }
            #expect(try await cast.count("SELECT COUNT(*) FROM notice WHERE address = '13900000001'") == 6)
            #expect(try await cast.count("SELECT COUNT(*) FROM notice WHERE address = '13912340001'") == 0)
        }
    }

    /// All that a browser gets, without what differs from one check to the next.
    private static func walk(_ cast: Cast, _ purpose: Purpose, _ contact: String) async throws -> [String] {
        var browser = CheckBrowser(cast)
        let path = try await browser.check(purpose, contact)
        var replies = [try await browser.get(path)]
        for _ in 0..<6 { replies.append(try await browser.answer(path, .phoneCode, "000000")) }
        replies.append(try await browser.submit("\(path)/codes", ["by": "phone_code"]))
        replies.append(try await browser.get(path + "?by=email_code"))
        replies.append(try await browser.get(path + "?by=password"))
        replies.append(try await browser.answer(path, .password, Cast.password))
        let id = path.split(separator: "/").last ?? ""
        return replies.map { "\($0.status) \($0.location ?? "") \($0.text)".replacing(id, with: "ID") }
    }

    @Test("codes are sent once a minute and five times an hour, and stopping has an allowance of its own")
    func codeLimits() async throws {
        try await Cast.play(on: .sqlite) { cast in
            var mira = CheckBrowser(cast)
            let path = try await mira.check(.resetPassword, "13900000001")
            let soon = try await mira.submit("\(path)/codes", ["by": "phone_code"])
            #expect(soon.status == 429)
            for _ in 0..<3 {
                cast.clock.advance(seconds: 61)
                #expect(try await mira.submit("\(path)/codes", ["by": "phone_code"]).status == 303)
            }
            cast.clock.advance(seconds: 61)
            let fifth = try await mira.submit("\(path)/codes", ["by": "phone_code"])
            #expect(fifth.status == 429, "four for one check")
            #expect(try await mira.check(.resetPassword, "13900000001") == path, "begun once more, it is the same one")
            var other = CheckBrowser(cast)
            let second = try await other.check(.resetPassword, "13900000001")
            cast.clock.advance(seconds: 61)
            #expect(try await other.submit("\(second)/codes", ["by": "phone_code"]).status == 429, "five in an hour")
            let sent = try await cast.count("SELECT COUNT(*) FROM notice WHERE template = 'code'")
            #expect(sent == 5)
            for _ in 0..<4 {
                var thief = CheckBrowser(cast)
                _ = try await thief.check(.unlock, "13900000001")
            }
            var thief = CheckBrowser(cast)
            let refused = try await thief.submit("/upay/checks", ["purpose": "unlock", "contact": "13900000001"])
            #expect(refused.status == 429)
            let stop = try await mira.pass(.freeze, cast.mira)
            #expect(stop.location?.hasPrefix("/upay/freeze/receipt") == true, "nobody can use up the emergency brake")
        }
    }

    @Test("an old check, an old code and another browser's check are worth nothing", arguments: TestEngine.available)
    func bounds(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var (mira, thief) = (CheckBrowser(cast), CheckBrowser(cast))
            let path = try await mira.check(.resetPassword, "13900000001")
            let code = try await cast.code(to: "13900000001")
            #expect(try await thief.get(path).status == 404)
            #expect(try await thief.answer(path, .phoneCode, code).status == 404)
            _ = try await thief.check(.resetPassword, "13900000002")
            #expect(try await thief.answer(path, .phoneCode, code).status == 404, "also with a check of their own")
            cast.clock.advance(seconds: IdentityCheck.codeSeconds + 1)
            #expect(try await mira.answer(path, .phoneCode, code).status == 422, "the code is too old")
            cast.clock.advance(seconds: 400)
            #expect(try await mira.answer(path, .phoneCode, code).status == 409, "the check is too old")
            #expect(try await mira.get(path).text.contains(CheckTexts.over(.zhHans)))
            let next = try await mira.check(.resetPassword, "13900000001")
            let fresh = try await cast.code(to: "13900000001")
            #expect(try await mira.answer(next, .phoneCode, fresh).status == 303)
        }
    }

    @Test(
        "a passed check is good for one act of its own kind, however many ask at once", arguments: TestEngine.available)
    func oneUse(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = CheckBrowser(cast)
            let reply = try await mira.pass(.resetPassword, cast.mira)
            let id = CheckID(String(try #require(reply.location).split(separator: "=").last ?? ""))
            let holder = Holder(cookie: mira.cookies["check_upay"], party: nil)
            func use(_ purpose: Purpose, _ holder: Holder) async -> Bool {
                (try? await cast.storage.write {
                    try IdentityCheck.use(id, for: purpose, holder: holder, in: $0)
                }) != nil
            }
            #expect(await !use(.unfreeze, holder))
            #expect(await !use(.resetPassword, Holder(cookie: "another", party: nil)))
            let wins = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { await use(.resetPassword, holder) } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
        }
    }

    @Test("guesses sent at once count like guesses one after the other", arguments: TestEngine.available)
    func parallel(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = CheckBrowser(cast)
            let path = try await mira.check(.resetPassword, "13900000001")
            let wrong = try await cast.notTheCode(to: "13900000001")
            let browser = mira
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        var one = browser
                        return try await one.answer(path, .phoneCode, wrong).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 422 || $0 == 409 })
            #expect(try await cast.count("SELECT COUNT(*) FROM event WHERE kind = 'identity.missed'") == 5)
            let late = try await mira.answer(path, .phoneCode, cast.code(to: "13900000001"))
            #expect(late.status == 422, "the right code comes too late")
            #expect(late.text.contains(CheckTexts.codeUsedUp(.zhHans)))
            cast.clock.advance(seconds: 61)
            #expect(try await mira.submit("\(path)/codes", ["by": "phone_code"]).status == 303)
            let fresh = try await mira.answer(path, .phoneCode, cast.code(to: "13900000001"))
            #expect(fresh.status == 303, "a new code can be asked for")
        }
    }

    @Test("right answers sent at once pass the check once", arguments: TestEngine.available)
    func parallelRight(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = CheckBrowser(cast)
            let path = try await mira.check(.resetPassword, "13900000001")
            let (code, browser) = (try await cast.code(to: "13900000001"), mira)
            let passed = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        var one = browser
                        return try await one.answer(path, .phoneCode, code).status == 303 ? 1 : 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(passed == 1)
            #expect(try await cast.count("SELECT COUNT(*) FROM event WHERE kind = 'identity.passed'") == 1)
        }
    }

    @Test(
        "questions about recent transactions are asked once, and a wrong answer ends them",
        arguments: TestEngine.available)
    func transactions(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            for (index, shop) in ["拾光咖啡", "星光书店", "拾光咖啡"].enumerated() {
                _ = try await cast.pay(cast.mira, 1_200 + Int64(index) * 77, to: shop, key: "p\(index)")
            }
            for isRight in [false, true] {
                cast.clock.advance(seconds: 61)
                var mira = CheckBrowser(cast)
                let path = try await mira.check(.unlock, "13900000001")
                let first = try await mira.answer(path, .phoneCode, cast.code(to: "13900000001"))
                #expect(first.location == path, "a code is not enough")
                _ = try await mira.submit("\(path)/codes", ["by": "transactions"])
                let right = try await Self.rightAnswers(path, cast)
                var fields = ["by": "transactions"]
                for (index, number) in right.enumerated() {
                    fields["q\(index)"] = String(isRight ? number : (number + 1) % 4)
                }
                let answered = try await mira.submit("\(path)/proofs", fields)
                #expect(answered.status == (isRight ? 303 : 422))
                if isRight {
                    #expect(answered.location?.hasPrefix("/upay/unlock/done") == true)
                } else {
                    for (index, number) in right.enumerated() { fields["q\(index)"] = String(number) }
                    #expect(try await mira.submit("\(path)/proofs", fields).status == 409, "no second look")
                }
            }
        }
    }

    private static func rightAnswers(_ path: String, _ cast: Cast) async throws -> [Int] {
        let id = CheckID(String(path.split(separator: "/").last ?? ""))
        let sealed = try await cast.storage.read { try IdentityCheck.find(id, in: $0).step(.transactions)?.secret }
        return try RecentTransactions(sealed: #require(sealed), of: id, cast.desk.vault).questions.map(\.right)
    }

    @Test("who has somebody's session cannot go on guessing at the rest")
    func guesses() async throws {
        try await Cast.play(on: .sqlite) { cast in
            try await cast.setPaymentPassword(cast.mira)
            var thief = try await CheckBrowser.of(cast.mira, cast)
            var paths: [String] = []
            for _ in 0..<8 {
                let opened = try await thief.submit(
                    "/upay/checks", ["purpose": "change_password", "csrf": thief.csrf()])
                paths.append(try #require(opened.location))
            }
            var looked = 0
            for path in paths {
                for _ in 0..<5 {
                    let reply = try await thief.answer(path, .password, "wrong")
                    if reply.status == 422 { looked += 1 }
                }
            }
            #expect(looked == IdentityCheck.guessesPerHourMax)
            let more = try await thief.submit("/upay/checks", ["purpose": "change_password", "csrf": thief.csrf()])
            #expect(more.status == 429)
        }
    }

    @Test("old checks and their codes are forgotten, and young ones are not", arguments: TestEngine.available)
    func expiry(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = CheckBrowser(cast)
            _ = try await mira.check(.unlock, "13900000001")
            cast.clock.advance(seconds: (IdentityCheck.keptDays + 1) * 86_400)
            _ = try await mira.check(.unlock, "13900000001")
            try await cast.storage.write { try $0.enqueue("identity.expiry", key: "now") }
            await cast.settle()
            #expect(try await cast.count("SELECT COUNT(*) FROM identity_check") == 1)
            #expect(try await cast.count("SELECT COUNT(*) FROM identity_proof") == 1)
            #expect(try await cast.count("SELECT COUNT(*) FROM code_sent") == 1)
        }
    }

    @Test("what a purpose asks for cannot be met by enough of anything else")
    func policies() {
        let all = Set(Proof.allCases)
        #expect(Purpose.freeze.policy(all).isMet(by: [.phoneCode], means: all))
        #expect(!Purpose.unlock.policy(all).isMet(by: [.phoneCode], means: all))
        #expect(Purpose.unlock.policy(all).isMet(by: [.phoneCode, .password], means: all))
        #expect(!Purpose.unlock.policy(all).isMet(by: [.password, .paymentPassword, .transactions], means: all))
        let strict = Purpose.unfreeze.policy(all)
        #expect(!strict.isMet(by: [.phoneCode, .emailCode, .password], means: all), "two codes are one channel lost")
        #expect(strict.isMet(by: [.phoneCode, .paymentPassword, .password], means: all))
        #expect(strict.isMet(by: [.emailCode, .passkey], means: all))
        let reset = Purpose.resetPassword.policy(all)
        #expect(!reset.isMet(by: [.phoneCode, .emailCode], means: all), "a second factor is not got round by codes")
        #expect(reset.isMet(by: [.phoneCode, .oneTimePassword], means: all))
    }
}
