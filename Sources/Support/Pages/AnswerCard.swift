import Terms
import Web

/// A diagnosis as a card: verdict, rail, what it rests on. The same in chat, on the transaction's page and on the desk.
struct AnswerCard {
    let sprite: String
    let language: Language
    let base: String
    /// The field that every form carries; nil where nothing can be sent, as on the desk.
    var csrf: HTML?
    /// Whose answer it is, so that the links tell which of them were followed.
    var conversation: ConversationID?

    func draw(_ answer: Answer, showsActions: Bool, isPrimary: Bool) -> HTML {
        guard let card = answer.card else {
            let steps = steps(answer)
            return answer.actions.isEmpty || !showsActions
                ? steps + sources(answer) : steps + buttons(answer, isPrimary) + sources(answer)
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
                <span class="stop">\(icon(station.icon))</span><b>\(station.name)</b>\
                <small>\(station.note)\(time(station))</small></li>
                """
            })</ol>
            """
    }

    private func time(_ station: DiagnosisCard.Station) -> HTML {
        station.time.map { "<span class=\"when\">\($0)</span>" } ?? .empty
    }

    private func isNow(_ station: DiagnosisCard.Station) -> Bool { station.state == "here" || station.state == "stop" }

    private func steps(_ answer: Answer) -> HTML {
        guard let steps = answer.steps else { return .empty }
        return "<ol class=\"plain small\">\(steps.html { "<li>\($0)</li>" })</ol>"
    }

    private func buttons(_ answer: Answer, _ isPrimary: Bool) -> HTML {
        let actions = answer.actions.filter { $0.id != Answer.Action.person && ($0.method == "get" || csrf != nil) }
        guard !actions.isEmpty else { return .empty }
        return """
            <div class="btns">\(actions.enumerated().html { place, action in
                button(action, kind: isPrimary && place == 0 ? " primary" : "")
            })</div>
            """
    }

    private func button(_ action: Answer.Action, kind: HTML) -> HTML {
        if action.method == "post" {
            return """
                <form class="grow" method="post" action="\(base)\(action.href)">\(csrf ?? .empty)\
                \(conversation.map { "<input type=\"hidden\" name=\"chat\" value=\"\($0)\">" } ?? .empty)\
                <button class="btn small wide\(kind)" type="submit">\(action.label)</button></form>
                """
        }
        let sheet: HTML =
            action.isSheet == true
            ? """
             data-sheet data-title="\(action.label)" data-close="\(SafetyTexts.close(language))"
            """ : .empty
        return """
            <a class="btn small grow\(kind)" target="_top" \
            href="\(base)\(followed(action.href))"\(sheet)>\(action.label)</a>
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
