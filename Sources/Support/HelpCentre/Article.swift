import CMark
import Foundation
import Synchronization
import Terms
import Web
import Yams

/// One page of a brand's help centre, written in Markdown.
public struct Article: Sendable {
    public let slug: String
    public let language: Language
    public let title: String
    /// The answer in one sentence.
    public let summary: String
    public let category: String
    /// The diagnosis codes that it backs.
    public let codes: [String]
    /// How customers say it.
    public let keywords: [String]
    public let order: Int
    public let body: HTML
    /// The body without markup, for search.
    public let plain: String
}

extension Article {
    private struct FrontMatter: Decodable {
        let title: String, summary: String, category: String
        let codes: [String]?, keywords: [String]?, order: Int?
    }

    /// `source` is front matter between `---` lines, then CommonMark with tables.
    init(slug: String, language: Language, source: String) throws {
        let parts = source.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty else {
            throw Brand.Unreadable(file: "\(slug).md", reason: "front matter must stand between two --- lines")
        }
        let front = try YAMLDecoder().decode(FrontMatter.self, from: String(parts[1]))
        let markup = Markdown.render(String(parts[2]))
        self.init(
            slug: slug, language: language, title: front.title, summary: front.summary, category: front.category,
            codes: front.codes ?? [], keywords: front.keywords ?? [], order: front.order ?? 100, body: markup.html,
            plain: markup.plain)
    }
}

/// CommonMark with GitHub's tables, through libcmark-gfm. Raw HTML and unsafe links are left out by the renderer.
enum Markdown {
    static func render(_ source: String) -> (html: HTML, plain: String) {
        _ = extensionsRegistered
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return (.empty, "") }
        defer { cmark_parser_free(parser) }
        let table = cmark_find_syntax_extension("table")
        if let table { cmark_parser_attach_syntax_extension(parser, table) }
        cmark_parser_feed(parser, source, source.utf8.count)
        guard let document = cmark_parser_finish(parser) else { return (.empty, "") }
        defer { cmark_node_free(document) }
        let html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser))
        let text = cmark_render_plaintext(document, CMARK_OPT_DEFAULT, 0)
        defer {
            free(html)
            free(text)
        }
        return (rendered(markup: html.map { String(cString: $0) } ?? ""), text.map { String(cString: $0) } ?? "")
    }

    private static let extensionsRegistered: Void = cmark_gfm_core_extensions_ensure_registered()
}
