import Storage
import Terms
import Testing

@testable import Support

@Suite struct Urgency {
    @Test("words of theft count where they stand as words")
    func theft() {
        for words in [
            "这笔不是我付的", "我的卡被盗刷了", "That was NOT ME!", "somebody made an unauthorised payment",
            "my phone was stolen",
        ] { #expect(Theft.isSaid(in: words), "\(words)") }
        for words in ["I cannot message my friend", "notmeasured", "付款失败", "怎么付款给别人", ""] {
            #expect(!Theft.isSaid(in: words), "\(words)")
        }
    }

    @Test("somebody in despair gets help and a person before anything about money", arguments: TestEngine.available)
    func despair(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            for (language, words) in [
                (Language.zhHans, "钱全没了，我不想活了"), (.zhHant, "錢都沒了，我活不下去"), (.en, "I lost everything, I want to die"),
            ] {
                let said = try await AssistantDiagnoses.ask(cast, words, token, language)
                #expect(said["text"].string == AssistantTexts.despair(language))
                #expect(said["answer"]["kind"].string == "handover")
            }
            let waiting = try await cast.storage.read {
                try $0.rows("SELECT priority FROM conversation WHERE state = 'waiting'").map {
                    try $0.get(0, as: Int.self)
                }
            }
            #expect(waiting == Array(repeating: Int(Freeze.priority), count: 3))
        }
    }

    @Test("an outage for all is a visitor's first answer too", arguments: TestEngine.available)
    func outage(on engine: TestEngine) async throws {
        try await Cast.play(on: engine, clockRuns: true) { cast in
            try await cast.working {
                let made = try await cast.post("/sandbox/incidents", "{\"brand\":\"upay\",\"function\":\"payment\"}")
                #expect(made.status == 201)
                let opened = try await cast.post("/api/v1/conversations", "{\"brand\":\"upay\",\"text\":\"付款付不了\"}")
                #expect(opened.status == 201)
                let token = try #require(opened.json["token"].string)
                let id = try #require(opened.json["id"].string)
                try await cast.until("it is answered") {
                    try await cast.messages(id, as: token).contains {
                        $0["answer"]["code"].string == "payment.incident"
                    }
                }
            }
        }
    }
}
