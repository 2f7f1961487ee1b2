import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct FollowUps {
    /// The assistant's last word, once there are this many of it.
    private static func latest(_ cast: Cast, _ id: String, _ token: String, count: Int = 1) async throws -> Value {
        var said: [Value] = []
        try await cast.until("the assistant answers") {
            said = try await cast.messages(id, as: token).filter { $0["author"]["kind"].string == "assistant" }
            return said.count >= count
        }
        return said.last ?? .null
    }

    private static func play(on engine: TestEngine, _ body: @escaping @Sendable (Cast) async throws -> Void)
        async throws
    {
        try await Cast.play(on: engine, clockRuns: true) { cast in try await cast.working { try await body(cast) } }
    }

    @Test("a few words are read with what was said before", arguments: TestEngine.available)
    func read(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let made = try await cast.post("/sandbox/scenarios", "{\"name\":\"payment.card_expired\"}")
            let token = try #require(made.json["token"].string)
            let id = try await cast.open("付款失败", as: token)
            let first = try await Self.latest(cast, id, token)
            #expect(first["answer"]["code"].string == "payment.card_expired")
            for (count, words, start) in [
                (2, "还有别的办法吗", AssistantTexts.otherWays), (3, "还是不行", AssistantTexts.stillNot),
            ] {
                _ = try await cast.say(words, in: id, as: token)
                let said = try await Self.latest(cast, id, token, count: count)
                #expect(said["text"].string == start(.zhHans), "\(words)")
                #expect(said["answer"]["code"].string == "payment.card_expired")
                #expect(said["answer"]["actions"].list.contains { $0["id"].string == "person" })
            }
        }
    }

    @Test(
        "the button's words do what the button does, and scolding after an answer finds a person",
        arguments: TestEngine.available)
    func typed(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let made = try await cast.post("/sandbox/scenarios", "{\"name\":\"transfer.processing_at_bank\"}")
            let token = try #require(made.json["token"].string)
            let id = try await cast.open("转账还没到账", as: token)
            #expect(try await Self.latest(cast, id, token)["answer"]["code"].string == "transfer.processing_at_bank")
            _ = try await cast.say("有结果就告诉我", in: id, as: token)
            try await cast.until("it is noted") {
                try await cast.messages(id, as: token).contains {
                    $0["text"].string == ReminderTexts.noted(.zhHans)
                }
            }
            _ = try await cast.say("你们太差劲了", in: id, as: token)
            try await cast.until("somebody is called") {
                try await cast.get("/api/v1/conversations/\(id)", as: token).json["state"].string == "waiting"
            }
        }
    }

    @Test("by themselves the same words ask", arguments: TestEngine.available)
    func alone(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("还有别的办法吗", as: token)
            let said = try await Self.latest(cast, id, token)
            #expect(said["text"].string != AssistantTexts.otherWays(.zhHans))
            #expect(said["answer"]["kind"].string != "diagnosis")
        }
    }

    @Test("what was just said is not said again word for word", arguments: TestEngine.available)
    func twice(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let made = try await cast.post("/sandbox/scenarios", "{\"name\":\"payment.declined_by_bank\"}")
            let token = try #require(made.json["token"].string)
            let id = try await cast.open("付款失败", as: token)
            let first = try await Self.latest(cast, id, token)["text"].string
            _ = try await cast.say("付款失败", in: id, as: token)
            let second = try await Self.latest(cast, id, token, count: 2)
            #expect(second["text"].string?.hasPrefix(AssistantTexts.unchanged(.zhHans)) == true)
            #expect(second["text"].string != first && second["answer"]["code"].string == "payment.declined_by_bank")
        }
    }

    @Test("more than a person can ask in an hour makes it pause, and say so once", arguments: TestEngine.available)
    func budget(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("怎么充值", as: token)
            _ = try await Self.latest(cast, id, token)
            try await cast.storage.write { transaction in
                let talk = try Conversation.find(ConversationID(id), in: transaction)
                for number in 0..<Assistant.answersMax {
                    _ = try Message.answer("…", "{}", in: talk, key: "filler\(number)", transaction)
                }
            }
            for words in ["怎么退款", "怎么提现"] { _ = try await cast.say(words, in: id, as: token) }
            try await cast.until("no question is left") {
                try await cast.storage.read {
                    try $0.first("SELECT 1 FROM job WHERE kind = 'assistant.answer' AND state <> 'done'") == nil
                }
            }
            let said = try await cast.messages(id, as: token, after: Assistant.answersMax)
            #expect(said.count { $0["text"].string == AssistantTexts.budget(.zhHans) } == 1)
            cast.clock.advance(seconds: 3_700)
            _ = try await cast.say("怎么退款", in: id, as: token)
            try await cast.until("it answers again") {
                try await cast.messages(id, as: token, after: Assistant.answersMax).last?["answer"]["code"].string
                    == "refund"
            }
        }
    }

    @Test("the assistant notices that the last step is done, and says so once", arguments: TestEngine.available)
    func flow(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let made = try await cast.post("/sandbox/scenarios", "{\"name\":\"payment.wrong_payment_password\"}")
            let token = try #require(made.json["token"].string)
            let id = try await cast.open("支付密码不对，付不了", as: token)
            let first = try await Self.latest(cast, id, token)
            #expect(first["answer"]["code"].string == "payment.wrong_payment_password")
            let page = try await cast.page("/upay/chat/\(id)", cookies: ["customer_upay": token]).text
            #expect(page.contains("<ol class=\"plain small\">"))
            let owner = CustomerID(try #require(made.json["customer"]["id"].string))
            try await cast.storage.write { transaction in
                try PaymentPassword.set("hash", of: Customer.find(owner, in: transaction), in: transaction)
            }
            let done = try await Self.latest(cast, id, token, count: 2)
            #expect(done["text"].string?.contains("新的支付密码设好了") == true)
        }
    }
}
