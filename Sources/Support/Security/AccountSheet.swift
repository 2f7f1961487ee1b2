import Terms
import Web

/// What the pages about one's own account are made of: one narrow column, fields with what is wrong beside them.
struct AccountSheet {
    let page: Page

    func document(_ title: Text, back: String = "/security", _ main: HTML, scripts: [String] = []) -> HTML {
        page.document(
            title: page(title), tab: .security, back: back, heading: page(title),
            main: "<main id=\"main\" class=\"wrap\"><div class=\"narrow slim stack wide\">\(main)</div></main>",
            scripts: scripts)
    }

    /// A label, an input with its attributes, a hint, and what is wrong with it. Secrets have no `value` among them.
    func field(_ name: String, _ label: Text, _ refusal: Refusal?, hint: Text? = nil, _ attributes: HTML) -> HTML {
        let error = refusal?.fields[name]
        var described: [String] = []
        if error != nil { described.append("\(name)-error") }
        if hint != nil { described.append("\(name)-hint") }
        let aria: HTML =
            described.isEmpty ? "" : " aria-describedby=\"\(described.joined(separator: " "))\""
        let wrong: HTML = error == nil ? "" : " aria-invalid=\"true\""
        return """
            <div class="field"><label for="\(name)">\(page(label))</label>\
            <input class="input" id="\(name)" name="\(name)" \(attributes)\(wrong)\(aria)>\
            \(self.error(name, error))\
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(page($0))</p>" } ?? .empty)</div>
            """
    }

    func error(_ name: String, _ text: Text?) -> HTML {
        text.map {
            "<p class=\"error\" id=\"\(name)-error\" role=\"alert\">\(page.icon("alert"))<span>\(page($0))</span></p>"
        } ?? .empty
    }

    /// What is refused without a field of its own.
    func general(_ refusal: Refusal?) -> HTML {
        refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }.map { error("form", $0) } ?? .empty
    }

    func banner(_ tone: String, _ icon: String, _ text: String) -> HTML {
        "<div class=\"banner\" data-tone=\"\(tone)\" role=\"status\">\(page.icon(icon))<div>\(text)</div></div>"
    }

    /// A button that begins a check for a purpose whose page is known.
    func prove(_ purpose: Purpose, _ label: String, _ look: String) -> HTML {
        """
        <form method="post" action="\(page.base)/checks">\(page.csrf)\
        <input type="hidden" name="purpose" value="\(purpose.rawValue)">\
        <button class="btn \(look)" type="submit">\(label)</button></form>
        """
    }

    /// A button that begins a check whose way back the feature's own route knows.
    func begin(_ path: String, _ label: String, _ look: String, icon: String? = nil) -> HTML {
        """
        <form method="post" action="\(page.base)\(path)">\(page.csrf)\
        <button class="btn \(look)" type="submit">\(icon.map { page.icon($0) } ?? .empty)\(label)</button></form>
        """
    }
}
