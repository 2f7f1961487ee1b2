import Terms
import Web

/// The fields of the editor, each with what is wrong beside it.
struct EditorFields {
    let console: ConsolePages
    let typed: Form
    let refusal: Refusal?

    /// What is wrong as a whole. The focus is led there by its role.
    var general: HTML {
        guard let refusal else { return .empty }
        return """
            <p class="banner" data-tone="danger" role="alert">\(console.icon("alert"))\
            <span>\(console(refusal.text))</span></p>
            """
    }

    func line(
        _ name: String, _ label: Text, _ lengthMax: Int, of language: Language? = nil, hint: Text? = nil,
        isMono: Bool = false
    ) -> HTML {
        let said = said(name, hint)
        return field(
            name, label,
            """
            <input class="input\(isMono ? " mono" : "")" id="\(name)" name="\(name)" value="\(typed[name])" \
            maxlength="\(lengthMax)" autocomplete="off"\(tag(language))\(said.aria)>
            """, said)
    }

    func area(
        _ name: String, _ label: Text, rows: Int, of language: Language? = nil, hint: Text? = nil,
        isMono: Bool = false
    ) -> HTML {
        let said = said(name, hint)
        let look: HTML = (isMono ? " mono" : "") + (rows == 1 ? " low" : "")
        // A text area loses one line break at its beginning.
        return field(
            name, label,
            """
            <textarea class="input\(look)" id="\(name)" name="\(name)" rows="\(rows)"\(tag(language))\(said.aria)>
            \(typed[name])</textarea>
            """, said)
    }

    func number(_ name: String, _ label: Text, max: Int, hint: Text) -> HTML {
        let said = said(name, hint)
        return field(
            name, label,
            """
            <input class="input slim" id="\(name)" name="\(name)" value="\(typed[name])" inputmode="numeric" \
            maxlength="\(String(max).count)" autocomplete="off"\(said.aria)>
            """, said)
    }

    func time(_ name: String, _ label: Text) -> HTML {
        let said = said(name, nil)
        return field(
            name, label,
            "<input class=\"input\" id=\"\(name)\" name=\"\(name)\" type=\"datetime-local\" value=\"\(typed[name])\""
                + "\(said.aria)>", said)
    }

    func select(_ name: String, _ label: Text, _ choices: [(value: String, name: String)]) -> HTML {
        let said = said(name, nil)
        let options = choices.html { choice -> HTML in
            let chosen: HTML = choice.value == typed[name] ? " selected" : ""
            return "<option value=\"\(choice.value)\"\(chosen)>\(choice.name)</option>"
        }
        let none: HTML = "<option value=\"\">\(console(AnnouncementTexts.choose))</option>"
        return field(
            name, label,
            "<select class=\"input\" id=\"\(name)\" name=\"\(name)\"\(said.aria)>\(none)\(options)</select>", said)
    }

    // MARK: - Parts

    private struct Said {
        let aria: HTML
        let error: HTML
        let hint: HTML
    }

    private func tag(_ language: Language?) -> HTML { language.map { " lang=\"\($0.tag)\"" } ?? "" }

    private func field(_ name: String, _ label: Text, _ input: HTML, _ said: Said) -> HTML {
        """
        <div class="field"><label for="\(name)">\(console(label))</label>\(said.error)\(input)\(said.hint)</div>
        """
    }

    private func said(_ name: String, _ hint: Text?) -> Said {
        let wrong = refusal?.fields[name]
        let names = (wrong == nil ? [] : ["\(name)-error"]) + (hint == nil ? [] : ["\(name)-hint"])
        let invalid: HTML = wrong == nil ? "" : " aria-invalid=\"true\""
        let described: HTML = names.isEmpty ? "" : " aria-describedby=\"\(names.joined(separator: " "))\""
        let error: HTML =
            wrong.map {
                """
                <p class="error" id="\(name)-error">\(console.icon("alert"))<span>\(console($0))</span></p>
                """
            } ?? .empty
        return Said(
            aria: invalid + described, error: error,
            hint: hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(marked(console($0)))</p>" } ?? .empty)
    }

    /// `{places}` as code: they are typed as they stand.
    private func marked(_ text: String) -> HTML {
        var (html, rest): (HTML, Substring) = (.empty, text[...])
        while let match = rest.firstMatch(of: /\{[a-z_]+\}/) {
            html += HTML(String(rest[..<match.range.lowerBound])) + "<code>\(String(match.output))</code>"
            rest = rest[match.range.upperBound...]
        }
        return html + HTML(String(rest))
    }
}
