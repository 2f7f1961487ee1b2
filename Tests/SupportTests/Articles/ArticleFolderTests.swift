import Foundation
import Storage
import Terms
import Testing

@testable import Support

@Suite struct ArticleFolders {
    private static func scratch(_ body: @Sendable (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "articles-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private static func write(_ text: String, _ file: String, in folder: URL) throws {
        let url = folder.appending(path: file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    @Test(
        "what is taken out and in again changes nothing, published versions among it", arguments: TestEngine.available)
    func roundTrip(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            try await Self.scratch { folder in
                try await room.publish(["title": "红色：\"企鹅\"", "keywords": "a: b，[c]"])
                let articles = ArticleFolder(folder, desk: room.cast.desk)
                let count = try await articles.export()
                #expect(count >= 4 * 3 * 90)
                let text = try String(
                    contentsOf: folder.appending(path: "upay/articles/zh-Hans/refund.md"), encoding: .utf8)
                #expect(text.contains("企鹅"))
                for publishing in [false, true] {
                    let outcome = try await articles.take(publishing: publishing)
                    #expect(outcome == .init(unchanged: count))
                }
                #expect(try await room.versions() == ["refund 1 published"])
                #expect(try await articles.export(brand: "upay", language: "en") >= 90)
            }
        }
    }

    @Test(
        "what differs becomes a draft, or is published; the same folder again changes nothing",
        arguments: TestEngine.available)
    func changes(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            try await Self.scratch { folder in
                let articles = ArticleFolder(folder, desk: room.cast.desk)
                let new = ArticleSource(
                    title: "棕色熊猫", summary: "一。", category: "money", related: ["refund"], body: "文。")
                try Self.write(new.text, "upay/articles/zh-Hans/panda.md", in: folder)
                let changed = ["upay/articles/zh-Hans/panda.md"]
                #expect(try await articles.take() == .init(changed: changed))
                #expect(try await articles.take() == .init(unchanged: 1), "the draft says it already")
                #expect(try await room.versions() == ["panda 1 draft"])
                #expect(try await articles.take(publishing: true) == .init(changed: changed))
                #expect(try await articles.take(publishing: true) == .init(unchanged: 1))
                #expect(try await room.versions() == ["panda 1 published"])
                #expect(try await room.read("panda").text.contains("棕色熊猫"))
            }
        }
    }

    @Test("every fault is listed with its file and reason, and nothing is taken in", arguments: TestEngine.available)
    func faults(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            try await Self.scratch { folder in
                func source(_ body: String, codes: [String] = []) -> String {
                    ArticleSource(title: "题", summary: "一。", category: "money", codes: codes, body: body).text
                }
                let typed = try await room.typed(["title": "有人在写"])
                #expect(try await room.post(Newsroom.refund, typed, as: room.chen).status == 303)
                try Self.write(source("好。"), "upay/articles/zh-Hans/good.md", in: folder)
                try Self.write(source("{nobody}"), "upay/articles/zh-Hans/place.md", in: folder)
                try Self.write("no head", "upay/articles/zh-Hans/head.md", in: folder)
                try Self.write(source("好。", codes: ["x.y"]), "upay/articles/zh-Hans/one.md", in: folder)
                try Self.write(source("好。", codes: ["x.y"]), "upay/articles/zh-Hans/two.md", in: folder)
                try Self.write(source("好。"), "nobody/articles/zh-Hans/a.md", in: folder)
                try Self.write(source("好。"), "upay/articles/fr/a.md", in: folder)
                try Self.write(source("好。"), "upay/articles/zh-Hans/Not_A_Slug.md", in: folder)
                try Self.write(source("好。"), "stray.md", in: folder)
                let articles = ArticleFolder(folder, desk: room.cast.desk)
                let files = try await articles.take(publishing: true).faults.map(\.file)
                #expect(
                    files == [
                        "nobody/articles/zh-Hans/a.md", "stray.md", "upay/articles/fr/a.md",
                        "upay/articles/zh-Hans/Not_A_Slug.md", "upay/articles/zh-Hans/head.md",
                        "upay/articles/zh-Hans/one.md", "upay/articles/zh-Hans/place.md",
                        "upay/articles/zh-Hans/two.md",
                    ])
                try FileManager.default.removeItem(at: folder)
                try Self.write(source("好。"), "upay/articles/zh-Hans/good.md", in: folder)
                try Self.write(source("好。"), "upay/articles/zh-Hans/refund.md", in: folder)
                let open = try await articles.take(publishing: true)
                #expect(open.faults.map(\.file) == ["upay/articles/zh-Hans/refund.md"], "somebody's draft is open")
                #expect(try await room.versions() == ["refund 1 draft"], "all or nothing")
            }
        }
    }
}
