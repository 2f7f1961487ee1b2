import Terms
import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct AssistantDiagnoses {
    struct Trouble: Sendable, CustomTestStringConvertible {
        let engine: TestEngine
        let code: Diagnosis.Code
        let words: [Language: [String]]
        var testDescription: String { "\(engine) \(code.rawValue)" }
    }

    static let all = TestEngine.available.flatMap { engine in
        words.map { Trouble(engine: engine, code: $0.0, words: $0.1) }
    }

    private static let payment: [Language: [String]] = [
        .zhHans: ["付款失败", "刚才付款没成功，钱扣了吗", "支付不了怎么回事", "我付的钱去哪了，付款失败了"],
        .zhHant: ["付款失敗", "剛才付款沒成功，錢扣了嗎", "為什麼支付失敗"],
        .en: ["my payment failed", "Why was my payment declined?", "I could not pay, the payment did not go through"],
    ]

    private static let words: [(Diagnosis.Code, [Language: [String]])] = [
        (.insufficientBalance, payment.merging([.zhHans: ["付款失败", "88 元的付款失败了"]]) { $0 + $1 }),
        (.cardExpired, payment.merging([.zhHans: ["付款失败，提示银行卡不可用"]]) { $0 + $1 }),
        (.declinedByBank, payment.merging([.en: ["payment of 268 failed"]]) { $0 + $1 }),
        (.networkTimeout, payment.merging([.zhHans: ["付款超时，88 块钱怎么没了"]]) { $0 + $1 }),
        (
            .processingAtBank,
            [
                .zhHans: ["转账还没到账", "转账给周敏的钱在哪里", "5000 块转账一直处理中"], .zhHant: ["轉帳還沒到帳", "轉帳的錢在哪裡"],
                .en: ["my transfer has not arrived", "Where is the transfer I made?"],
            ]
        ),
    ]

    @Test("every ordered trouble is named, however it is put", arguments: all)
    func named(_ trouble: Trouble) async throws {
        try await Cast.play(on: trouble.engine, clockRuns: true) { cast in
            try await cast.working {
                for (language, wordings) in trouble.words {
                    let made = try await cast.post(
                        "/sandbox/scenarios", "{\"name\":\"\(trouble.code.rawValue)\"}",
                        headers: ["Accept-Language": language.tag])
                    #expect(made.status == 201)
                    #expect(made.json.keys == ["token", "customer", "facts"])
                    let token = try #require(made.json["token"].string)
                    for words in wordings {
                        let answer = try await Self.ask(cast, words, token, language)
                        #expect(answer["answer"]["code"].string == trouble.code.rawValue, "\(words)")
                        #expect(answer["answer"]["kind"].string == "diagnosis", "\(words)")
                        let href = answer["answer"]["actions"][0]["href"].string ?? ""
                        let page = try await cast.page(href, cookies: ["customer_upay": token])
                        #expect(page.status == 200, "the first action leads somewhere: \(href)")
                    }
                    let greeting = try await Self.ask(cast, nil, token, language)
                    #expect(greeting["answer"]["code"].string == trouble.code.rawValue, "also before the first word")
                }
            }
        }
    }

    /// Opens a conversation with these words; the assistant's message in it.
    static func ask(_ cast: Cast, _ words: String?, _ token: String, _ language: Language) async throws -> Value {
        let text = words.map { ",\"text\":\(Cast.quoted($0))" } ?? ""
        let opened = try await cast.post(
            "/api/v1/conversations", "{\"brand\":\"upay\"\(text)}", as: token,
            headers: ["Accept-Language": language.tag])
        #expect(opened.status == 201)
        return opened.json["messages"].list.first { $0["author"]["kind"].string == "assistant" } ?? .null
    }
}
