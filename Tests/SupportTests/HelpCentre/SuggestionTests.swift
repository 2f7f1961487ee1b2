import Terms
import Testing

@testable import Support

@Suite struct HelpSuggestions {
    private static func offered(_ typed: String, _ cast: Cast, _ brand: String = "upay") async throws -> Reply {
        try await cast.get("/\(brand)/help/suggestions?q=\(Cast.encoded(typed))")
    }

    @Test(
        "what is typed is offered while it is typed, in the reader's language and at most six",
        arguments: [TestEngine.sqlite])
    func offers(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for (typed, slug) in [("绑卡", "bind-card"), ("验证码", "code-not-received"), ("止付", "panic-lock")] {
                let list = try await Self.offered(typed, cast).json["suggestions"].list
                #expect(!list.isEmpty && list.count <= 6)
                #expect(list.contains { $0["slug"].string == slug }, "\(typed)")
                #expect(list.allSatisfy { !$0["parts"].list.isEmpty })
            }
            for typed in ["", " ", "qxzvjkqp", "%", String(repeating: "充", count: 5_000)] {
                #expect(try await Self.offered(typed, cast).status == 200, "\(typed.prefix(5))")
            }
            #expect(try await Self.offered("充值", cast, "nobody").status == 404)
        }
    }

    @Test("results mark what was asked for, and what was typed is text", arguments: [TestEngine.sqlite])
    func marks(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let page = try await cast.page("/upay/help/search?q=\(Cast.encoded("充值"))")
            #expect(page.text.contains("<mark>充值</mark>"))
            let odd = try await cast.page("/upay/help/search?q=\(Cast.encoded("<b>充值</b>"))")
            #expect(odd.status == 200 && !odd.text.contains("<b>充值"))
        }
    }
}
