import Foundation
import Logging
import Terms
import Testing

@testable import Support

@Suite struct ArticleSources {
    private static let folder = Cast.home.appending(path: "Brands")
    private static let files = ArticleFiles(folder, logger: Logger(label: "articles"))

    static func upay() throws -> Brand {
        try #require(try Brand.all(in: folder).first { $0.id.text == "upay" })
    }

    @Test("every article of the product parses, keeps to the rules and is the same after the editor's fields")
    func shipped() throws {
        let centre = HelpCentre(brand: try Self.upay(), files: Self.files)
        for language in Language.allCases {
            let slugs = Self.files.slugs(centre.brand, language)
            #expect(slugs.count >= 90)
            for name in slugs {
                let slug = try #require(ArticleSlug(name))
                let text = try #require(Self.files.source(slug, centre.brand, language))
                let source = try ArticleSource(parsing: text)
                let place = ArticlePlace(brand: centre.brand.id, language: language, slug: slug)
                #expect(centre.rules(place).faults(in: source) == [:], "\(name)")
                #expect(try ArticleSource(parsing: source.text) == source, "\(name)")
                #expect(EditorForm.source(.init(EditorForm.typed(source))) == source, "\(name)")
            }
        }
    }

    @Test("whatever is typed into a field is the same when it is read back")
    func oddWords() throws {
        for word in [
            "a: b", "- x", "# y", "\"q\"", "it's", "null", "yes", "3.14", "[x]", "{brand}", "a\\b", "x---", "---",
            "充值：多久", "？", "@", "a #b", "true", "2026-11-20", "’", "emoji 🙂", "!tag", "&a", "*b", "%c", "`d`",
        ] {
            var source = ArticleSource(title: word, summary: word, category: "payment", body: word)
            (source.keywords, source.questions) = ([word], [word, "x"])
            let read = try ArticleSource(parsing: source.text)
            #expect(read == source, "\(word)")
        }
    }

    @Test("each thing that readers would not see as meant is refused beside its field")
    func refusals() throws {
        let centre = HelpCentre(brand: try Self.upay(), files: Self.files)
        let place = ArticlePlace(
            brand: centre.brand.id, language: .zhHans, slug: try #require(ArticleSlug("refund")))
        let good = ArticleSource(title: "标题", summary: "一句话。", category: "refund", body: "正文，打 {phone}。")
        #expect(centre.rules(place).faults(in: good) == [:])
        func wrong(_ field: String, _ change: (inout ArticleSource) -> Void) {
            var source = good
            change(&source)
            #expect(centre.rules(place).faults(in: source).keys.sorted() == [field], "\(source)")
        }
        wrong("title") { $0.title = "" }
        wrong("title") { $0.title = String(repeating: "字", count: 81) }
        wrong("title") { $0.title = "{nobody}" }
        wrong("summary") { $0.summary = "" }
        wrong("category") { $0.category = "else" }
        wrong("codes") { $0.codes = ["nonsense"] }
        wrong("codes") { $0.codes = ["payment.x", "payment.x"] }
        wrong("codes") { $0.codes = ["topup.limit_reached"] }
        wrong("related") { $0.related = ["gone"] }
        wrong("related") { $0.related = ["refund"] }
        wrong("questions") { $0.questions = (0...40).map(String.init) }
        wrong("keywords") { $0.keywords = [String(repeating: "字", count: 61)] }
        wrong("order") { $0.order = -1 }
        for body in [
            "", "{nobody}", "<b>x</b>", "x <script>y</script>", "![x](https://example.com/x.png)",
            "[x](javascript:alert)", "```screen\nvideo: x\n```", String(repeating: "字", count: 20_001),
        ] {
            wrong("body") { $0.body = body }
        }
        for body in ["[x](/upay/help)", "[x](https://example.com)", "[x](mailto:a@b.c)", "a < b", "`<b>`"] {
            var source = good
            source.body = body
            #expect(centre.rules(place).faults(in: source) == [:], "\(body)")
        }
    }

    @Test("an article's name is lower-case letters, digits and hyphens between them")
    func slugs() {
        for good in ["a", "payment-failed", "a1-2"] { #expect(ArticleSlug(good)?.text == good) }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "../x", "a/b", "付款", String(repeating: "a", count: 61)] {
            #expect(ArticleSlug(bad) == nil, "\(bad)")
        }
    }
}

@Suite struct LineDiffs {
    private static func marks(_ old: String, _ new: String) -> String {
        LineDiff(from: old, to: new).lines.map { line in
            switch line.change {
            case .same: " \(line.text)"
            case .removed: "-\(line.text)"
            case .added: "+\(line.text)"
            }
        }.joined(separator: "|")
    }

    @Test("the lines in common stay; what went stands before what came")
    func changes() {
        #expect(Self.marks("a\nb\nc\n", "a\nx\nc\n") == " a|-b|+x| c")
        #expect(Self.marks("a\nb\n", "a\nb\n") == " a| b")
        #expect(Self.marks("", "a\n") == "+a")
        #expect(Self.marks("a\n", "") == "-a")
        #expect(Self.marks("a\nb\nc\nd\ne", "b\nd\nx\ne") == "-a| b|-c| d|+x| e")
        #expect(Self.marks("x\nx\nx", "x\nx") == " x| x|-x")
    }

    @Test("far from changes lines are left out, and huge texts are shown as taken out and put in whole")
    func bounds() {
        let old = (0..<100).map(String.init).joined(separator: "\n")
        let shown = LineDiff(from: old, to: old.replacing("\n50\n", with: "\nfifty\n")).around(2)
        #expect(shown.count == 8 && shown.first == .some(nil) && shown.last == .some(nil))
        let left = (0..<2_000).map { "a\($0)" }.joined(separator: "\n")
        let right = (0..<2_000).map { "b\($0)" }.joined(separator: "\n")
        #expect(LineDiff(from: left, to: right).lines.count == 4_000)
    }
}
