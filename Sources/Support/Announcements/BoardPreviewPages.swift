import Terms
import Web

/// Before an incident is published: what customers will read of it, in each language.
struct BoardPreviewPages {
    private static let fields = ["kind", "brand", "function", "bank", "version", "minutes", "from", "until"]

    let console: ConsolePages
    let brand: Brand
    /// Not stored: what it would be.
    let incident: Incident
    let typed: Form

    var main: HTML {
        let isOutage = incident.kind == .outage
        let hint = isOutage ? BoardTexts.willReadHint : BoardTexts.plannedHint
        let send = console.agent.mayPublish ? (isOutage ? BoardTexts.publishNow : BoardTexts.plan) : BoardTexts.propose
        return """
            <main class="pane board" id="talk" tabindex="-1"><form class="card stack narrow" method="post" \
            action="/desk/incidents" aria-labelledby="sheet">\(console.csrfField)\(kept)\
            <h1 id="sheet">\(console(BoardTexts.willRead))</h1>
            <p class="row flow"><i class="dot" data-brand="\(brand.id)"></i>\
            <b class="strong">\(console(brand.name))</b>\
            <span>\(console(IncidentTexts.name(incident.scope)))</span></p>
            <p class="soft">\(hint(console.language, ["brand": console(brand.name)]))</p>
            \(Language.allCases.html(words))
            <div class="btns"><button class="btn primary" type="submit" name="step" value="publish">\(console(send))\
            </button><button class="btn quiet" type="submit" name="step" value="edit">\
            \(console(BoardTexts.backToForm))</button></div></form></main>
            """
    }

    private func words(_ language: Language) -> HTML {
        let words = incident.words(brand, now: console.now)
        return """
            <section class="stack close" lang="\(language.tag)"><h2 class="tiny muted">\(language.ownName)</h2>\
            <div class="banner incident" data-tone="warn">\(console.icon(incident.kind == .outage ? "alert" : "clock"))\
            <div class="stack close grow"><p><strong>\(words.what(language))</strong></p>\
            <p>\(words.advice(language))</p><p>\(words.until(language))</p></div></div></section>
            """
    }

    /// What was typed, sent again as it is.
    private var kept: HTML {
        let texts = ["what", "advice"].flatMap { name in
            Language.allCases.map { "\(name)_\($0.tag.lowercased())" }
        }
        return (Self.fields + texts).html { name -> HTML in
            let value = typed[name]
            return value.isEmpty ? .empty : "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
    }
}

extension Incident {
    /// What a draft would become.
    init(_ draft: Draft, of brand: BrandID, at now: Moment) {
        self.init(
            id: IncidentID("draft"), brand: brand, kind: draft.kind, state: draft.kind == .outage ? .begun : .planned,
            scope: draft.scope, beganAt: draft.begins, until: draft.until, endsByItself: draft.endsByItself,
            what: draft.what, advice: draft.advice, signs: nil, settledAt: nil, changedAt: now)
    }
}
