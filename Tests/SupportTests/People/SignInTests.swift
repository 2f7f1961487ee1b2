import HTTPTypes
import Storage
import Terms
import Testing

@testable import Support

@Suite struct SigningIn {
    private static func body(_ login: String, _ password: String) -> String {
        "{\"brand\":\"upay\",\"login\":\(Cast.quoted(login)),\"password\":\(Cast.quoted(password))}"
    }

    @Test(
        "the typing is judged, not the password: the same hint for a login that nobody has",
        arguments: TestEngine.available)
    func slips(on engine: TestEngine) async throws {
        let patient = try #require(SignInPolicy(failuresMax: 10, lockSeconds: 1_800))
        try await Cast.play(on: engine, signInPolicy: patient) { cast in
            for (typed, slip) in [
                (" \(Cast.password)", "spaces"), ("\(Cast.password)\u{3000}", "spaces"),
                ("cORRECT-HORSE-9", "capitals"), ("FALSCH", "capitals"), ("falsch", nil), ("12345", nil),
            ] as [(String, String?)] {
                let known = try await cast.post("/api/v1/sessions", Self.body("13900000001", typed))
                let unknown = try await cast.post("/api/v1/sessions", Self.body("13999999999", typed))
                #expect(known.status == 401, "“\(typed)” is not let in")
                #expect(known.json["error"]["slip"].string == slip)
                #expect(known.text == unknown.text)
            }
        }
    }

