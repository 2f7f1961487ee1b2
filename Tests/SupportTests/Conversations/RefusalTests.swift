import Terms
import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct ConversationRefusals {
    @Test(
        "a key that comes again with other words is refused, and with the same words it is not",
        arguments: TestEngine.available)
    func reusedKey(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let first = try await cast.say("第一句", in: id, as: token, key: "k")
            let same = try await cast.say("第一句", in: id, as: token, key: "k")
            #expect(same.status == 201)
            #expect(same.json["id"].string == first.json["id"].string)
            let other = try await cast.say("第二句", in: id, as: token, key: "k")
            #expect(other.status == 409)
            #expect(other.errorCode == "key_reused")
        }
    }

    @Test("attachments and signs without a shape are refused rather than dropped", arguments: TestEngine.available)
    func nothingToKeep(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let path = "/api/v1/conversations/\(id)/messages"
            let attached = try await cast.post(path, "{\"text\":\"x\",\"attachments\":[{\"a\":1}]}", as: token)
            #expect(attached.status == 422)
            #expect(attached.json["error"]["fields"].keys == ["attachments"])
            #expect(try await cast.post(path, "{\"text\":\"x\",\"attachments\":[]}", as: token).status == 201)
            let invisible = try await cast.say("\u{200B}\u{200B}\u{200D}", in: id, as: token)
            #expect(invisible.status == 422)
            #expect(invisible.errorCode == "message_empty")
        }
    }

    @Test("a brand's pages take only its own sessions", arguments: TestEngine.available)
    func otherBrand(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            #expect(try await cast.page("/upay/chat/\(id)", cookies: ["customer_upay": token]).status == 200)
            #expect(try await cast.page("/topay/chat/\(id)", cookies: ["customer_topay": token]).status == 401)
        }
    }

    @Test("a payment that went through is not given another one's trouble", arguments: TestEngine.available)
    func settledPayment(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let good = try await cast.pay(cast.mira, 1_200, key: "good")
            let bad = try await cast.pay(cast.mira, 900_000, key: "bad")
            #expect(good.state == .succeeded && bad.state == .failed)
            let token = try await cast.token(cast.mira)
            func code(_ about: TransactionID) async throws -> String? {
                let body = "{\"brand\":\"upay\",\"transaction\":\"\(about)\",\"text\":\"这笔付款怎么了，钱扣了吗\"}"
                let opened = try await cast.post("/api/v1/conversations", body, as: token)
                #expect(opened.json["transaction"].string == about.text)
                return opened.json["messages"].list.last?["answer"]["code"].string
            }
            let said = try await code(good.id)
            #expect(said == "payment.no_confirmation")
            #expect(try await code(bad.id) == "payment.insufficient_balance")
        }
    }

    @Test(
        "a complaint is noted once, said in the chat or in the form, twice or not; the chat knows what became of it",
        arguments: TestEngine.available)
    func complaints(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let (token, cookies) = (party.session.token, ["customer_upay": party.session.token])
            func noted() async throws -> [Int] {
                [
                    try await cast.count("SELECT COUNT(*) FROM event WHERE kind = 'complaint.noted'"),
                    try await cast.count("SELECT COUNT(*) FROM conversation WHERE complained_at IS NOT NULL"),
                ]
            }
            let chat = try await cast.open("我要投诉", as: token)
            #expect(try await cast.say("我要投诉", in: chat, as: token).status == 201)
            #expect(try await noted() == [1, 1])
            cast.clock.advance(seconds: 60)
            let form = ["about": "complaint", "text": "客服答应回电没有回", "key": "c1", "csrf": party.session.csrf]
            let replies = [
                try await cast.submit("/upay/tickets", form, cookies: cookies),
                try await cast.submit("/upay/tickets", form, cookies: cookies),
            ]
            #expect(replies.map(\.status) == [303, 303] && replies[0].location == replies[1].location)
            #expect(try await noted() == [2, 2], "another matter is another complaint, and its form counts once")
            let ticket = try #require(replies[0].location?.split(separator: "/").last.map(String.init))
            let said = try await cast.messages(ticket, as: token).compactMap { $0["text"].string }
            #expect(said.count { $0.contains("投诉已经登记") } == 1)
            let asked = try await cast.open("我的投诉处理得怎么样了", as: token)
            let answer = try await cast.messages(asked, as: token).last
            #expect(answer?["answer"]["code"].string == "complaint.status")
            let number =
                try await cast.get("/api/v1/conversations/\(ticket)", as: token).json["number"].string ?? "none"
            #expect(answer?["text"].string?.contains(number) == true)
            #expect(answer?["text"].string?.contains(Complaint.state(.waiting)(.zhHans)) == true)
        }
    }

    @Test("“that was not me” and a complaint go to a person", arguments: TestEngine.available)
    func forPerson(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            for words in ["这笔不是我付的", "I never made this payment, it was not me", "我要投诉"] {
                let id = try await cast.open(words, as: token)
                let state = try await cast.get("/api/v1/conversations/\(id)", as: token).json["state"].string
                #expect(state == "waiting", "\(words)")
            }
            let id = try await cast.open("怎么充值", as: token)
            #expect(try await cast.get("/api/v1/conversations/\(id)", as: token).json["state"].string == "assisted")
        }
    }
}
