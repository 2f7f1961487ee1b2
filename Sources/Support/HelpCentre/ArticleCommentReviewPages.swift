import Terms
import Web

/// `/desk/comments`: what waits, the oldest first, each with what an agent can do with it; then what was decided.
struct ArticleCommentReviewPages {
    struct Draft: Sendable {
        let comment: ArticleCommentID
        let text: String
        let refusal: Refusal
    }

    let console: ConsolePages
    let review: ArticleComment.Review
    let draft: Draft?

    private var language: Language { console.language }

    var main: HTML {
        let waiting: HTML =
            review.waiting.isEmpty
            ? """
            <div class="card empty">\(console.icon("check-circle"))<b>\(console(ArticleCommentTexts.allRead))</b></div>
            """ : review.waiting.html(card)
        let decided: HTML =
            review.decided.isEmpty
            ? .empty
            : """
            <section class="stack close"><h2>\(console(ArticleCommentTexts.decided))</h2>\
            \(review.decided.html(card))</section>
            """
        return """
            <main class="pane board" id="talk" tabindex="-1"><div class="stack wide" id="board" data-region>
            <h1>\(console(ArticleCommentTexts.desk))</h1><p class="soft">\(console(ArticleCommentTexts.deskHint))</p>\
            \(waiting)\(decided)</div></main>
            """
    }

    private func card(_ comment: ArticleComment) -> HTML {
        let brand = console.desk.brands[comment.brand]
        let clock = Clock(zone: brand?.timeZone ?? .gmt, now: console.now, language: language)
        let article = console.desk.helpCentres[comment.brand]?.article(comment.slug, language)
        let name = comment.name.isEmpty ? console(ConsoleTexts.visitor) : comment.name
        let answer: HTML =
            comment.answer.map { answer in
                """
                <p class="small soft lines">\(brand.map { console($0.name) } ?? "")：\(answer.text)</p>
                """
            } ?? .empty
        return """
            <article class="card stack close" id="comment-\(comment.id)"><div class="row flow tiny muted">\
            <i class="dot" data-brand="\(comment.brand)"></i><span>\(brand.map { console($0.name) } ?? "")</span>\
            <b class="strong">\(name)</b><span>\(clock.day(comment.postedAt))</span>\(badge(comment))</div>\
            <p class="strong lines" lang="\(comment.language.tag)">\(comment.text)</p>\(answer)\
            <p class="small"><a href="/\(comment.brand)/help/articles/\(comment.slug)#comments">\
            \(article?.title ?? comment.slug)</a></p>\(acts(comment))</article>
            """
    }

    private func badge(_ comment: ArticleComment) -> HTML {
        switch comment.state {
        case .shown:
            "<span class=\"badge\" data-tone=\"ok\">\(console.icon("eye"))\(console(ArticleCommentTexts.shown))</span>"
        case .refused:
            """
            <span class="badge">\(console.icon("eye-off"))\
            \(comment.reason.map { console(ArticleCommentTexts.reason($0)) } ?? "")</span>
            """
        case .waiting, .removed: .empty
        }
    }

    // MARK: - What to do with it

    private func acts(_ comment: ArticleComment) -> HTML {
        let show: HTML =
            comment.state == .shown
            ? .empty
            : form(
                comment, "showings", .empty,
                button("eye", ArticleCommentTexts.show)
            )
        let refuse: HTML = comment.state == .refused ? .empty : refusal(comment)
        return """
            \(error(comment))<div class="row flow">\(show)\(refuse)\(talk(comment))</div>\(answer(comment))
            """
    }

    private func button(_ icon: String, _ text: Text) -> HTML {
        "<button class=\"btn\" type=\"submit\">\(console.icon(icon))\(console(text))</button>"
    }

    private func form(_ comment: ArticleComment, _ act: String, _ fields: HTML, _ button: HTML) -> HTML {
        """
        <form class="row flow" method="post" action="/desk/comments/\(comment.id)/\(act)">\(console.csrfField)\
        \(fields)\(button)</form>
        """
    }

    private func refusal(_ comment: ArticleComment) -> HTML {
        let id = "reason-\(comment.id)"
        let fields: HTML = """
            <label class="sr" for="\(id)">\(console(ArticleCommentTexts.because))</label>\
            <select class="input reason" id="\(id)" name="reason" required><option value="">\
            \(console(ArticleCommentTexts.because))</option>\(ArticleComment.Reason.allCases.html { reason in
                "<option value=\"\(reason.rawValue)\">\(console(ArticleCommentTexts.reason(reason)))</option>"
            })</select>
            """
        return form(
            comment, "refusals", fields,
            "<button class=\"btn\" type=\"submit\">\(console(ArticleCommentTexts.refuse))</button>")
    }

    private func talk(_ comment: ArticleComment) -> HTML {
        if let conversation = comment.conversation {
            return """
                <a class="btn quiet" href="/desk/conversations/\(conversation)">\(console.icon("chat"))\
                \(console(ArticleCommentTexts.toConversation))</a>
                """
        }
        return form(
            comment, "conversations", .empty,
            """
            <button class="btn quiet" type="submit">\(console.icon("chat"))\(console(ArticleCommentTexts.turn))</button>
            """)
    }

    /// Folded away: most comments need none.
    private func answer(_ comment: ArticleComment) -> HTML {
        let (id, isOpen) = (
            "answer-\(comment.id)", draft?.comment == comment.id && draft?.refusal.fields["text"] != nil
        )
        let text = isOpen ? draft?.text ?? "" : comment.answer?.text ?? ""
        let open: HTML = isOpen ? " open" : ""
        let title = comment.answer == nil ? ArticleCommentTexts.answerLabel : ArticleCommentTexts.change
        return """
            <details class="fold"\(open)><summary>\(console(title))\(console.icon("down"))</summary>\
            <form class="stack close" method="post" action="/desk/comments/\(comment.id)/answers">\
            \(console.csrfField)<label class="sr" for="\(id)">\(console(ArticleCommentTexts.answerLabel))</label>\
            <textarea class="input" id="\(id)" name="text" rows="3" required \
            maxlength="\(ArticleComment.answerLengthMax)">\(text)</textarea>\
            <p><button class="btn" type="submit">\(console(ArticleCommentTexts.answer))</button></p></form></details>
            """
    }

    private func error(_ comment: ArticleComment) -> HTML {
        guard let draft, draft.comment == comment.id else { return .empty }
        return """
            <p class="error" role="alert">\(console.icon("alert"))<span>\(console(draft.refusal.text))</span></p>
            """
    }
}
