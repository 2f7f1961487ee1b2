import Terms
import Web

/// One article as it is read, with what to do when it did not help.
struct ArticlePages {
    struct View {
        let article: Article
        let related: [Article]
        let count: ArticleVote.Count
        /// Whoever said that it did not help is asked why.
        let asks: Bool
        let hasVoted: Bool
        var note = ""
        var refusal: Refusal?
        /// What was searched for before.
        var question = ""
    }

    let page: Page

    func article(_ view: View) -> HTML {
        let (article, pages) = (view.article, HelpPages(page: page))
        let category = HelpCategory(rawValue: article.category)
        let shelf: HTML =
            category.map {
                "<p class=\"small\"><a href=\"\(page.base)/help/topics/\($0.rawValue)\">\(page($0.name))</a></p>"
            } ?? .empty
        return page.document(
            title: article.title, tab: .help, back: "/help", heading: page(HelpTexts.title),
            main: """
                <main id="main" class="wrap"><div class="split"><div class="stack">\
                \(Self.card(article, above: shelf))\(vote(view))</div>
                <div class="stack">\(pages.stillStuck)
                <section class="card flush" aria-labelledby="more"><div class="card-head"><h2 id="more">\
                \(page(ArticleTexts.related))</h2></div>
                <ul class="rows">\(view.related.html(pages.row))</ul></section></div></div></main>
                """)
    }

    /// The text itself. The editor's preview is drawn by the same lines, below a page's heading.
    static func card(_ article: Article, above: HTML = .empty, isPreview: Bool = false) -> HTML {
        let title: HTML =
            isPreview ? "<h2 class=\"headline\">\(article.title)</h2>" : "<h1>\(article.title)</h1>"
        return """
            <article class="card article" lang="\(article.language.tag)">\(above)\(title)
            <p class="lead-in">\(article.summary)</p>\(article.body)</article>
            """
    }

    private func vote(_ view: View) -> HTML {
        if view.hasVoted {
            return """
                <section class="card row" id="vote" role="status"><span class="glyph" data-tone="ok">\
                \(page.icon("check"))</span><p class="grow">\(page(ArticleTexts.thanks))</p></section>
                """
        }
        let action = "\(page.base)/help/articles/\(view.article.slug)/votes"
        let question: HTML =
            view.question.isEmpty ? .empty : "<input type=\"hidden\" name=\"q\" value=\"\(view.question)\">"
        return view.asks
            ? why(view, action)
            : """
            <section class="card stack close" id="vote" aria-labelledby="helped"><h2 id="helped">\
            \(page(ArticleTexts.helped))</h2><form class="btns" method="post" action="\(action)">\
            \(page.csrf)\(question)\
            <button class="btn grow" name="helpful" value="yes">\(page.icon("check"))\(page(ArticleTexts.yes))</button>\
            <button class="btn grow" name="helpful" value="no">\(page.icon("x"))\(page(ArticleTexts.no))</button>\
            </form>\
            \(counted(view.count))</section>
            """
    }

    private func counted(_ count: ArticleVote.Count) -> HTML {
        guard count.helpful > 0 else { return .empty }
        return """
            <p class="tiny muted">\(ArticleTexts.helpedOthers(page.language, ["count": String(count.helpful)]))</p>
            """
    }

    private func why(_ view: View, _ action: String) -> HTML {
        let error: HTML =
            view.refusal.map { "<p class=\"error\" id=\"note-error\" role=\"alert\">\(page($0.text))</p>" } ?? .empty
        let invalid: HTML =
            view.refusal == nil ? .empty : " aria-invalid=\"true\" aria-describedby=\"note-error\""
        return """
            <section class="card stack" id="vote" aria-labelledby="why"><h2 id="why">\(page(ArticleTexts.sorry))</h2>\
            <form class="stack" method="post" action="\(action)">\(page.csrf)\
            <input type="hidden" name="helpful" value="no">\
            <fieldset class="stack close"><legend class="small soft">\(page(ArticleTexts.why))</legend>\
            \(ArticleVote.Reason.allCases.html { reason in
                """
                <label class="choice"><input type="radio" name="reason" value="\(reason.rawValue)">\
                <span>\(page(reason.text))</span></label>
                """
            })</fieldset>\
            <div class="field"><label for="note">\(page(ArticleTexts.note))</label>\
            <textarea class="input" id="note" name="note" rows="2" maxlength="\(ArticleVote.noteLengthMax)"\
            \(invalid)>\(view.note)</textarea>\(error)</div>\
            <div class="btns"><button class="btn primary" type="submit">\(page(ArticleTexts.send))</button>\
            <a class="btn" href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a></div>\
            </form></section>
            """
    }
}

enum ArticleTexts {
    static let related = Text("相关的问题", "相關的問題", "Related")
    static let helped = Text("这篇有帮助吗？", "這篇有幫助嗎？", "Did this help?")
    static let yes = Text("有帮助", "有幫助", "Yes")
    static let no = Text("没帮上", "沒幫上", "No")
    static let thanks = Text("谢谢，已经记下。", "謝謝，已經記下。", "Thank you, noted.")
    static let helpedOthers = Text("{count} 人觉得有帮助", "{count} 人覺得有幫助", "{count} found it helpful")
    static let sorry = Text("没帮上，抱歉", "沒幫上，抱歉", "Sorry that it did not help")
    static let why = Text("是哪里不对？（可不选）", "是哪裡不對？（可不選）", "What was wrong? (optional)")
    static let note = Text(
        "还想说的（可不填，不写密码和验证码）", "還想說的（可不填，不寫密碼和驗證碼）", "Anything else (optional; no passwords or codes)")
    static let send = Text("告诉我们", "告訴我們", "Tell us")
    static let noteTooLong = Text("最多 300 个字。", "最多 300 個字。", "At most 300 characters.")
}