    @Test("a password is the same whichever way its letters are composed", arguments: TestEngine.available)
    func composed(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let hash = try await cast.desk.passwords.hash("Überraschung 九月 ９")
            try await cast.storage.write { try cast.mira.change(passwordHash: hash, in: $0) }
            #expect(try await cast.signIn(cast.mira, password: "U\u{308}berraschung 九月 9").status == 201)
            #expect(try await cast.signIn(cast.mira, password: "uberraschung 九月 9").status == 401)
        }
    }

    @Test("neither words nor work tell whether a login exists", arguments: TestEngine.available)
    func enumeration(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            _ = try await cast.desk.passwords.matches("warms the decoy up", nil)
            func walk(_ login: String) async throws -> [String] {
                var seen: [String] = []
                for index in 0..<7 {
                    let before = cast.desk.passwords.runCount
                    let reply = try await cast.submit("/upay/signin", ["login": login, "password": "falsch\(index)"])
                    let runs = cast.desk.passwords.runCount - before
                    seen.append("\(reply.status) \(runs) " + reply.text.replacing(login, with: "LOGIN"))
                }
                return seen
            }
            let (known, unknown) = (try await walk("13900000001"), try await walk("13999999999"))
            #expect(known == unknown)
            #expect(known.allSatisfy { $0.dropFirst(4).hasPrefix("1 ") }, "one run of Argon2 each time")
            #expect(Set(known).count == 5, "four that count down, the lock, and then only the lock")
            #expect(known.allSatisfy { $0.contains("LOGIN") })
        }
    }

    @Test("only the right password tells that an account is stopped or banned", arguments: TestEngine.available)
    func shut(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for (kind, way, purpose) in [
                (AccountLock.Kind.owner, "unfreeze", Purpose.unfreeze), (.risk, "unlock", .unlock),
                (.ban, "appeal", .appeal),
            ] {
                try await cast.storage.write { transaction in
                    _ = try AccountLock.place(kind, on: cast.mira, because: "test", by: "system", in: transaction)
                }
                let right = try await cast.signIn(cast.mira)
                #expect(right.status == 423 && right.json["error"]["reason"].string == kind.rawValue)
                #expect(right.json["error"]["ways_out"].string == "\(way),chat,phone")
                let wrong = try await cast.signIn(cast.mira, password: "falsch")
                #expect(wrong.status == 401 && wrong.json["error"]["reason"] == .null)
                let browser = Browser(cast)
                let sent = try await browser.signIn("13900000001")
                #expect(sent.status == 303 && browser["customer_upay"] == nil)
                let explained = try await browser.open(try #require(sent.location))
                #expect(explained.status == 200, "\(sent.location ?? "")")
                #expect(explained.text.contains("/\(way)") || explained.text.contains("value=\"\(purpose.rawValue)\""))
                let begun = try await browser.submit(
                    "/upay/checks", ["purpose": purpose.rawValue, "contact": "13900000001"])
                #expect(begun.status == 303, "the way out is open")
                cast.clock.advance(seconds: 61)
            }
            let kinds = AccountLock.Kind.self
            try await cast.storage.write { transaction in
                for kind in [kinds.owner, .risk, .ban] {
                    try AccountLock.lift(kind, of: cast.mira, by: "system", in: transaction)
                }
            }
            #expect(try await cast.signIn(cast.mira).status == 201)
        }
    }

    @Test("too many wrong passwords: the page offers every way out", arguments: [TestEngine.sqlite])
    func waysOut(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for login in ["13900000001", "13999999999"] {
                let browser = Browser(cast)
                var last: Reply?
                for _ in 0..<5 { last = try await browser.signIn(login, "falsch") }
                let page = try #require(last)
                #expect(page.status == 423)
                for part in ["value=\"unlock\"", "value=\"reset_password\"", "/upay/chat", "tel:400-555-0160"] {
                    #expect(page.text.contains(part), "\(part)")
                }
                #expect(page.text.contains("name=\"contact\" value=\"\(login)\""))
            }
        }
    }

    @Test("what is allowed is configured, within the limits of PCI DSS", arguments: [TestEngine.sqlite])
    func policy(on engine: TestEngine) async throws {
        #expect(SignInPolicy(failuresMax: 0, lockSeconds: 1_800) == nil)
        #expect(SignInPolicy(failuresMax: 11, lockSeconds: 1_800) == nil)
        #expect(SignInPolicy(failuresMax: 10, lockSeconds: 1_799) == nil)
        let strict = try #require(SignInPolicy(failuresMax: 2, lockSeconds: 3_600))
        try await Cast.play(on: engine, signInPolicy: strict) { cast in
            for login in ["13900000001", "13999999999"] {
                let first = try await cast.post("/api/v1/sessions", Self.body(login, "falsch"))
                #expect(first.json["error"]["attempts_left"].int == 1)
                let second = try await cast.post("/api/v1/sessions", Self.body(login, "falsch"))
                #expect(second.status == 423)
            }
            cast.clock.advance(seconds: 3_599)
            #expect(try await cast.signIn(cast.mira).status == 423)
            cast.clock.advance(seconds: 2)
            #expect(try await cast.signIn(cast.mira).status == 201)
        }
    }

    @Test(
        "every sign-in makes a new token, and what the browser brought along is worth nothing",
        arguments: TestEngine.available)
    func fixation(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            // An attacker's cookie, planted in the victim's browser: a visitor's, and one that they made up.
            let visitor = try #require(try await cast.submit("/upay/chat", ["text": "你好"]).cookie("customer_upay"))
            for planted in [visitor, "c.planted", try await cast.token(cast.theo)] {
                let browser = Browser(cast)
                browser.keep("customer_upay", planted)
                browser.keep("device_upay", "a-device-that-was-planted")
                #expect(try await browser.signIn("13900000001").status == 303)
                let own = try #require(browser["customer_upay"])
                #expect(own != planted)
                #expect(try await cast.page("/upay/", cookies: ["customer_upay": own]).text.contains("林晓"))
                #expect(try await cast.page("/upay/", cookies: ["customer_upay": planted]).location == "/upay/help")
            }
            let browser = Browser(cast)
            _ = try await browser.signIn("13900000001")
            let first = try #require(browser["customer_upay"])
            _ = try await browser.signIn("13900000001")
            #expect(browser["customer_upay"] != first)
            #expect(try await cast.page("/upay/", cookies: ["customer_upay": first]).location == "/upay/help")
        }
    }

    @Test("forms of other sites open nothing", arguments: TestEngine.available)
    func forgery(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            let joining = try await browser.prove(.signUp, "13811112222").split(separator: "=").last ?? ""
            let resetting = try await browser.prove(.resetPassword, "13900000002").split(separator: "=").last ?? ""
            let details = ["name": "周小满", "password": "山高 月小 水落石出", "agreed": "yes", "check": String(joining)]
            let new = ["password": "山高 月小 水落石出", "check": String(resetting)]
            let forms = [
                ("/upay/signup", ["contact": "13811113333"]), ("/upay/signup/details", details),
                ("/upay/password/new", new), ("/upay/signin/passkeys", [:]), ("/upay/signin/passkeys/answers", [:]),
            ]
            for (path, form) in forms {
                for site in ["cross-site", "same-site"] {
                    let reply = try await cast.submit(
                        path, form, cookies: browser.cookies, headers: ["Sec-Fetch-Site": site])
                    #expect(reply.status == 403, "\(path) from \(site)")
                }
                let old = try await cast.submit(
                    path, form, cookies: browser.cookies, headers: ["Origin": "https://evil.example"])
                #expect(old.status == 403, "\(path) from an old browser")
            }
            for (path, form) in forms.prefix(3) {
                #expect(try await browser.submit(path, form).status == 303, "\(path) from our own page")
                browser.keep("customer_upay", nil)
            }
        }
    }

    @Test(
        "who is signed in is nowhere asked to sign in, not even where something went wrong",
        arguments: [TestEngine.sqlite])
    func corner(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (signIn, signOut) = (PageTexts.signIn(.zhHans), PageTexts.signOut(.zhHans))
            let mine = ["customer_upay": try await cast.token(cast.mira)]
            for path in ["/upay/", "/upay/help", "/upay/nothing", "/upay/transactions/none", "/upay/security/devices"] {
                let page = try await cast.page(path, cookies: mine).text
                #expect(page.contains(">\(signOut)<") && !page.contains(">\(signIn)<"), "\(path)")
            }
            #expect(try await cast.page("/upay/signin", cookies: mine).location == "/upay/")
            #expect(try await cast.page("/upay/signup", cookies: mine).location == "/upay/")
            let visitor = try #require(try await cast.submit("/upay/chat", ["text": "你好"]).cookie("customer_upay"))
            for cookies in [[:], ["customer_upay": visitor]] {
                let page = try await cast.page("/upay/nothing", cookies: cookies)
                #expect(page.status == 404 && page.text.contains(">\(signIn)<") && !page.text.contains(">\(signOut)<"))
            }
            let csrf = try #require(
                try await cast.page("/upay/nothing", cookies: mine).text.firstMatch(of: /name="csrf" value="([^"]+)"/))
            let out = try await cast.submit("/upay/signout", ["csrf": String(csrf.output.1)], cookies: mine)
            #expect(out.status == 303, "and the button there works")
            #expect(try await cast.page("/upay/", cookies: mine).location == "/upay/help")
            let expired = try await cast.page("/upay/transactions/none", cookies: mine)
            #expect(expired.status == 401 && expired.text.contains(">\(signIn)<"), "who was signed out may sign in")
        }
    }
}
