import LanguageModel
import Terms
import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct WordsOfAModel {
    private static let question = "怎么充值"
    private static let worded = "充值这样做：选一张本人的银行卡，填好金额，确认后一般马上到余额，不收手续费。"

    private static func ask(_ cast: Cast, _ words: String = question) async throws -> Value {
        try await AssistantDiagnoses.ask(cast, words, cast.token(cast.mira), .zhHans)
    }

    @Test(
        "an answer is worded by the model, marked as such, and rests on the same article",
        arguments: TestEngine.available)
    func worded(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await mock.order(ModelMock.reply(Self.worded + "[SOURCE_1]"))
        try await Cast.play(on: engine, model: mock.model()) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(Self.question, as: token)
            let said = try #require(try await cast.messages(id, as: token).last)
            #expect(said["text"].string == Self.worded)
            #expect(said["answer"]["worded_by"].string == "qwen-plus")
            #expect(said["answer"]["code"].string == "top-up")
            let page = try await cast.page("/upay/chat/\(id)", cookies: ["customer_upay": token])
            #expect(page.text.contains(WordsmithTexts.worded(.zhHans)))
            let chen = try await cast.token(cast.chen)
            let desk = try await cast.page("/desk/conversations/\(id)", cookies: ["agent": chen])
            #expect(desk.text.contains("由 AI 润色（qwen-plus）"))
            await cast.settle()
            #expect(try await mock.questions().count == 1, "its job and the page ask once")
            let metrics = try await cast.get("/metrics").text
            #expect(metrics.contains("walletdesk_model_answers_total{use=\"wording\",outcome=\"used\"} 1.0"))
            #expect(metrics.contains("walletdesk_model_seconds_total{use=\"wording\"}"))
            #expect(metrics.contains("walletdesk_model_tokens_today"))
        }
    }

    @Test("an answer that was stored before models were is still read")
    func oldAnswers() {
        let old = #"{"actions":[],"code":"top-up","confidence":0.9,"kind":"article","sources":[]}"#
        #expect(Answer(stored: old)?.code == "top-up" && Answer(stored: old)?.wordedBy == nil)
    }

    private static let faults: [(order: [String], outcome: String)] = [
        ([#"{"type":"fail","status":500,"times":null}"#], "broken"),
        ([#"{"type":"fail","status":503,"times":null}"#], "broken"),
        ([#"{"type":"fail","status":429,"retry_after":300,"times":null}"#], "limited"),
        ([#"{"type":"fail","status":401,"times":null}"#], "misconfigured"),
        ([#"{"type":"delay","seconds":30,"times":null}"#], "tooSlow"),
        ([#"{"type":"slow_first_token","seconds":30,"times":null}"#], "stalled"),
        ([#"{"type":"stream_fault","kind":"stall","stall_seconds":30,"times":null}"#], "stalled"),
        ([#"{"type":"stream_fault","kind":"disconnect","times":null}"#], "cutShort"),
        ([#"{"type":"stream_fault","kind":"truncate","times":null}"#], "cutShort"),
        ([#"{"type":"stream_fault","kind":"malformed","times":null}"#], "unreadable"),
        ([ModelMock.reply("您的退款已批准，马上到账。[SOURCE_1]")], "claim"),
        ([ModelMock.reply("选一张本人的银行卡，填金额。")], "noSource"),
        ([ModelMock.reply("选一张本人的银行卡，填金额。[SOURCE_9]")], "unknownToken"),
        ([ModelMock.reply("选一张本人的银行卡，最多 5000 元。[SOURCE_1]")], "digit"),
        ([ModelMock.reply("选一张本人的银行卡，三天到余额。[SOURCE_1]")], "number"),
        ([ModelMock.reply("<script>alert(document.cookie)</script>[SOURCE_1]")], "foreign"),
    ]

    @Test("whatever the model does, the customer has the built-in answer", arguments: TestEngine.available)
    func faults(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await Cast.play(on: engine) { cast in
            let metrics = try await cast.get("/metrics").text
            #expect(!metrics.contains("walletdesk_model"))
        }
        let plain = try await Self.builtIn(engine)
        for fault in Self.faults {
            if fault.order[0].contains("stream_fault") {
                try await mock.order(fault.order[0], ModelMock.reply(Self.worded + "[SOURCE_1]"))
            } else {
                try await mock.order(fault.order[0])
            }
            let isSilent = ["tooSlow", "stalled"].contains(fault.outcome)
            try await Cast.play(on: engine, model: mock.model(isSilent: isSilent)) { cast in
                let said = try await Self.ask(cast)
                #expect(said["text"].string == plain, "\(fault.outcome)")
                #expect(said["answer"]["worded_by"] == .null)
                let label = "walletdesk_model_answers_total{use=\"wording\",outcome=\"\(fault.outcome)\"} 1.0"
                let metrics = try await cast.get("/metrics").text
                #expect(
                    metrics.contains(label),
                    "\(fault.order): \(metrics.split(separator: "\n").filter { $0.contains("model_answers") })")
            }
        }
    }

    private static func builtIn(_ engine: TestEngine) async throws -> String {
        let kept = Kept()
        try await Cast.play(on: engine) { cast in await kept.keep(try await ask(cast)["text"].string ?? "") }
        return await kept.text
    }

    private actor Kept {
        var text = ""
        func keep(_ text: String) { self.text = text }
    }

    @Test(
        "a model that keeps failing is left alone, and a visitor has only so many of its answers",
        arguments: [TestEngine.sqlite])
    func leftAlone(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await mock.order(#"{"type":"fail","status":401,"times":null}"#)
        try await Cast.play(on: engine, model: mock.model(failuresMax: 2)) { cast in
            for _ in 0..<4 { _ = try await Self.ask(cast) }
            #expect(try await mock.questions().count == 2)
            #expect(try await cast.get("/metrics").text.contains("outcome=\"resting\"} 2.0"))
        }
        try await mock.order(ModelMock.reply(Self.worded + "[SOURCE_1]"))
        try await Cast.play(on: engine, model: mock.model(answersAnHour: "2")) { cast in
            var worded = 0
            for _ in 0..<4 where try await Self.ask(cast)["answer"]["worded_by"].string != nil { worded += 1 }
            #expect(worded == 2)
            cast.clock.advance(seconds: 3_600)
            #expect(try await Self.ask(cast)["answer"]["worded_by"].string != nil)
        }
    }

    @Test("theft, despair, complaints, hand-overs and cards keep our own words", arguments: TestEngine.available)
    func ownWords(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await mock.order(ModelMock.reply(Self.worded + "[SOURCE_1]"))
        try await Cast.play(on: engine, model: mock.model()) { cast in
            try await cast.fund(cast.mira)
            _ = try await cast.timedOut(cast.mira)
            for words in ["钱被盗了，不是我付的", "我不想活了", "我要投诉你们", "转人工", "付款失败", "你好"] {
                _ = try await Self.ask(cast, words)
            }
            #expect(try await mock.questions().isEmpty)
            _ = try await Self.ask(cast)
            #expect(try await mock.questions().count == 1, "an article would have been asked about")
        }
    }

    @Test(
        "where the search is not sure, the model chooses one of its articles and nothing else",
        arguments: TestEngine.available)
    func ranking(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await Cast.play(on: engine, model: mock.model()) { cast in
            let centre = try cast.desk.helpCentre(BrandID("upay"))
            let words = "那个玩意儿瓦塔西充不上"
            let results = centre.search(words, .zhHans, limit: 8)
            try #require(results.count > 1)
            for (reply, slug) in [
                ("[SOURCE_2]", results[1].article.slug), ("NONE", nil), ("[SOURCE_9]", nil), ("退款已批准", nil),
                ("[SOURCE_1] 退款已批准", nil),
            ] {
                try await mock.order(ModelMock.reply(reply))
                let said = try await Self.ask(cast, words)
                #expect(said["answer"]["code"].string == slug ?? "clarify", "\(reply)")
                #expect(said["text"].string?.contains("批准") == false)
            }
        }
    }

    @Test(
        "a talk that is handed over has a summary among the notes, which the customer never sees",
        arguments: TestEngine.available)
    func summary(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await mock.order(ModelMock.reply("客户询问怎么充值。[SOURCE_1]"))
        try await Cast.play(on: engine, model: mock.model()) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(Self.question, as: token)
            #expect(try await cast.post("/api/v1/conversations/\(id)/handovers", as: token).status == 201)
            await cast.settle()
            let chen = try await cast.token(cast.chen)
            let desk = try await cast.page("/desk/conversations/\(id)", cookies: ["agent": chen])
            #expect(desk.text.contains("客户询问怎么充值。（#1）"))
            #expect(desk.text.contains(WordsmithTexts.summary(.zhHans, ["model": "qwen-plus"])))
            #expect(try await cast.count("SELECT COUNT(*) FROM talk_summary") == 1)
            let page = try await cast.page("/upay/chat/\(id)", cookies: ["customer_upay": token])
            #expect(!page.text.contains("客户询问"))
            try await mock.order(ModelMock.reply("退款已批准。[SOURCE_1]"))
            let other = try await cast.open(Self.question, as: token)
            _ = try await cast.say("转人工", in: other, as: token)
            await cast.settle()
            #expect(try await cast.count("SELECT COUNT(*) FROM talk_summary") == 1, "an invented one is thrown away")
        }
    }
}
