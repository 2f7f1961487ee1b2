import Terms
import Web

/// Saying that a restriction is wrong, and reading the answer.
struct AppealPages {
    let page: Page

    private func document(_ title: Text, _ main: HTML) -> HTML {
        page.document(
            title: page(title), tab: .wallet, back: "/locked", heading: page(title),
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                \(main)
                </div></main>
                """)
    }

    func start() -> HTML {
        document(
            AppealTexts.title,
            """
            \(CheckPages(page: page).startForm(.appeal))
            <section class="card stack"><p class="small soft">\(page(AppealTexts.lead))</p>
            <p class="small soft">\(page(LockTexts.banMoney))</p>\(FreezePages(page: page).emergency)</section>
            """)
    }

    func form(_ check: IdentityCheck, _ lock: AccountLock, text: String, refusal: Refusal?) -> HTML {
        let pages = CheckPages(page: page)
        let error = refusal.map { $0.fields["text"] ?? $0.text }
        let invalid: HTML = error == nil ? "" : " aria-invalid=\"true\""
        return document(
            AppealTexts.title,
            """
            <form class="card stack" method="post" action="\(page.base)/appeal" aria-labelledby="appeal">
            <input type="hidden" name="check" value="\(check.id)">
            <h1 id="appeal">\(page(AppealTexts.title))</h1>
            <dl class="facts"><dt>\(page(AppealTexts.against))</dt><dd>\(page(LockTexts.reason(lock.reason)))</dd>\
            <dt>\(page(AppealTexts.since))</dt><dd>\(page.clock.day(lock.placedAt))</dd></dl>
            <div class="field"><label for="text">\(page(AppealTexts.tell))</label>\
            <textarea class="input" id="text" name="text" rows="6" required maxlength="\(MessageText.lengthMax)" \
            aria-describedby="text-hint text-error"\(invalid)>\(text)</textarea>\
            <p class="hint" id="text-hint">\(page(AppealTexts.tellHint))</p>\(pages.error("text", error))</div>
            <button class="btn primary wide" type="submit">\(page(AppealTexts.send))</button></form>
            """)
    }

    func nothing() -> HTML {
        document(
            AppealTexts.title,
            """
            <section class="card stack"><h1>\(page(AppealTexts.title))</h1><p class="small soft">\
            \(page(AppealTexts.nothing))</p>\
            <a class="btn primary wide" href="\(page.base)/signin">\(page(LockTexts.signIn))</a></section>
            """)
    }

    func receipt(_ appeal: Appeal) -> HTML {
        let (state, tone, icon): (Text, String, String) =
            switch appeal.state {
            case .open: (AppealTexts.open, "info", "clock")
            case .granted: (AppealTexts.granted, "ok", "check")
            case .upheld: (AppealTexts.upheld, "warn", "info")
            }
        let answer: HTML =
            appeal.answer.map {
                """
                <div class="stack close"><h2>\(page(AppealTexts.answer))</h2><p class="small lines">\($0)</p></div>
                """
            } ?? .empty
        let way: HTML =
            appeal.state == .granted
            ? "<a class=\"btn primary wide\" href=\"\(page.base)/signin\">\(page(LockTexts.signIn))</a>"
            : """
            <p class="small soft">\(page(appeal.state == .open ? AppealTexts.meanwhile : AppealTexts.further))</p>\
            <a class="btn primary wide" href="\(page.base)/chat">\(page.icon("chat"))\(page(FreezeTexts.toChat))</a>
            """
        return document(
            AppealTexts.receipt,
            """
            <section class="card stack receipt" aria-labelledby="state"><div class="row" role="status">\
            <span class="glyph" data-tone="\(tone)">\(page.icon(icon))</span>\
            <h1 id="state">\(page(state))</h1></div>
            <div class="slip"><dl class="facts"><dt>\(page(AppealTexts.number))</dt>\
            <dd class="strong nb">\(appeal.shownNumber)</dd>\
            <dt>\(page(AppealTexts.openedAt))</dt><dd class="nb">\(page.clock.full(appeal.openedAt))</dd>\
            <dt>\(page(AppealTexts.due))</dt><dd class="nb">\(page.clock.day(appeal.dueAt))</dd></dl></div>
            \(answer)
            <details class="fold"><summary>\(page(AppealTexts.yours))\(page.icon("down"))</summary>\
            <p class="small soft lines">\(appeal.text)</p></details>
            \(way)</section>
            """)
    }
}
