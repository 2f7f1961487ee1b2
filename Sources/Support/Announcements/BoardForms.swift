import Terms
import Web

/// The forms behind the board: an incident, an announcement. What was typed comes back with what is wrong beside it.
struct BoardForms {
    let console: ConsolePages
    let typed: Form
    let refusal: Refusal?

    private var language: Language { console.language }

    // MARK: - Incidents

    func incident(_ kind: Incident.Kind) -> HTML {
        let isOutage = kind == .outage
        let scope: HTML = """
            \(select("brand", BoardTexts.brand, unchosen + brands))
            \(select("function", BoardTexts.function, Incident.Function.allCases.map {
                ($0.rawValue, console(IncidentTexts.name($0)))
            }))
            \(field("bank", BoardTexts.bank, "type=\"text\" maxlength=\"\(Incident.bankLengthMax)\""))
            \(field("version", BoardTexts.version, "type=\"text\" maxlength=\"20\" inputmode=\"decimal\"",
                hint: BoardTexts.versionHint))
            """
        let times: HTML =
            isOutage
            ? select("minutes", BoardTexts.expected, IncidentForm.minutes.map { (String($0), duration($0)) })
            : time("from", BoardTexts.from, hint: BoardTexts.ahead) + time("until", BoardTexts.until)
        return sheet(
            isOutage ? BoardTexts.newOutage : BoardTexts.newMaintenance, "/desk/incidents",
            """
            <input type="hidden" name="kind" value="\(kind.rawValue)">\(scope)\(times)\(ownWords)
            """, BoardTexts.preview, step: " name=\"step\" value=\"preview\"")
    }

    /// Where there is more than one, none is chosen beforehand.
    private var unchosen: [(value: String, name: String)] {
        console.desk.brands.all.count > 1 ? [("", console(BoardTexts.chooseBrand))] : []
    }

    private var brands: [(value: String, name: String)] {
        console.desk.brands.all.map { ($0.id.text, console($0.name)) }
    }

    func change(_ incident: Incident) -> HTML {
        let isPlannable = incident.kind == .maintenance && incident.state != .begun
        let from: HTML = isPlannable ? time("from", BoardTexts.from, hint: BoardTexts.ahead) : .empty
        let until = incident.kind == .outage ? BoardTexts.expectedUntil : BoardTexts.until
        let brand = console.desk.brands[incident.brand].map { console($0.name) } ?? ""
        return sheet(
            BoardTexts.edit, "/desk/incidents/\(incident.id)",
            """
            <p class="soft">\(console(AnnouncementTexts.kind(incident.kind)))　\(brand)　\
            \(console(IncidentTexts.name(incident.scope)))</p>\(from)\(time("until", until))\(ownWords)
            """, BoardTexts.save)
    }

    /// Folded away: at three in the morning the scope is enough.
    private var ownWords: HTML {
        let isOpen = refusal?.fields.keys.contains { ["what", "advice"].contains($0) } ?? false
        let open: HTML = isOpen || !typed["what_zh-hans"].isEmpty || !typed["advice_zh-hans"].isEmpty ? " open" : ""
        return """
            <details class="fold"\(open)><summary>\(console(BoardTexts.ownWords))\(console.icon("down"))</summary>\
            <div class="stack">\(words("what", BoardTexts.what, lengthMax: IncidentForm.wordsLengthMax))\
            \(words("advice", BoardTexts.advice, lengthMax: IncidentForm.wordsLengthMax))</div></details>
            """
    }

    private func duration(_ minutes: Int) -> String {
        minutes < 60
            ? BoardTexts.minutes(language, ["minutes": String(minutes)])
            : BoardTexts.hours(language, ["hours": String(minutes / 60)])
    }

    // MARK: - Announcements

    /// `id` is that of one being changed.
    func announcement(_ id: AnnouncementID?) -> HTML {
        let choices = unchosen + [("all", console(BoardTexts.allBrands))] + brands
        let kinds = Announcement.Kind.allCases.map { ($0.rawValue, console(AnnouncementTexts.kind($0))) }
        let send =
            id != nil ? BoardTexts.save : console.agent.mayPublish ? BoardTexts.publishNow : BoardTexts.propose
        return sheet(
            id == nil ? BoardTexts.newAnnouncement : BoardTexts.edit,
            id.map { "/desk/announcements/\($0)" } ?? "/desk/announcements",
            """
            \(console.keyField)\(select("brand", BoardTexts.brand, choices))\(select("kind", BoardTexts.kind, kinds))
            \(words("title", BoardTexts.headline, lengthMax: Announcement.titleLengthMax, rows: 1))
            \(words("text", BoardTexts.text, lengthMax: Announcement.textLengthMax, rows: 4))
            \(time("from", BoardTexts.from))\(time("until", BoardTexts.until))
            """, send)
    }

