import Terms
import Testing

@testable import Support

@Suite struct HelpSearch {
    @Test("two characters find the article, in the contract's shape", arguments: [TestEngine.sqlite])
    func twoCharacters(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for (language, query, slug) in [
                ("zh-Hans", "充值", "top-up"), ("zh-Hant", "儲值", "top-up"), ("zh-Hans", "怎么申请退款", "refund"),
                ("en", "ask for a refund", "refund"), ("en", "Where is my transfer?", "transfer-processing"),
            ] {
                let reply = try await Self.search(cast, query, language: language)
                #expect(reply.status == 200)
                let first = reply.json["results"][0]
                #expect(first.keys == ["slug", "title", "snippet", "score"])
                #expect(first["slug"].string == slug, "\(query)")
            }
        }
    }

    @Test("nothing asked, nothing found; and much asked breaks nothing", arguments: [TestEngine.sqlite])
    func extremes(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for query in ["", " ", "\u{3000}", "qxzvjkqp", "…！？", "%"] {
                let reply = try await Self.search(cast, query)
                #expect(reply.status == 200)
                #expect(reply.json["results"] == .array([]), "\(query)")
            }
            #expect(try await cast.get("/api/v1/help/search?brand=upay").status == 200)
            let long = try await Self.search(cast, String(repeating: "充值失败", count: 850))
            #expect(long.status == 200)
            #expect(!long.json["results"].list.isEmpty)
            #expect(long.json["results"].list.count <= HelpCentre.resultsMax)
        }
    }

    @Test("each brand searches its own articles, in the language asked for", arguments: [TestEngine.sqlite])
    func brandsAndLanguages(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            #expect(try await cast.get("/api/v1/help/search?brand=nobody&q=x").status == 404)
            let brands = try ["upay", "topay"].map { try cast.desk.brands.find($0) }
            let texts = try brands.map { brand in
                let article = try cast.desk.helpCentre(brand.id).article("panic-lock", .zhHans)
                let text = try #require(article).plain
                #expect(try text.contains(#require(brand.emergencyLine)), "its own number")
                return text
            }
            #expect(texts[0] != texts[1])
            let chosen = try await cast.get(
                "/api/v1/help/search?brand=upay&q=top+up&language=en", headers: ["Accept-Language": "zh-Hant"])
            let article = try cast.desk.helpCentre(BrandID("upay")).article("top-up", .en)
            #expect(chosen.json["results"][0]["title"].string == article?.title)
        }
    }

    private static func search(_ cast: Cast, _ query: String, language: String = "zh-Hans") async throws -> Reply {
        try await cast.get("/api/v1/help/search?brand=upay&q=\(Cast.encoded(query))&language=\(language)")
    }
}
