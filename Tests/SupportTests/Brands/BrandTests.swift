import Foundation
import Logging
import Terms
import Testing

@testable import Support

@Suite struct BrandFiles {
    private static let folder = Cast.home.appending(path: "Brands")

    @Test("the four brands read well, each with colours and channels of its own")
    func all() throws {
        let brands = try Brand.all(in: Self.folder)
        #expect(brands.map(\.id.text) == ["tpwallet", "topay", "upay", "wallet"])
        #expect(Set(brands.map(\.stylesheet)).count == 4)
        for brand in brands {
            #expect(brand.channels.contains { $0.kind == .chat }, "\(brand.id)")
            #expect(brand.channels.contains { $0.kind == .email }, "\(brand.id)")
            for channel in brand.channels {
                #expect(channel.reply != .unstated, "\(brand.id) says when \(channel.kind) is answered")
                #expect(channel.kind != .phone || channel.charge != nil, "\(brand.id) says what a call costs")
            }
        }
    }

    @Test(
        "a file that is wrong is refused, and named",
        arguments: [
            ("\"#6a3dc8\"", "purple"), ("\"#6a3dc8\"", "\"#6a3dc8; } body { display: none\""),
            ("\"#6a3dc8\"", "\"#fff\""),
            ("zh-Hant: uPay, ", ""), ("id: upay", "id: ../upay"), ("id: upay", "id: UPAY"),
            ("Asia/Shanghai", "Asia/Atlantis"), ("currency: CNY", "currency: XYZ"), ("kind: chat", "kind: pigeon"),
            ("daily 07:00-23:00", "daily 23:00-07:00"), ("daily 07:00-23:00", "sometimes 07:00-23:00"),
            ("slogan:", "motto:"), ("order: 3", "order: three"),
        ])
    func refused(_ change: (what: String, into: String)) throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "brands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home.appending(path: "upay"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let file = home.appending(path: "upay/brand.yaml")
        let text = try String(contentsOf: Self.folder.appending(path: "upay/brand.yaml"), encoding: .utf8)
        try text.write(to: file, atomically: true, encoding: .utf8)
        #expect(try Brand.all(in: home).count == 1, "unchanged it reads well")
        let broken = text.replacing(change.what, with: change.into)
        #expect(broken != text, "the change changes something")
        try broken.write(to: file, atomically: true, encoding: .utf8)
        #expect {
            try Brand.all(in: home)
        } throws: {
            "\($0)".contains("brand.yaml")
        }
    }

    @Test("a brand without an emergency line, or without a telephone, names another way in its place")
    func lines() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "brands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home.appending(path: "upay"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        var text = try String(contentsOf: Self.folder.appending(path: "upay/brand.yaml"), encoding: .utf8)
        for kind in ["emergency", "phone", "email"] {
            text = text.replacing(try Regex("  - kind: \(kind)\n(?:    .*\n)+"), with: "")
            try text.write(to: home.appending(path: "upay/brand.yaml"), atomically: true, encoding: .utf8)
            let brand = try #require(try Brand.all(in: home).first)
            #expect(!brand.channels.contains { $0.kind.rawValue == kind }, "it is gone")
            for language in Language.allCases {
                for (name, value) in brand.articlePlaces(language) {
                    #expect(!value.isEmpty, "\(name) of a brand without \(kind) in \(language)")
                }
                #expect(!brand.urgentWay(language).isEmpty)
            }
        }
    }

    @Test(
        "hours are the brand's wall clock: open, closed and busy",
        arguments: [
            // upay: chat daily 07:00–23:00, phone daily 08:00–20:00, busy 09–11 and 14–16 on working days; UTC+8.
            ("2026-11-19T22:59:59Z", false, false, false), ("2026-11-19T23:00:00Z", true, false, false),
            ("2026-11-20T00:00:00Z", true, true, false), ("2026-11-20T01:00:00Z", true, true, true),
            ("2026-11-20T02:59:59Z", true, true, true), ("2026-11-20T03:00:00Z", true, true, false),
            ("2026-11-20T06:00:00Z", true, true, true), ("2026-11-20T12:00:00Z", true, false, false),
            ("2026-11-20T15:00:00Z", false, false, false), ("2026-11-21T01:30:00Z", true, true, false),
        ])
    func hours(_ row: (at: String, chat: Bool, phone: Bool, busy: Bool)) throws {
        let moment = try #require(Moment(rfc3339: row.at))
        let upay = try #require(try Brand.all(in: Self.folder).first { $0.id == BrandID("upay") })
        func channel(_ kind: ContactChannel.Kind) throws -> ContactChannel {
            try #require(upay.channels.first { $0.kind == kind })
        }
        #expect(try channel(.chat).isOpen(at: moment, in: upay.timeZone) == row.chat)
        #expect(try channel(.phone).isOpen(at: moment, in: upay.timeZone) == row.phone)
        #expect(try channel(.phone).isBusy(at: moment, in: upay.timeZone) == row.busy)
        #expect(try channel(.emergency).isOpen(at: moment, in: upay.timeZone), "round the clock")
    }

    @Test("a host leads to its brand, whatever its case and port, and no other does")
    func hosts() throws {
        let brands = Brands(try Brand.all(in: Self.folder))
        #expect(brands.byHost("help.upay.example")?.id.text == "upay")
        #expect(brands.byHost("HELP.UPAY.EXAMPLE:443")?.id.text == "upay")
        for host in ["", "upay.example", "help.upay.example.evil.example", "127.0.0.1:8080"] {
            #expect(brands.byHost(host) == nil, "\(host)")
        }
    }

    @Test("every article reads well in every language, and every diagnosis has one behind it")
    func articles() throws {
        for brand in try Brand.all(in: Self.folder) {
            let files = ArticleFiles(Self.folder, logger: Logger(label: "articles"))
            try files.check(brand)
            let centre = HelpCentre(brand: brand, files: files)
            let slugs = Set(centre.all(.zhHans).map(\.slug))
            #expect(slugs.count >= 60, "\(brand.id)")
            for language in Language.allCases {
                let articles = centre.all(language)
                #expect(Set(articles.map(\.slug)) == slugs)
                #expect(
                    articles.allSatisfy { $0.language == language }, "\(brand.id) is written whole in \(language.tag)")
                for article in articles {
                    let name = "\(brand.id) \(language.tag) \(article.slug)"
                    #expect(!article.title.isEmpty && !article.summary.isEmpty && article.plain.count > 80, "\(name)")
                    #expect(!article.keywords.isEmpty, "\(name)")
                    #expect(!article.body.markup.contains("<!-- raw HTML omitted -->"), "\(name)")
                    #expect(
                        centre.search(article.title, language).first?.article.slug == article.slug,
                        "\(name) finds itself")
                }
                for code in Diagnosis.Code.allCases {
                    let backing = centre.article(backing: code.rawValue, language)
                    #expect(backing != nil, "\(brand.id) \(language.tag) has nothing behind \(code.rawValue)")
                }
            }
        }
    }

    @Test("an article without front matter is refused and named; raw HTML and unsafe links are left out")
    func markdown() throws {
        #expect(throws: Brand.Unreadable.self) { try Article(slug: "x", language: .en, source: "# Title\nText") }
        let source =
            "---\ntitle: T\nsummary: S\ncategory: c\n---\n"
            + "<script>alert(1)</script>\n\n[x](javascript:alert(1)) **bold** <b>raw</b>\n"
        let article = try Article(slug: "x", language: .en, source: source)
        #expect(article.body.markup.contains("<strong>bold</strong>"))
        #expect(!article.body.markup.contains("<script") && !article.body.markup.contains("javascript:"))
        #expect(!article.body.markup.contains("<b>"))
    }
}
