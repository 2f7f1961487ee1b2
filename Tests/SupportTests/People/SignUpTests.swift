import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct SigningUp {
    private static let details = [
        "name": "周 小满", "password": "山高 月小 水落石出", "birthday": "1996-02-29", "safe_word": "青柠汽水", "agreed": "yes",
    ]

    private static func id(_ path: String) -> String { String(path.split(separator: "=").last ?? "") }

    private static func customers(_ cast: Cast, _ contact: String) async throws -> [Customer] {
        try await cast.storage.read { transaction in
            try transaction.rows(
                "SELECT \(Customer.columns) FROM customer WHERE phone = \(contact) OR email = \(contact)"
            ).map(Customer.init)
        }
    }

    @Test("a phone or an e-mail, a code, a name and a password make a customer", arguments: TestEngine.available)
    func joins(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for (typed, contact) in [("+86 138 1111-2222", "13811112222"), ("Zhou@Example.com", "zhou@example.com")] {
                let browser = Browser(cast)
                let begun = try await browser.submit("/upay/signup", ["contact": typed])
                #expect(begun.status == 303)
                let check = try #require(begun.location)
                #expect(try await browser.open(check).text.contains(Contact(contact)?.masked ?? "?"))
                let code = try #require(try await cast.code(for: contact))
                let proof: Proof = contact.contains("@") ? .emailCode : .phoneCode
                let next = try #require(try await browser.answer(check, proof, code).location)
                #expect(next.hasPrefix("/upay/signup/details?check="))
                #expect(try await browser.open(check).location == next, "back again, the way is the same")
                #expect(try await browser.open(next).status == 200)
                let form = Self.details.merging(["check": Self.id(next)]) { $1 }
                #expect(try await browser.submit("/upay/signup/details", form).location == "/upay/")
                let home = try await browser.open("/upay/")
                #expect(home.status == 200 && home.text.contains("周 小满"))

                let customer = try #require(try await Self.customers(cast, contact).first)
                #expect(customer.name == "周 小满" && customer.birthday == "1996-02-29" && customer.safeWord == "青柠汽水")
                #expect(try await cast.ledger.account(customer.id).balance.minor == 0)
                await cast.settle()
                #expect(try await cast.storage.read { try DeadJob.all(in: $0) }.isEmpty)
                let welcome = try #require(try await cast.notices(to: contact, "welcome").first)
                #expect(welcome.text.contains("400-555-0166") && welcome.text.contains("青柠汽水"))
                #expect(try await cast.notices(to: contact, "new_device").isEmpty, "the first device is no news")
                #expect(try await Browser(cast).signIn(contact, "山高 月小 水落石出").status == 303)
                #expect(try await cast.notices(to: contact, "new_device").count == 1, "the second one is")
            }
        }
    }

    @Test("a wallet that is silent keeps nobody out, and is opened later", arguments: TestEngine.available)
    func silentWallet(on engine: TestEngine) async throws {
        let silent = WalletConnector(url: "http://127.0.0.1:1", token: "nobody listens")
        let wallet: @Sendable (Ledger) -> any Wallet = { _ in silent }
        try await Cast.play(on: engine, wallet: wallet) { cast in
            let browser = Browser(cast)
            let next = try await browser.prove(.signUp, "13811112222")
            let form = Self.details.merging(["check": Self.id(next)]) { $1 }
            #expect(try await browser.submit("/upay/signup/details", form).status == 303)
            #expect(try await browser.open("/upay/").status == 200)
            let customer = try #require(try await Self.customers(cast, "13811112222").first)
            #expect(try await cast.storage.read { try $0.isWaiting(SignUp.opening, key: customer.id.text) })
        }
    }

    @Test(
        "a contact that is taken looks the same; its owner is told, and no code leaves", arguments: TestEngine.available
    )
    func taken(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            func page(_ contact: String) async throws -> (text: String, headers: Set<String>) {
                let browser = Browser(cast)
                let begun = try await browser.submit("/upay/signup", ["contact": contact])
                let check = try #require(begun.location)
                var text = try await browser.open(check).text
                for (what, with) in [(String(check.split(separator: "/").last ?? ""), "ID")] {
                    text = text.replacing(what, with: with)
                }
                return (
                    text.replacing(Contact(contact)?.masked ?? "", with: "CONTACT"),
                    Set(begun.headers.map(\.name.canonicalName))
                )
            }
            let (fresh, known) = (try await page("13811112222"), try await page("13900000001"))
            #expect(fresh.text == known.text)
            #expect(fresh.headers == known.headers)
            #expect(fresh.text.contains("CONTACT"), "the page names the contact, so that this compared something")
            #expect(try await cast.code(for: "13811112222") != nil)
            #expect(try await cast.code(for: "13900000001") == nil)
            #expect(try await cast.notices(to: "13900000001", "already_joined").count == 1)
        }
    }

    @Test("of two who come with the same contact at once one joins", arguments: TestEngine.available)
    func race(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var doors: [(Browser, String)] = []
            for _ in 0..<2 {
                let browser = Browser(cast)
                doors.append((browser, Self.id(try await browser.prove(.signUp, "13811112222"))))
                cast.clock.advance(seconds: 61)
            }
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for (browser, check) in doors {
                    group.addTask {
                        try await browser.submit(
                            "/upay/signup/details", Self.details.merging(["check": check]) { $1 })
                    }
                }
                return try await group.reduce(into: [Reply]()) { $0.append($1) }
            }
            #expect(replies.map(\.status).sorted() == [303, 409])
            #expect(replies.contains { $0.text.contains(SignUpTexts.contactTaken(.zhHans)) })
            #expect(try await Self.customers(cast, "13811112222").count == 1)
        }
    }

    @Test(
        "a check is good for one customer, in its own browser, for a quarter of an hour",
        arguments: TestEngine.available)
    func checks(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let check = Self.id(try await browser.prove(.signUp, "13811112222"))
            let form = Self.details.merging(["check": check]) { $1 }
            let other = Browser(cast)
            #expect(try await other.open("/upay/signup/details?check=\(check)").status == 404)
            #expect(try await other.submit("/upay/signup/details", form).status == 404)
            _ = try await other.begin(.signUp, "13811113333")
            #expect(try await other.submit("/upay/signup/details", form).status == 404, "with a cookie of its own, too")
            let open = try await other.begin(.signUp, "13811114444").split(separator: "/").last.map(String.init) ?? ""
            #expect(try await other.submit("/upay/signup/details", form.merging(["check": open]) { $1 }).status == 409)
            #expect(try await Self.customers(cast, "13811112222").isEmpty)
            // The same form, sent five times at once from the right browser.
            let replies = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<5 {
                    group.addTask { try await browser.submit("/upay/signup/details", form).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(replies.sorted() == [303, 409, 409, 409, 409])
            #expect(try await Self.customers(cast, "13811112222").count == 1)

            let late = Browser(cast)
            let expired = Self.id(try await late.prove(.signUp, "late@example.com"))
            cast.clock.advance(seconds: IdentityCheck.passedSeconds + 1)
            let tooLate = try await late.submit("/upay/signup/details", form.merging(["check": expired]) { $1 })
            #expect(tooLate.status == 409)
            #expect(try await Self.customers(cast, "late@example.com").isEmpty)
        }
    }

    @Test(
        "what is wrong is named beside its field, and nothing but the password has to be typed again",
        arguments: TestEngine.available)
    func fields(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let check = Self.id(try await browser.prove(.signUp, "13811112222"))
            let right = Self.details.merging(["check": check]) { $1 }
            let wrongs: [(field: String, value: String)] = [
                ("name", ""), ("name", "<b>x"), ("name", String(repeating: "长", count: 41)), ("name", "123"),
                ("password", ""), ("password", "kurz"), ("password", "12345678"), ("password", "19960229"),
                ("password", "13811112222"), ("password", String(repeating: "长", count: 257)),
                ("birthday", "2026-02-30"), ("birthday", "2027-01-01"), ("birthday", "1850-01-01"),
                ("birthday", "gestern"), ("safe_word", "http://x.cn"), ("safe_word", String(repeating: "长", count: 21)),
                ("safe_word", "山高 月小 水落石出"), ("agreed", ""),
            ]
            for (field, value) in wrongs {
                let reply = try await browser.submit("/upay/signup/details", right.merging([field: value]) { $1 })
                #expect(reply.status == 422, "\(field) “\(value)”")
                #expect(reply.text.contains("id=\"\(field)-error\""), "\(field) “\(value)”")
                #expect(!reply.text.contains("value=\"\(right["password"] ?? "")\"") || field == "safe_word")
                if field != "name" { #expect(reply.text.contains("value=\"周 小满\"")) }
            }
            #expect(try await Self.customers(cast, "13811112222").isEmpty)
            let typed = right.merging(["birthday": "１９９６年２月２９日", "name": "  周\u{3000} 小满 "]) { $1 }
            #expect(try await browser.submit("/upay/signup/details", typed).status == 303)
            let customer = try #require(try await Self.customers(cast, "13811112222").first)
            #expect(customer.birthday == "1996-02-29" && customer.name == "周 小满")
        }
    }

    @Test("codes to ever new numbers end soon", arguments: [TestEngine.sqlite])
    func pumping(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            var statuses: [Int] = []
            for number in 100..<165 {
                statuses.append(try await browser.submit("/upay/signup", ["contact": "13811111\(number)"]).status)
            }
            #expect(statuses.count { $0 == 303 } == 60 && statuses.last == 429)
            cast.clock.advance(seconds: 601)
            #expect(try await browser.submit("/upay/signup", ["contact": "13811111999"]).status == 303)
        }
    }

    @Test("what is no phone and no e-mail is said so, and kept", arguments: [TestEngine.sqlite])
    func contacts(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for typed in ["", "abc", "a@b", "1", "13811112222,13811113333"] {
                let reply = try await Browser(cast).submit("/upay/signup", ["contact": typed])
                #expect(reply.status == 422, "\(typed)")
                #expect(reply.text.contains("id=\"contact-error\"") && reply.text.contains("value=\"\(typed)\""))
            }
        }
    }
}
