import Terms
import Testing

@testable import Support

@Suite struct Opening {
    private static let fields: Set<String> = [
        "id", "number", "brand", "channel", "state", "subject", "code", "transaction", "agent", "last_position",
        "opened_at", "updated_at", "closed_at", "messages",
    ]

    @Test("a customer's conversation comes back whole, with its first words", arguments: TestEngine.available)
    func signedIn(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let reply = try await cast.post(
                "/api/v1/conversations", #"{"brand":"upay","text":"怎么充值"}"#, as: token)
            #expect(reply.status == 201)
            #expect(reply.json.keys == Self.fields, "no token: she has one")
            #expect(reply.headers[.setCookie] == nil)
            #expect(reply.json["number"].string?.wholeMatch(of: /CS[0-9]{12}/) != nil)
            #expect(reply.json["subject"].string == "怎么充值")
            let first = reply.json["messages"][0]
            #expect(
                first.keys == ["id", "conversation", "position", "author", "text", "attachments", "sent_at"])
            #expect(first["position"].int == 1)
            #expect(first["author"] == .object(["kind": .string("customer"), "name": .string("林晓")]))
            #expect(first["attachments"] == .array([]))
            #expect(first["sent_at"].string == cast.clock.now.rfc3339)
            let shown = try await cast.get("/api/v1/conversations/\(reply.json["id"].string ?? "")", as: token)
            #expect(shown.status == 200)
            #expect(shown.json["messages"][0] == first)
        }
    }

    @Test("the assistant answers in the same breath, in the contract's shape", arguments: TestEngine.available)
    func answered(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let reply = try await cast.post("/api/v1/conversations", #"{"brand":"upay","text":"怎么充值"}"#, as: token)
            let answer = reply.json["messages"][1]
            #expect(answer["author"]["kind"].string == "assistant")
            #expect(answer["answer"].keys == ["kind", "code", "confidence", "sources", "actions"])
            #expect(answer["answer"]["code"].string == "top-up")
            #expect(answer["answer"]["sources"][0].keys == ["slug", "title"])
            #expect(answer["answer"]["actions"][0].keys == ["id", "label", "method", "href"])
            #expect(answer["answer"]["actions"][0]["href"].string == "/upay/help/articles/top-up")
        }
    }

    @Test("a visitor gets a token, and it works for what follows", arguments: TestEngine.available)
    func visitor(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let reply = try await cast.post("/api/v1/conversations", #"{"brand":"topay","text":"Hello"}"#)
            #expect(reply.status == 201)
            #expect(reply.json.keys == Self.fields.union(["token"]))
            let (token, id) = (try #require(reply.json["token"].string), try #require(reply.json["id"].string))
            #expect(try await cast.say("还在吗", in: id, as: token).status == 201)
            #expect(try await cast.get("/api/v1/conversations/\(id)/messages", as: token).status == 200)
            let other = try await cast.post("/api/v1/conversations", #"{"brand":"topay","text":"Hello"}"#)
            let others = try #require(other.json["token"].string)
            #expect(try await cast.get("/api/v1/conversations/\(id)", as: others).status == 404)
        }
    }

    @Test("without a word it opens with a greeting", arguments: TestEngine.available)
    func silent(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let reply = try await cast.post("/api/v1/conversations", #"{"brand":"upay"}"#)
            #expect(reply.status == 201)
            #expect(reply.json["messages"][0]["answer"]["kind"].string == "greeting")
            #expect(reply.json["messages"][0]["position"].int == 1)
        }
    }

    @Test("a ticket waits for a person and needs words", arguments: TestEngine.available)
    func ticket(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let reply = try await cast.post(
                "/api/v1/conversations",
                #"{"brand":"upay","channel":"ticket","topic":"对账","text":"想要一份对账单"}"#, as: token)
            #expect(reply.status == 201)
            #expect(reply.json["state"].string == "waiting")
            #expect(reply.json["channel"].string == "ticket")
            #expect(reply.json["subject"].string == "对账")
            let wordless = try await cast.post(
                "/api/v1/conversations", #"{"brand":"upay","channel":"ticket"}"#, as: token)
            #expect(wordless.status == 422)
            #expect(wordless.json["error"]["fields"].keys == ["text"])
            let pigeon = try await cast.post(
                "/api/v1/conversations", #"{"brand":"upay","channel":"pigeon","text":"hi"}"#, as: token)
            #expect(pigeon.status == 422)
            #expect(pigeon.json["error"]["fields"].keys == ["channel"])
        }
    }

    @Test("a brand that is not served, and a session of another brand, are refused", arguments: TestEngine.available)
    func brands(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for brand in ["nobody", "", "UPAY", "../upay", "upay'--"] {
                let reply = try await cast.post(
                    "/api/v1/conversations", "{\"brand\":\(Cast.quoted(brand)),\"text\":\"hi\"}")
                #expect(reply.status == 404)
                #expect(reply.errorCode == "unknown_brand")
            }
            let token = try await cast.token(cast.mira)
            let across = try await cast.post("/api/v1/conversations", #"{"brand":"topay","text":"hi"}"#, as: token)
            #expect(across.status == 403)
        }
    }

    @Test(
        "a conversation is about one's own transaction; somebody else's is not found", arguments: TestEngine.available)
    func transaction(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.pay(cast.mira, 1_250)
            let body = "{\"brand\":\"upay\",\"transaction\":\"\(payment.id)\",\"text\":\"这笔\"}"
            let own = try await cast.post("/api/v1/conversations", body, as: cast.token(cast.mira))
            #expect(own.status == 201)
            #expect(own.json["transaction"].string == payment.id.text)
            let others = try await cast.post("/api/v1/conversations", body, as: cast.token(cast.theo))
            #expect(others.status == 404)
            #expect(try await cast.post("/api/v1/conversations", body).status == 404, "a visitor has none")
            for id in ["00000000-0000-7000-8000-000000000000", "", "../x", "💶"] {
                let none = try await cast.post(
                    "/api/v1/conversations", "{\"brand\":\"upay\",\"transaction\":\(Cast.quoted(id))}",
                    as: cast.token(cast.mira))
                #expect(none.status == 404, "transaction \(id)")
            }
        }
    }

    @Test("the same key opens one conversation, also when it comes many times at once", arguments: TestEngine.available)
    func idempotent(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<12 { group.addTask { try await cast.open("付款失败", as: token, key: "click-1") } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            let again = try await cast.open("付款失败", as: token, key: "click-1")
            #expect(ids == [again])
            #expect(
                try await cast.messages(again, as: token).filter { $0["author"]["kind"].string == "customer" }.count
                    == 1)
            let other = try await cast.open("付款失败", as: token, key: "click-2")
            #expect(other != again)
            let theos = try await cast.open("付款失败", as: cast.token(cast.theo), key: "click-1")
            #expect(theos != again, "a key belongs to who sent it")
        }
    }

    @Test("opening again and again without signing in is slowed down", arguments: TestEngine.available)
    func limited(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var statuses: [Int] = []
            for _ in 0..<31 {
                statuses.append(try await cast.post("/api/v1/conversations", #"{"brand":"upay","text":"hi"}"#).status)
            }
            #expect(statuses.prefix(30).allSatisfy { $0 == 201 })
            #expect(statuses.last == 429)
        }
    }
}
