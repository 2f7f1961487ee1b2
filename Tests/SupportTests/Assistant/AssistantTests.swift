import Terms
import Testing
import Wallet

@testable import Support

@Suite struct AssistantAnswers {
    @Test(
        "a question that an article answers gets the article, with its title and the way to it",
        arguments: TestEngine.available)
    func article(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            for (language, words, slug) in [
                (Language.zhHans, "怎么充值", "top-up"), (.zhHans, "怎么申请退款", "refund"),
                (.zhHans, "怎么跟客服说才能快点解决", "ask-well"), (.zhHant, "怎麼儲值", "top-up"),
                (.zhHant, "怎麼申請退款", "refund"), (.en, "How do I top up?", "top-up"),
                (.en, "How do I ask for a refund?", "refund"),
            ] {
                let said = try await AssistantDiagnoses.ask(cast, words, token, language)
                #expect(said["answer"]["kind"].string == "article", "\(words)")
                #expect(said["answer"]["code"].string == slug, "\(words)")
                let title = try cast.desk.helpCentre(BrandID("upay")).article(slug, language)?.title
                #expect(said["answer"]["sources"][0]["title"].string == title, "\(words)")
                let href = said["answer"]["actions"][0]["href"].string ?? ""
                #expect(try await cast.page(href).status == 200, "\(href)")
            }
        }
    }

    @Test("what it does not understand it asks about, rather than guessing", arguments: TestEngine.available)
    func nonsense(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            for words in ["qwzx vbnm", "🦄🦄🦄", "。。。", "今天天气真好", "zzz 12345678901234567890"] {
                let said = try await AssistantDiagnoses.ask(cast, words, token, .zhHans)
                #expect(said["answer"]["kind"].string == "question", "\(words)")
                let texts = [AssistantTexts.question, AssistantTexts.offTopic].map { $0(.zhHans) }
                #expect(texts.contains(said["text"].string ?? ""), "\(words)")
            }
            for (language, words) in [(Language.zhHans, "你好"), (.zhHant, "您好"), (.en, "hello")] {
                let said = try await AssistantDiagnoses.ask(cast, words, token, language)
                #expect(said["answer"]["kind"].string == "greeting", "\(words)")
            }
        }
    }

    @Test("“转人工” hands over in one step, also in the first words", arguments: TestEngine.available)
    func person(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            for (language, words) in [
                (Language.zhHans, "转人工"), (.zhHans, "我要人工客服"), (.zhHant, "轉人工"), (.en, "talk to a real person"),
                (.en, "agent please"),
            ] {
                let opened = try await cast.post(
                    "/api/v1/conversations", "{\"brand\":\"upay\",\"text\":\(Cast.quoted(words))}", as: token,
                    headers: ["Accept-Language": language.tag])
                let id = opened.json["id"].string ?? ""
                let now = try await cast.get("/api/v1/conversations/\(id)", as: token)
                #expect(now.json["state"].string == "waiting", "\(words)")
                #expect(now.json["messages"].list.last?["text"].string == ConversationTexts.waitingForPerson(language))
            }
            let id = try await cast.open("怎么充值", as: token)
            _ = try await cast.say("转人工", in: id, as: token)
            await cast.settle()
            #expect(try await cast.get("/api/v1/conversations/\(id)", as: token).json["state"].string == "waiting")
        }
    }

    @Test("each message is answered once, however often its job runs", arguments: TestEngine.available)
    func once(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("怎么充值", as: token, key: "one")
            _ = try await cast.open("怎么充值", as: token, key: "one")
            let asked = try await cast.say("怎么退款", in: id, as: token)
            let message = MessageID(try #require(asked.json["id"].string))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { try await Assistant(desk: cast.desk).answer(message) } }
                try await group.waitForAll()
            }
            await cast.settle()
            let answers = try await cast.messages(id, as: token).filter { $0["author"]["kind"].string == "assistant" }
            #expect(answers.map { $0["answer"]["code"].string } == ["top-up", "refund"])
        }
    }

    @Test("nobody is told about another customer's money", arguments: TestEngine.available)
    func discreet(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let own = try await AssistantDiagnoses.ask(cast, "付款失败", cast.token(cast.mira), .zhHans)
            #expect(own["answer"]["code"].string == "payment.network_timeout")
            #expect(own["text"].string?.contains("88.00") == true)
            let visitor = try await cast.post("/api/v1/conversations", #"{"brand":"upay","text":"hi"}"#)
            for token in [try await cast.token(cast.theo), try #require(visitor.json["token"].string)] {
                for words in [
                    "付款失败", "88 元的付款失败了", payment.number, "林晓的付款怎么了", "13900000001 付款失败", payment.id.text,
                ] {
                    let said = try await AssistantDiagnoses.ask(cast, words, token, .zhHans)
                    #expect(said["answer"]["kind"].string != "diagnosis", "\(words)")
                    #expect(said["text"].string?.contains("88") != true, "\(words)")
                    #expect(said["text"].string?.contains(Sandbox.silentMerchant) != true, "\(words)")
                }
            }
        }
    }

    @Test("a customer whom the wallet does not know is answered all the same", arguments: TestEngine.available)
    func unknownToWallet(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let hash = try await cast.desk.passwords.hash(Cast.password)
            let fresh = try await cast.storage.write { transaction in
                try Customer.add(
                    transaction.newID(), brand: BrandID("upay"), name: "沈言", phone: "13922222222",
                    email: "new@example.com", passwordHash: hash, language: .zhHans, in: transaction)
            }
            let token = try await cast.token(fresh)
            let said = try await AssistantDiagnoses.ask(cast, "怎么充值", token, .zhHans)
            #expect(said["answer"]["code"].string == "top-up")
            for path in ["/upay", "/upay/help", "/upay/chat"] {
                #expect(try await cast.page(path, cookies: ["customer_upay": token]).status < 400, "\(path)")
            }
        }
    }
}