    // MARK: - Parts

    private func sheet(_ title: Text, _ action: String, _ fields: HTML, _ send: Text, step: HTML = "") -> HTML {
        let general: HTML =
            refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }.map { error("form", $0) } ?? .empty
        return """
            <main class="pane board" id="talk" tabindex="-1"><form class="card stack narrow" method="post" \
            action="\(action)" aria-labelledby="sheet">\(console.csrfField)<h1 id="sheet">\(console(title))</h1>
            \(general)\(fields)
            <div class="btns"><button class="btn primary" type="submit"\(step)>\(console(send))</button>\
            <a class="btn quiet" href="/desk/announcements">\(console(PageTexts.back))</a></div></form></main>
            """
    }

    private func error(_ name: String, _ text: Text) -> HTML {
        """
        <p class="error" id="\(name)-error" role="alert">\(console.icon("alert"))<span>\(console(text))</span></p>
        """
    }

    private func attributes(_ name: String, hint: Text?) -> (aria: HTML, error: HTML, hint: HTML) {
        let wrong = refusal?.fields[name]
        let names = (wrong == nil ? [] : ["\(name)-error"]) + (hint == nil ? [] : ["\(name)-hint"])
        let invalid: HTML = wrong == nil ? "" : " aria-invalid=\"true\""
        let described: HTML = names.isEmpty ? "" : " aria-describedby=\"\(names.joined(separator: " "))\""
        return (
            invalid + described, wrong.map { error(name, $0) } ?? .empty,
            hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\(console($0))</p>" } ?? .empty
        )
    }

    private func field(_ name: String, _ label: Text, _ more: HTML, hint: Text? = nil) -> HTML {
        let said = attributes(name, hint: hint)
        return """
            <div class="field"><label for="\(name)">\(console(label))</label>\
            <input class="input" id="\(name)" name="\(name)" value="\(typed[name])" \(more)\(said.aria)>\(said.error)\
            \(said.hint)</div>
            """
    }

    private func time(_ name: String, _ label: Text, hint: Text? = nil) -> HTML {
        field(name, label, "type=\"datetime-local\" required", hint: hint)
    }

    private func select(_ name: String, _ label: Text, _ choices: [(value: String, name: String)]) -> HTML {
        let said = attributes(name, hint: nil)
        let options = choices.html { choice -> HTML in
            let chosen: HTML = choice.value == typed[name] ? " selected" : ""
            return "<option value=\"\(choice.value)\"\(chosen)>\(choice.name)</option>"
        }
        return """
            <div class="field"><label for="\(name)">\(console(label))</label>\
            <select class="input" id="\(name)" name="\(name)" required\(said.aria)>\(options)</select>\
            \(said.error)</div>
            """
    }

    /// One text in all languages.
    private func words(_ name: String, _ label: Text, lengthMax: Int, rows: Int = 2) -> HTML {
        let said = attributes(name, hint: nil)
        let fields = Language.allCases.html { other -> HTML in
            let id = "\(name)_\(other.tag.lowercased())"
            let area: HTML =
                rows == 1
                ? """
                <input class="input" id="\(id)" name="\(id)" lang="\(other.tag)" maxlength="\(lengthMax)" \
                value="\(typed[id])"\(said.aria)>
                """
                : """
                <textarea class="input" id="\(id)" name="\(id)" lang="\(other.tag)" rows="\(rows)" \
                maxlength="\(lengthMax)"\(said.aria)>\(typed[id])</textarea>
                """
            return """
                <div class="field"><label class="tiny muted" for="\(id)">\(other.ownName)</label>\(area)</div>
                """
        }
        return """
            <fieldset class="stack close"><legend class="strong">\(console(label))</legend>\(fields)\(said.error)\
            </fieldset>
            """
    }
}
