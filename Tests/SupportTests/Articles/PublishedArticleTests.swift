import Credentials
import Crypto
import Foundation
import Logging
import Storage
import Terms
import Testing

@testable import Support

@Suite struct PublishedVersions {
    /// Another node of the same installation.
    private static func node(_ cast: Cast) throws -> Desk {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try Desk(
            storage: cast.storage, wallet: cast.ledger, home: Cast.home,
            vault: Vault(key: SymmetricKey(size: .bits256)), articles: cast.desk.helpCentre(cast.mira.brand).files,
            understanding: Cast.understanding, logger: logger)
    }

    @Test("every node sees what one of them published, and what it withdrew", arguments: TestEngine.available)
    func nodes(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let other = try Self.node(room.cast)
            let centre = try other.helpCentre(room.cast.mira.brand)
            await other.readPublished()
            let before = centre.article("refund", .zhHans)?.title
            let watch = Task { try await ArticleWatch(desk: other).run() }
            try await room.publish(["title": "绿色长颈鹿"])
            try await room.cast.until("the other node has it") {
                centre.article("refund", .zhHans)?.title == "绿色长颈鹿"
            }
            #expect(centre.search("绿色长颈鹿", .zhHans).first?.article.slug == "refund")
            _ = try await room.post("\(Newsroom.refund)/withdrawals", as: room.zhou)
            try await room.cast.until("the file is back there") {
                centre.article("refund", .zhHans)?.title == before
            }
            watch.cancel()
        }
    }

    @Test(
        "scheduled on the brand's wall clock, it goes out at that moment and once; a past one is refused",
        arguments: TestEngine.available)
    func schedule(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            // Friday 10:30 in Shanghai.
            let path = "\(Newsroom.refund)/schedules"
            for at in ["", "2026-11-20T10:30", "2026-11-20T10:29", "2028-01-01T00:00"] {
                let reply = try await room.post(
                    path, try await room.typed(["at": at, "title": "橙色鲸鱼"]), as: room.zhou)
                #expect(reply.status == 422 && reply.text.contains("id=\"at-error\""), "\(at)")
                #expect(reply.text.contains("value=\"橙色鲸鱼\""))
            }
            #expect(try await room.versions() == [], "nothing of a refused form is kept")
            let typed = try await room.typed(["at": "2026-11-20T12:00", "title": "橙色鲸鱼"])
            #expect(try await room.post(path, typed, as: room.chen).status == 403)
            #expect(try await room.post(path, typed, as: room.zhou).location == "\(Newsroom.refund)?done=scheduled")
            let page = try await room.get(Newsroom.refund, as: room.chen).text
            #expect(page.contains("今天 12:00 自动发布"))
            room.cast.clock.set(TestClock.start.adding(seconds: 90 * 60 - 1))
            await room.cast.settle(tries: 1)
            #expect(try await room.versions() == ["refund 1 scheduled"], "a second before")
            room.cast.clock.set(TestClock.start.adding(seconds: 90 * 60))
            await room.cast.settle()
            #expect(try await room.versions() == ["refund 1 published"])
            #expect(try await room.read().text.contains("橙色鲸鱼"))
            let id = try #require(
                try await room.cast.storage.read { try ArticleVersion.published(in: $0).first?.id })
            try await room.cast.storage.write { try ArticleVersion.publishDue(id, in: $0) }
            #expect(try await room.cast.count("SELECT COUNT(*) FROM event WHERE kind = 'article.published'") == 1)
        }
    }

    @Test(
        "put off, it goes out at the later moment; written over, it goes out no more", arguments: TestEngine.available)
    func putOff(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            for at in ["2026-11-20T11:00", "2026-11-20T13:00"] {
                let typed = try await room.typed(["at": at])
                #expect(try await room.post("\(Newsroom.refund)/schedules", typed, as: room.zhou).status == 303)
            }
            room.cast.clock.set(TestClock.start.adding(seconds: 60 * 60))
            await room.cast.settle(tries: 1)
            #expect(try await room.versions() == ["refund 1 scheduled"])
            let over = try await room.typed(["body": "没人看过的话"])
            #expect(try await room.post(Newsroom.refund, over, as: room.chen).status == 303)
            #expect(try await room.versions() == ["refund 1 draft"])
            room.cast.clock.set(TestClock.start.adding(seconds: 4 * 60 * 60))
            await room.cast.settle(tries: 1)
            #expect(try await room.versions() == ["refund 1 draft"], "an agent's words go out by no old order")
        }
    }

    @Test("the assistant answers with what was published", arguments: TestEngine.available)
    func assistant(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let token = try await room.cast.token(room.cast.mira)
            try await room.publish(["title": "退款：蓝鲸版", "questions": "怎么申请退款"])
            let answer = try await AssistantDiagnoses.ask(room.cast, "怎么申请退款", token, .zhHans)
            #expect("\(answer)".contains("蓝鲸版"))
        }
    }
}
