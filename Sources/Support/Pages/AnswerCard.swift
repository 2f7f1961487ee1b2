import Terms
import Web

/// A diagnosis as a card: verdict, rail, what it rests on. The same in chat, on the transaction's page and on the desk.
struct AnswerCard {
    let sprite: String
    let language: Language
    let base: String
    /// Whose answer it is, so that the links tell which of them were followed.
    var conversation: ConversationID?

    func draw(_ answer: Answer, showsActions: Bool, isPrimary: Bool) -> HTML {
        guard let card = answer.card else {
            return answer.actions.isEmpty || !showsActions
                ? sources(answer) : buttons(answer, isPrimary) + sources(answer)
        }
        return """
            <article class="diag compact" aria-label="\(card.verdict)">
            <div class="verdict">\(badge(card))<h2>\(card.verdict)</h2><p>\(card.explanation)</p></div>
            \(rail(card.rail))
            <div>\(showsActions ? buttons(answer, isPrimary) : .empty)\(sources(answer))</div>
            </article>
            """
    }

    func badge(_ card: DiagnosisCard) -> HTML {
        "<span class=\"badge\" "
            + "data-tone=\"\(card.tone)\">\(icon(card.tone == "ok" ? "check" : "clock"))\(card.badge)</span>"
    }

    func rail(_ stations: [DiagnosisCard.Station]) -> HTML {
        guard !stations.isEmpty else { return .empty }
        return """
            <ol class="rail" aria-label="\(MoneyTexts.whereIsMoney(language))">\(stations.html { station in
                """
                <li data-state="\(station.state)"\(isNow(station) ? " aria-current=\"step\"" : "")>\
                <span class="stop">\(icon(station.icon))</span><b>\(station.name)</b><small>\(station.note)</small></li>
                """
            })</ol>
            """
    }

    private func isNow(_ station: DiagnosisCard.Station) -> Bool { station.state == "here" || station.state == "stop" }

    private func buttons(_ answer: Answer, _ isPrimary: Bool) -> HTML {
        guard !answer.actions.isEmpty else { return .empty }
        var first = isPrimary
        return """
            <div class="btns">\(answer.actions.filter { $0.method == "get" }.html { action in
                let kind = first ? " primary" : ""
                first = false
                return """
                    <a class="btn small grow\(kind)" target="_top" \
                    href="\(base)\(followed(action.href))">\(action.label)</a>
                    """
            })</div>
            """
    }

    private func sources(_ answer: Answer) -> HTML {
        guard !answer.sources.isEmpty else { return .empty }
        return """
            <p class="tiny muted sources">\(MoneyTexts.basis(language))\(answer.sources.html { source in
                source.slug.isEmpty
                    ? "<span class=\"nb\">\(source.title)</span> "
                    : """
                    <a target="_top" \
                    href="\(base)\(followed("/help/articles/" + source.slug))">\(source.title)</a>\u{20}
                    """
            })</p>
            """
    }

    private func followed(_ path: String) -> String {
        guard let conversation, path.hasPrefix("/help/articles/"), !path.contains("#") else { return path }
        return path + (path.contains("?") ? "&" : "?") + "chat=\(conversation)"
    }

    private func icon(_ name: String) -> HTML { Page.icon(name, sprite) }
}
