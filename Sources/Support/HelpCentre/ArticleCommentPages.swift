import Terms
import Web

/// The comments under an article, and the box to write one.
struct ArticleCommentPages {
    /// What comes back after a refusal: what was typed is still there.
    struct Draft: Sendable {
        let text: String
        let refusal: Refusal
    }

    let page: Page
    let slug: String
    let shelf: ArticleComment.Shelf
    /// Older ones than the newest are shown.
    var isOlder = false
    var draft: Draft?

    private var path: String { "\(page.base)/help/articles/\(slug)" }

    var section: HTML {
        let all = shelf.own + shelf.shown
        let list: HTML =
            all.isEmpty
            ? "<p class=\"small muted\">\(page(ArticleCommentTexts.none))</p>"
            : "<ul class=\"comments\">\(all.html(item))</ul>"
        return """
            <section class="card stack" id="comments" aria-labelledby="said"><h2 id="said">\
            \(page(ArticleCommentTexts.title))</h2>\(form)\(list)\(ways)</section>
            """
    }

    private var form: HTML {
        let error: HTML =
            draft.map {
                """
                <p class="error" id="comment-error" role="alert">\(page.icon("alert"))\
                <span>\(page($0.refusal.fields["text"] ?? $0.refusal.text))</span></p>
                """
            } ?? .empty
        let invalid: HTML = draft == nil ? "" : " aria-invalid=\"true\""
        let described = (draft == nil ? "" : "comment-error ") + "comment-hint"
        let hint = ArticleCommentTexts.hint(
            page.language, ["max": String(ArticleCommentText.lengthMax), "name": ownName])
        return """
            <p class="small soft">\(page(ArticleCommentTexts.welcome)) \
            <a class="nb" href="\(page.base)/chat">\(page(PageTexts.toChat))</a></p>
            <form class="stack close" method="post" action="\(path)/comments">\(page.csrf)\
            <input type="hidden" name="key" value="\(UUIDv7.text(at: page.now))">\
            <div class="field"><label for="comment">\(page(ArticleCommentTexts.write))</label>\
            <textarea class="input" id="comment" name="text" rows="3" required \
            maxlength="\(ArticleCommentText.lengthMax)" aria-describedby="\(described)"\(invalid)>\
            \(draft?.text ?? "")</textarea>\(error)<p class="hint" id="comment-hint">\(hint)</p></div>\
            <p><button class="btn" type="submit">\(page(ArticleCommentTexts.send))</button></p></form>
            """
    }

    /// As which the reader would be shown.
    private var ownName: String {
        (page.party?.customer?.name.first).map { "\($0)**" } ?? page(ConsoleTexts.visitor)
    }

    private func item(_ comment: ArticleComment) -> HTML {
        let name = comment.name.isEmpty ? page(ConsoleTexts.visitor) : comment.name
        let isOwn = comment.owner == page.party?.owner
        let state: HTML =
            switch comment.state {
            case .waiting: badge("warn", "clock", ArticleCommentTexts.waiting)
            case .refused: badge("", "eye-off", ArticleCommentTexts.refused)
            case .shown, .removed: .empty
            }
        let why: HTML =
            comment.reason.map { "<p class=\"small soft\">\(page(ArticleCommentTexts.why($0)))</p>" } ?? .empty
        return """
            <li class="msg" id="comment-\(comment.id)"><span class="avatar" aria-hidden="true">\
            \(String(name.prefix(1)))</span><p class="who"><b>\(name)</b>\
            \(page.clock.day(comment.postedAt))\(state)</p>\
            <div class="body"><p class="lines" lang="\(comment.language.tag)">\(comment.text)</p>\(why)\
            \(answer(comment))\(isOwn ? acts(comment) : .empty)</div></li>
            """
    }

    private func badge(_ tone: String, _ icon: String, _ text: Text) -> HTML {
        let toned: HTML = tone.isEmpty ? "" : " data-tone=\"\(tone)\""
        return "<span class=\"badge\"\(toned)>\(page.icon(icon))\(page(text))</span>"
    }

    private func answer(_ comment: ArticleComment) -> HTML {
        guard comment.state == .shown, let answer = comment.answer else { return .empty }
        let number = ConsoleTexts.staffNumber(page.language, ["number": answer.staffNumber])
        return """
            <div class="msg official"><span class="avatar" aria-hidden="true">\
            \(page.icon(String(page.brand.mark.dropFirst(2))))<span class="seal">\(page.icon("check"))</span></span>\
            <p class="who"><b>\(page.named(ArticleCommentTexts.official))</b>\(number)　\(page.clock.day(answer.at))</p>\
            <div class="body"><p class="lines">\(answer.text)</p></div></div>
            """
    }

    /// What its writer can do with it.
    private func acts(_ comment: ArticleComment) -> HTML {
        let chat: HTML =
            comment.conversation.map {
                """
                <a class="btn quiet small" href="\(page.base)/chat/\($0)">\(page.icon("chat"))\
                \(page(ArticleCommentTexts.toConversation))</a>
                """
            } ?? button(comment, "conversations", "headset", ArticleCommentTexts.contactMe)
        return """
            <div class="btns">\(chat)\(button(comment, "removals", "x", ArticleCommentTexts.remove))</div>
            """
    }

    private func button(_ comment: ArticleComment, _ act: String, _ icon: String, _ text: Text) -> HTML {
        """
        <form method="post" action="\(page.base)/help/comments/\(comment.id)/\(act)">\(page.csrf)\
        <button class="btn quiet small" type="submit">\(page.icon(icon))\(page(text))</button></form>
        """
    }

    private var ways: HTML {
        let back: HTML =
            isOlder ? "<a class=\"more\" href=\"\(path)#comments\">\(page(ArticleCommentTexts.newest))</a>" : .empty
        let on: HTML =
            shelf.next.map {
                "<a class=\"more\" href=\"\(path)?before=\($0)#comments\">\(page(ArticleCommentTexts.older))</a>"
            } ?? .empty
        return isOlder || shelf.next != nil ? "<p class=\"row flow apart\">\(back)\(on)</p>" : .empty
    }
}
