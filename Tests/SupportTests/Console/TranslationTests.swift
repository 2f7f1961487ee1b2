import Terms
import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct Translations {
    private static let words = "My payment of 88 yuan failed"

    @Test("an agent sees a message in their own language beside it; nothing is stored", arguments: TestEngine.available)
    func message(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await Cast.play(on: engine, model: mock.model(isSilent: true)) { cast in
            let token = try await cast.token(cast.mira)
            try await mock.order(ModelMock.reply("NONE"))
            let id = try await cast.open(Self.words, as: token)
            let agent = try await cast.token(cast.chen)
            let (cookies, csrf) = (["agent": agent], Session(token: agent).csrf)
            let path = "/desk/conversations/\(id)"
            let before = try await cast.page(path, cookies: cookies).text
            #expect(before.contains("\(path)/translations") && before.contains(WordsmithTexts.translate(.zhHans)))
            try await mock.order(ModelMock.reply("我的[AMOUNT_1]付款失败了"))
            let fields = ["csrf": csrf, "position": "1"]
            let shown = try await cast.submit("\(path)/translations", fields, cookies: cookies)
            #expect(shown.status == 200 && shown.text.contains("我的88 yuan付款失败了"), "\(shown.status)")
            #expect(shown.text.contains(WordsmithTexts.translation(.zhHans)) && shown.text.contains(Self.words))
            #expect(
                try await cast.page(path, cookies: cookies).text.contains("我的88 yuan") == false,
                "it is gone with the page")
            for (order, status) in [
                (#"{"type":"delay","seconds":30,"times":null}"#, 503), (ModelMock.reply("我的付款失败了"), 503),
                (ModelMock.reply("我的[AMOUNT_1]付款失败了，退款 100 元"), 503),
            ] {
                try await mock.order(order)
                let refused = try await cast.submit("\(path)/translations", fields, cookies: cookies)
                #expect(
                    refused.status == status && refused.text.contains(WordsmithTexts.translationUnavailable(.zhHans)))
            }
            for (fields, status) in [
                (["csrf": "x", "position": "1"], 403), (["csrf": csrf, "position": "99"], 404),
                (["csrf": csrf, "text": " "], 422),
            ] {
                #expect(try await cast.submit("\(path)/translations", fields, cookies: cookies).status == status)
            }
            #expect(
                try await cast.submit("\(path)/translations", fields).status == 303, "a stranger is led to the door")
            let customer = try await cast.submit("\(path)/translations", fields, cookies: ["customer_upay": token])
            #expect(customer.status == 303)
        }
    }

    @Test("a draft is shown in the customer's language, and stays what it was", arguments: [TestEngine.sqlite])
    func draft(on engine: TestEngine) async throws {
        let mock = try await ModelMock.start()
        try await Cast.play(on: engine, model: mock.model()) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(Self.words, as: token)
            let agent = try await cast.token(cast.chen)
            let (cookies, csrf) = (["agent": agent], Session(token: agent).csrf)
            let path = "/desk/conversations/\(id)"
            #expect(try await cast.submit("\(path)/assignments", ["csrf": csrf], cookies: cookies).status == 303)
            let page = try await cast.page(path, cookies: cookies).text
            #expect(page.contains("formaction=\"\(path)/translations"))
            try await mock.order(ModelMock.reply("Your payment of [AMOUNT_1] failed."))
            let fields = ["csrf": csrf, "text": "您的88元付款失败了。"]
            let shown = try await cast.submit("\(path)/translations", fields, cookies: cookies)
            #expect(
                shown.text.contains("Your payment of 88元 failed.") && shown.text.contains(">您的88元付款失败了。</textarea>"))
            let said = try await cast.messages(id, as: token)
            #expect(!said.contains { $0["author"]["kind"].string == "agent" }, "nothing was sent")
        }
    }

    @Test("without a model nothing of it is there", arguments: [TestEngine.sqlite])
    func none(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(Self.words, as: token)
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
            let agent = try await cast.token(cast.chen)
            let path = "/desk/conversations/\(id)"
            #expect(
                try await cast.page(path, cookies: ["agent": agent]).text.contains("translations") == false)
            let fields = ["csrf": Session(token: agent).csrf, "position": "1"]
            #expect(try await cast.submit("\(path)/translations", fields, cookies: ["agent": agent]).status == 404)
            #expect(try await cast.count("SELECT COUNT(*) FROM job WHERE kind = 'assistant.summary'") == 0)
        }
    }
}
