import Foundation
import Storage
import Terms
import Testing

@testable import Support

@Suite struct UnansweredGroups {
    private static func question(_ text: String, asker: String, brand: String = "upay") -> Unanswered {
        Unanswered(
            id: UnansweredID(UUIDv7.text(at: TestClock.start)), brand: BrandID(brand), language: .zhHans, text: text,
            guess: nil, askedAt: TestClock.start, asker: asker)
    }

    @Test("like ones are one group, counted by people; other questions and other brands are others")
    func groups() {
        let questions = [
            Self.question("瓦塔西手环怎么连", asker: "a"), Self.question("瓦塔西手环怎么连", asker: "a"),
            Self.question("瓦塔西的手环怎么连", asker: "b"), Self.question("海外发票抬头", asker: "c"),
            Self.question("瓦塔西手环怎么连", asker: "d", brand: "topay"),
        ]
        let groups = UnansweredGroup.groups(of: questions)
        #expect(groups.map(\.questions.count) == [3, 1, 1])
        #expect(groups.first?.people == 2)
        #expect(groups.first?.lead.text == "瓦塔西手环怎么连", "the one asked most often")
        #expect(groups.first?.wordings == ["瓦塔西手环怎么连", "瓦塔西的手环怎么连"])
        #expect(UnansweredGroup.groups(of: []) == [])
    }

    @Test(
        "what people asked opens a new article filled in with their words; publishing it settles them",
        arguments: TestEngine.available)
    func article(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let cast = room.cast
            for (customer, text) in [
                (cast.mira, "瓦塔西手环连不上"), (cast.theo, "瓦塔西手环连不上"), (cast.theo, "瓦塔西的手环连不上了"),
            ] {
                _ = try await AssistantDiagnoses.ask(cast, text, try await cast.token(customer), .zhHans)
            }
            let questions = try await cast.storage.read { try Unanswered.open(in: $0) }
            #expect(questions.count == 3)
            let page = try await room.get("/desk/questions", as: room.chen).text
            #expect(page.contains("2 个人问过") && page.contains("另外 1 种问法"))
            let link = try #require(page.firstMatch(of: /href="(\/desk\/articles\/new[^"]*)"/))
            let path = String(link.1).replacing("&amp;", with: "&")
            let form = try await room.get(path, as: room.chen).text
            #expect(form.contains("value=\"瓦塔西手环连不上\""), "the title")
            #expect(form.contains("瓦塔西的手环连不上了"), "the wordings")
            #expect(form.contains("## 现在怎么做") && form.contains("{chat_hours}"))
            let asked = try #require(form.firstMatch(of: /name="asked" value="([^"]*)"/)).1
            let fields = Newsroom.fields.merging([
                "brand": "upay", "language_of": "zh-Hans", "slug": "band", "asked": String(asked),
            ]) { $1 }
            #expect(try await room.post("/desk/articles", fields, as: room.chen).status == 303)
            #expect(try await cast.storage.read { try Unanswered.open(in: $0) }.count == 3, "not before")
            let draft = "/desk/articles/upay/zh-Hans/band"
            #expect(try await room.get(draft, as: room.chen).text.contains("这 3 个没答上的问题"))
            try await room.publish(at: draft)
            #expect(try await cast.storage.read { try Unanswered.open(in: $0) } == [])
        }
    }

    @Test("teaching or putting aside one does it for all that ask the same", arguments: TestEngine.available)
    func together(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let cast = room.cast
            let token = try await cast.token(cast.mira)
            for text in ["瓦塔西手环连不上", "瓦塔西的手环连不上了"] {
                _ = try await AssistantDiagnoses.ask(cast, text, token, .zhHans)
            }
            let ids = try await cast.storage.read { try Unanswered.open(in: $0) }.map(\.id.text)
            let fields = ["label": "security.passkey", "also": ids.joined(separator: ",")]
            let path = "/desk/questions/\(try #require(ids.first))/lessons"
            #expect(try await room.post(path, fields, as: room.chen).status == 303)
            #expect(try await cast.storage.read { try Unanswered.open(in: $0) } == [])
            #expect(try await cast.count("SELECT COUNT(*) FROM wording") == 2)
        }
    }
}
