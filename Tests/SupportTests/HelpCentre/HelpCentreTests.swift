import Foundation
import Logging
import Terms
import Testing

@testable import Support

@Suite struct HelpCentreFolder {
    private static func centre(_ texts: [String: String], isStrict: Bool = true) throws -> HelpCentre {
        let folder = FileManager.default.temporaryDirectory.appending(path: "help-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in texts {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let upay = try #require(try Brand.all(in: Cast.home.appending(path: "Brands")).first { $0.id.text == "upay" })
        let files = ArticleFiles(folder, logger: Logger(label: "articles") { _ in SwiftLogNoOpLogHandler() })
        if isStrict { try files.check(upay) }
        _ = Language.allCases.map { files.shelf(upay, $0) }
        return HelpCentre(brand: upay, files: files)
    }

    private static func article(_ title: String, _ more: String = "") -> String {
        "---\ntitle: \(title)\nsummary: 一句话。\ncategory: payment\n\(more)---\n\n正文，打 {phone}。\n"
    }

    @Test("a brand's own article takes the common one's place, and adds to it; other languages fall back")
    func layers() throws {
        let centre = try Self.centre([
            "common/articles/zh-Hans/a.md": Self.article("共用的甲"), "common/articles/zh-Hans/b.md": Self.article("共用的乙"),
            "common/articles/en/b.md": Self.article("Common b"), "upay/articles/zh-Hans/a.md": Self.article("自己的甲"),
            "upay/articles/zh-Hans/c.md": Self.article("自己的丙"), "topay/articles/zh-Hans/d.md": Self.article("别人的丁"),
        ])
        #expect(centre.all(.zhHans).map(\.title) == ["自己的甲", "共用的乙", "自己的丙"])
        #expect(centre.all(.en).map(\.title) == ["自己的甲", "Common b", "自己的丙"])
        #expect(centre.article("b", .zhHans)?.plain.contains("400-555") == true)
        #expect(centre.article("d", .zhHans) == nil)
        #expect(centre.search("共用的乙", .zhHans).first?.article.slug == "b")
    }

    @Test("related: what it names first, then its neighbours, never itself")
    func related() throws {
        let centre = try Self.centre([
            "common/articles/zh-Hans/a.md": Self.article("甲", "related: [c, gone]\n"),
            "common/articles/zh-Hans/b.md": Self.article("乙"), "common/articles/zh-Hans/c.md": Self.article("丙"),
        ])
        let article = try #require(centre.article("a", .zhHans))
        #expect(centre.related(to: article, .zhHans).map(\.slug) == ["c", "b"])
    }

    @Test("an article with a place that nothing fills, or without its head, is refused with its file's name")
    func unreadable() throws {
        for text in ["---\ntitle: x\nsummary: x\ncategory: x\n---\n{nobody}", "no head", "---\ntitle: x\n---\n"] {
            let files = ["common/articles/zh-Hans/odd.md": text, "common/articles/zh-Hans/a.md": Self.article("甲")]
            #expect(throws: Brand.Unreadable.self) { try Self.centre(files) }
            #expect(try Self.centre(files, isStrict: false).all(.zhHans).map(\.slug) == ["a"], "the others stay")
        }
    }
}

@Suite struct ScreenPictures {
    @Test("each line is a part; the marked one is told to whoever does not see the picture")
    func parts() throws {
        let picture = try #require(
            ScreenPicture("title: 安全中心\nrow*: 一键止付 | 马上停住\nfield: 手机号 | 138\nbutton: 继续\n"))
        #expect(picture.parts.map(\.kind) == [.title, .row, .field, .button])
        #expect(picture.parts[1].isTapped && picture.parts[1].detail == "马上停住")
        let markup = picture.html(.zhHans).markup
        #expect(markup.contains("aria-label=\"屏幕示意：安全中心；点这里：一键止付, 马上停住"))
        #expect(markup.contains("class=\"tap\""))
    }

    @Test("what is no screen stays as it was written")
    func no() {
        for source in ["", "nonsense", "video: x", String(repeating: "text: x\n", count: 10)] {
            #expect(ScreenPicture(source) == nil, "\(source)")
        }
        let shown = Markdown.render("```screen\nvideo: x\n```\n", .zhHans).html.markup
        #expect(shown.contains("<pre>"))
    }

