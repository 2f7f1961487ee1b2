import CMark
import Foundation
import Terms
import Web

/// CommonMark with GitHub's tables, through libcmark-gfm. Raw HTML and unsafe links are left out by the renderer; a
/// fenced block of the kind `screen` becomes a picture.
enum Markdown {
    static func render(_ source: String, _ language: Language) -> (html: HTML, plain: String) {
        _ = extensionsRegistered
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return (.empty, "") }
        defer { cmark_parser_free(parser) }
        let table = cmark_find_syntax_extension("table")
        if let table { cmark_parser_attach_syntax_extension(parser, table) }
        cmark_parser_feed(parser, source, source.utf8.count)
        guard let document = cmark_parser_finish(parser) else { return (.empty, "") }
        defer { cmark_node_free(document) }
        draw(in: document, language)
        let html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser))
        let text = cmark_render_plaintext(document, CMARK_OPT_DEFAULT, 0)
        defer {
            free(html)
            free(text)
        }
        return (rendered(markup: html.map { String(cString: $0) } ?? ""), text.map { String(cString: $0) } ?? "")
    }

    /// Puts pictures in the place of the blocks that describe them, side by side where several follow one another.
    private static func draw(in document: OpaquePointer, _ language: Language) {
        var node = cmark_node_first_child(document)
        var row: (node: OpaquePointer, html: HTML)?
        while let current = node {
            node = cmark_node_next(current)
            guard let picture = picture(current), let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else {
                row = nil
                continue
            }
            let drawn = picture.html(language)
            if let begun = row {
                let both = begun.html + drawn
                cmark_node_set_on_enter(begun.node, "<div class=\"screens\">\(both.markup)</div>")
                row = (begun.node, both)
                cmark_node_unlink(current)
                cmark_node_free(current)
                cmark_node_free(block)
            } else {
                cmark_node_set_on_enter(block, "<div class=\"screens\">\(drawn.markup)</div>")
                cmark_node_replace(current, block)
                cmark_node_free(current)
                row = (block, drawn)
            }
        }
    }

    /// What would be left out or shown raw, were this published.
    enum Fault: Equatable {
        case markup, address, image
        case screen
    }

    static func faults(in source: String) -> [Fault] {
        guard let document = cmark_parse_document(source, source.utf8.count, CMARK_OPT_DEFAULT),
            let iterator = cmark_iter_new(document)
        else { return [] }
        defer {
            cmark_iter_free(iterator)
            cmark_node_free(document)
        }
        var faults: [Fault] = []
        while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
            guard let node = cmark_iter_get_node(iterator), let fault = fault(of: node), !faults.contains(fault)
            else { continue }
            faults.append(fault)
        }
        return faults
    }

    private static func fault(of node: OpaquePointer) -> Fault? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: return .markup
        // Pages show no pictures of others; screens are drawn.
        case CMARK_NODE_IMAGE: return .image
        case CMARK_NODE_LINK:
            let url = cmark_node_get_url(node).map { String(cString: $0).lowercased() } ?? ""
            let scheme = url.prefix { $0 != ":" && $0 != "/" }
            let isSafe = scheme.count == url.count || url.dropFirst(scheme.count).first == "/"
            return isSafe || ["http", "https", "mailto", "tel"].contains(String(scheme)) ? nil : .address
        case CMARK_NODE_CODE_BLOCK:
            let kind = cmark_node_get_fence_info(node).map { String(cString: $0) }
            return kind == "screen" && picture(node) == nil ? .screen : nil
        default: return nil
        }
    }

    private static func picture(_ node: OpaquePointer) -> ScreenPicture? {
        guard cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK,
            cmark_node_get_fence_info(node).map({ String(cString: $0) }) == "screen",
            let source = cmark_node_get_literal(node)
        else { return nil }
        return ScreenPicture(String(cString: source))
    }

    private static let extensionsRegistered: Void = cmark_gfm_core_extensions_ensure_registered()
}
