import Storage
import Terms
import Testing

@testable import Support

@Suite struct UnansweredQuestions {
    private static let odd = "那个玩意儿瓦塔西不灵了"

    @Test(
        "what is not understood is kept for the agents; taught once, it is understood at once",
        arguments: TestEngine.available)
    func lesson(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let before = try await AssistantDiagnoses.ask(cast, Self.odd, token, .zhHans)
            #expect(before["answer"]["kind"].string == "question")
            for _ in 0..<2 { _ = try await AssistantDiagnoses.ask(cast, Self.odd, token, .zhHans) }
            let chen = try await cast.token(cast.chen)
            let page = try await cast.page("/desk/questions", cookies: ["agent": chen])
            #expect(page.status == 200 && page.text.contains(Self.odd))
            let open = try await cast.storage.read { try Unanswered.open(in: $0) }
            #expect(open.count == 3)
            let path = "/desk/questions/\(try #require(open.first).id)"
            let csrf = Session(token: chen).csrf
            for (fields, status) in [
                (["label": "security.passkey", "csrf": "x"], 403), (["label": "nonsense", "csrf": csrf], 422),
                (["label": "", "csrf": csrf], 422), (["label": "security.passkey", "csrf": csrf], 303),
                (["label": "security.passkey", "csrf": csrf], 404),
            ] {
                let reply = try await cast.submit("\(path)/lessons", fields, cookies: ["agent": chen])
                #expect(reply.status == status, "\(fields)")
            }
            #expect(try await cast.storage.read { try Unanswered.open(in: $0) }.isEmpty, "the same of others, too")
            let after = try await AssistantDiagnoses.ask(cast, Self.odd, token, .zhHans)
            #expect(after["answer"]["code"].string == "security.passkey")
            #expect(try await cast.count("SELECT COUNT(*) FROM event WHERE kind = 'wording.added'") == 1)
        }
    }

    @Test("putting aside teaches nothing, and customers see nothing of it", arguments: [TestEngine.sqlite])
    func aside(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            _ = try await AssistantDiagnoses.ask(cast, "瓦塔西不灵了 6225 8810 0003 1111", token, .zhHans)
            let open = try await cast.storage.read { try Unanswered.open(in: $0) }
            #expect(open.first?.text.contains("8810") != true)
            let chen = try await cast.token(cast.chen)
            let fields = ["csrf": Session(token: chen).csrf]
            let path = "/desk/questions/\(try #require(open.first).id)/dismissals"
            #expect(try await cast.submit(path, fields, cookies: ["customer_upay": token]).status == 303)
            #expect(
                try await cast.storage.read { try Unanswered.open(in: $0) }.count == 1, "a customer is led to the door")
            #expect(try await cast.submit(path, fields, cookies: ["agent": chen]).status == 303)
            #expect(try await cast.count("SELECT COUNT(*) FROM wording") == 0)
        }
    }
}