    @Test("what is written in it is text, not markup")
    func escapes() throws {
        let markup = try #require(ScreenPicture("title: <script>\nrow: \"&' | <b>")).html(.en).markup
        #expect(!markup.contains("<script>") && !markup.contains("<b>"))
    }

    @Test("pictures that follow one another stand side by side")
    func sideBySide() {
        let source = "1. eins\n\n```screen\ntitle: a\n```\n\n```screen\ntitle: b\n```\n\nend\n"
        let markup = Markdown.render(source, .en).html.markup
        #expect(markup.matches(of: /<div class="screens">/).count == 1)
        #expect(markup.matches(of: /<figure/).count == 2)
        #expect(Markdown.render(source, .en).plain.contains("end"))
    }
}

@Suite struct ArticleVotes {
    private static let path = "/upay/help/articles/refund"

    @Test("a stranger has one vote, and may change their mind", arguments: TestEngine.available)
    func stranger(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var reader = CheckBrowser(cast)
            let page = try await reader.get(Self.path)
            #expect(page.status == 200 && page.text.contains(ArticleTexts.helped(.zhHans)))
            #expect(
                try await reader.submit("\(Self.path)/votes", ["helpful": "yes"]).location?.contains("voted") == true)
            let csrf = reader.csrf()
            for reason in ["", "unclear"] {
                let again = try await reader.submit(
                    "\(Self.path)/votes", ["helpful": "no", "reason": reason, "csrf": csrf])
                #expect(again.location == Self.path + (reason.isEmpty ? "?helpful=no#vote" : "?voted=1#vote"))
            }
            let count = try await cast.storage.read {
                try ArticleVote.count(of: "refund", brand: cast.mira.brand, in: $0)
            }
            #expect(count == .init(helpful: 0, not: 1))
            #expect(try await cast.count("SELECT COUNT(*) FROM article_vote WHERE reason = 'unclear'") == 1)
        }
    }

    @Test("what is typed is masked, bounded and kept with the refusal", arguments: [TestEngine.sqlite])
    func notes(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var reader = try await CheckBrowser.of(cast.mira, cast)
            let long = String(repeating: "字", count: ArticleVote.noteLengthMax + 1)
            let refused = try await reader.submit(
                "\(Self.path)/votes", ["helpful": "no", "note": long, "csrf": reader.csrf()])
            #expect(refused.status == 422 && refused.text.contains(long) && refused.text.contains("note-error"))
            let kept = try await reader.submit(
                "\(Self.path)/votes", ["helpful": "no", "note": "我的密码是 Hunter2xyz", "csrf": reader.csrf()])
            #expect(kept.status == 303)
            let note = try await cast.storage.read {
                try $0.first("SELECT note FROM article_vote")?.get(0, as: String.self)
            }
            #expect(note?.contains("Hunter2xyz") == false)
            #expect(try await reader.submit("\(Self.path)/votes", ["helpful": "yes", "csrf": "x"]).status == 403)
            #expect(try await reader.submit("/upay/help/articles/gone/votes", ["helpful": "yes"]).status == 404)
        }
    }

    @Test("what is read most stands on the first page", arguments: TestEngine.available)
    func views(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let cookies = ["customer_upay": try await cast.token(cast.mira)]
            let path = "/upay/help/articles/rate-us"
            for _ in 0..<3 { #expect(try await cast.page(path, cookies: cookies).status == 200) }
            #expect(try await cast.count("SELECT SUM(count) FROM article_view") == 3)
            // A robot brings no session, and who asks for the head reads nothing.
            #expect(try await cast.page(path).status == 200)
            let head = try await cast.client.execute(
                uri: path, method: .head, headers: [.cookie: "customer_upay=\(cookies["customer_upay"] ?? "")"])
            #expect(head.status == .ok)
            #expect(try await cast.count("SELECT SUM(count) FROM article_view") == 3)
            let home = try await cast.page("/upay/help").text
            #expect(home.contains("/upay/help/articles/rate-us"))
            #expect(try await !cast.page("/topay/help").text.contains("/topay/help/articles/rate-us"), "by brand")
        }
    }
}
