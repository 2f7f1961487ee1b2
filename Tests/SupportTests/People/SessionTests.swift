import Terms
import Testing

@testable import Support

@Suite struct Sessions {
    @Test("the right password opens a session that the conversation calls accept", arguments: TestEngine.available)
    func right(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let reply = try await cast.signIn(cast.mira)
            #expect(reply.status == 201)
            #expect(reply.json.keys == ["token", "customer"])
            #expect(reply.json["customer"].keys == ["id", "brand", "name", "phone", "email", "language"])
            #expect(reply.json["customer"]["id"].string == cast.mira.id.text)
            #expect(reply.json["customer"]["phone"].string == "139****0001")
            #expect(reply.json["customer"]["email"].string == "m***@example.com")
            let token = try #require(reply.json["token"].string)
            #expect(try await !cast.open(as: token).isEmpty)
        }
    }

    @Test(
        "the e-mail is a login too, and capital letters and spaces around a login do not matter",
        arguments: TestEngine.available)
    func logins(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for login in ["mira@example.com", " Mira@Example.COM ", "13900000001", " 13900000001"] {
                let reply = try await cast.post("/api/v1/sessions", Self.body(login, Cast.password))
                #expect(reply.status == 201, "login \(login)")
            }
        }
    }

    @Test(
        "each wrong password counts down, the fifth locks, and the lock ends by itself", arguments: TestEngine.available
    )
    func locking(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for left in [4, 3, 2, 1] {
                let reply = try await cast.signIn(cast.mira, password: "wrong")
                #expect(reply.status == 401)
                #expect(reply.errorCode == "wrong_password")
                #expect(reply.json["error"]["attempts_left"].int == left)
                #expect(reply.json["error"]["fields"].keys == ["password"])
            }
            #expect(try await cast.signIn(cast.theo).status == 201, "somebody else's account is not touched")
            for password in ["wrong", Cast.password] {
                let reply = try await cast.signIn(cast.mira, password: password)
                #expect(reply.status == 423, "also the right password, once locked")
                #expect(reply.errorCode == "account_locked")
                #expect(reply.json["error"]["ways_out"].string == "wait,unlock,reset_password,chat,phone")
                let until = reply.json["error"]["unlocks_at"].string.flatMap { Moment(rfc3339: $0) }
                #expect(until == cast.clock.now.adding(seconds: SignInPolicy().lockSeconds))
            }
            cast.clock.advance(seconds: SignInPolicy().lockSeconds - 1)
            #expect(try await cast.signIn(cast.mira).status == 423)
            cast.clock.advance(seconds: 2)
            #expect(try await cast.signIn(cast.mira).status == 201)
            let afresh = try await cast.signIn(cast.mira, password: "wrong")
            #expect(afresh.json["error"]["attempts_left"].int == 4, "the count begins anew")
        }
    }

    @Test("a stranger's login reads the same as a wrong password", arguments: TestEngine.available)
    func stranger(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let stranger = try await cast.post("/api/v1/sessions", Self.body("13999999999", "wrong"))
            let known = try await cast.post("/api/v1/sessions", Self.body("13900000001", "wrong"))
            #expect(stranger.status == 401)
            #expect(stranger.text == known.text)
        }
    }

    @Test("another brand's customer cannot sign in here", arguments: TestEngine.available)
    func brands(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            #expect(try await cast.post("/api/v1/sessions", Self.body("13900000003", Cast.password)).status == 401)
            #expect(
                try await cast.post("/api/v1/sessions", Self.body("13900000003", Cast.password, brand: "topay")).status
                    == 201)
            let unknown = try await cast.post("/api/v1/sessions", Self.body("13900000001", "x", brand: "nobody"))
            #expect(unknown.status == 404)
            #expect(unknown.errorCode == "unknown_brand")
        }
    }

    @Test("what is missing is named by its field", arguments: TestEngine.available)
    func empty(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let login = try await cast.post("/api/v1/sessions", Self.body("  ", "x"))
            #expect(login.status == 422)
            #expect(login.json["error"]["fields"].keys == ["login"])
            let password = try await cast.post("/api/v1/sessions", Self.body("13900000001", ""))
            #expect(password.status == 422)
            #expect(password.json["error"]["fields"].keys == ["password"])
            #expect(try await cast.post("/api/v1/sessions", "{}").status == 404, "no brand")
            #expect(try await cast.post("/api/v1/sessions", "").status == 400)
        }
    }

    @Test("trying many logins from one place is slowed down", arguments: TestEngine.available)
    func limited(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var last: Reply?
            for _ in 0...30 { last = try await cast.post("/api/v1/sessions", Self.body("13955555555", "guess")) }
            #expect(last?.status == 429)
            #expect(last?.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
            cast.clock.advance(seconds: 61)
            let later = try await cast.post("/api/v1/sessions", Self.body("13955555555", "guess"))
            #expect(later.status == 423, "a login that nobody has looks locked too, after so many tries")
        }
    }

    @Test("a forged, ended or expired token opens nothing", arguments: TestEngine.available)
    func tokens(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let path = "/api/v1/conversations/\(id)"
            #expect(try await cast.get(path, as: token).status == 200)
            for forged in [token + "x", String(token.dropLast()), "", Session.hash(token), "' OR 1=1 --"] {
                #expect(try await cast.get(path, as: forged).status == 401)
            }
            #expect(try await cast.get(path).status == 401)
            let agents = try await cast.token(cast.chen)
            #expect(try await cast.get(path, as: agents).status == 401, "an agent's token is not a customer's")
            try await cast.storage.write { try Session.end(token, in: $0) }
            #expect(try await cast.get(path, as: token).status == 401)
            let late = try await cast.token(cast.mira)
            cast.clock.advance(seconds: Session.customerSeconds + 1)
            #expect(try await cast.get(path, as: late).status == 401)
        }
    }

    @Test("what a visitor opened is theirs after they sign in", arguments: TestEngine.available)
    func visitor(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let opened = try await cast.submit("/upay/chat", ["text": "怎么充值"])
            let cookie = try #require(opened.cookie("customer_upay"))
            let entered = try await cast.submit(
                "/upay/signin", ["login": "13900000001", "password": Cast.password],
                cookies: ["customer_upay": cookie])
            #expect(entered.status == 303)
            let mine = try #require(entered.cookie("customer_upay"))
            let chat = try #require(opened.location)
            #expect(try await cast.page(chat, cookies: ["customer_upay": mine]).status == 200)
            #expect(try await cast.page(chat, cookies: ["customer_upay": cookie]).status == 401)
        }
    }

    private static func body(_ login: String, _ password: String, brand: String = "upay") -> String {
        "{\"brand\":\"\(brand)\",\"login\":\(Cast.quoted(login)),\"password\":\(Cast.quoted(password))}"
    }
}
