import Terms
import Web

/// What to do when every second factor is gone, the day of waiting, and what the link in a notice shows.
struct LostFactorPages {
    let page: Page

    private var sheet: AccountSheet { AccountSheet(page: page) }

    private func document(_ title: Text, back: String, _ main: HTML) -> HTML { sheet.document(title, back: back, main) }

    // MARK: - The beginning

    /// For somebody who cannot sign in.
    func start() -> HTML {
        let field = CheckPages(page: page).field(
            "contact", CheckTexts.contact, nil,
            "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\"")
        return document(
            LostFactorTexts.title, back: "/signin",
            """
            \(explanation(
                """
                <form class="stack" method="post" action="\(page.base)/checks">
                <input type="hidden" name="purpose" value="\(Purpose.factorLost.rawValue)">\(page.csrf)
                \(field)
                <button class="btn primary wide" type="submit">\(page(LostFactorTexts.begin))</button></form>
                """))\(stuck)
            """)
    }

    /// For somebody who is signed in.
    func own(_ waiting: LostFactor?, hasFactors: Bool) -> HTML {
        if waiting != nil {
            return document(
                LostFactorTexts.title, back: "/security",
                "<h1 class=\"sr\">\(page(LostFactorTexts.title))</h1>\(cooling(waiting))\(stuck)")
        }
        guard hasFactors else { return nothing() }
        return document(
            LostFactorTexts.title, back: "/security",
            "\(explanation(sheet.prove(.factorLost, page(LostFactorTexts.begin), "primary wide")))\(stuck)")
    }

    private func explanation(_ begin: HTML) -> HTML {
        func line(_ tone: HTML, _ icon: String, _ label: Text, _ text: Text) -> HTML {
            "<li\(tone)>\(page.icon(icon))<span><b class=\"strong\">\(page(label))</b>\(page(text))</span></li>"
        }
        return """
            <section class="card stack" aria-labelledby="lost"><h1 id="lost">\(page(LostFactorTexts.title))</h1>
            <p class="small soft">\(page(LostFactorTexts.lead))</p>
            <ul class="checks small">\
            \(line("", "check-circle", LostFactorTexts.proveLabel, LostFactorTexts.prove))\
            \(line(" data-tone=\"info\"", "clock", LostFactorTexts.waitLabel, LostFactorTexts.wait))\
            \(line("", "key", LostFactorTexts.thenLabel, LostFactorTexts.then))</ul>
            \(begin)</section>
            """
    }

    private var stuck: HTML {
        """
        <section class="card stack" aria-labelledby="stuck"><h2 id="stuck">\(page(ContactChangeTexts.stuckTitle))</h2>
        <p class="small soft">\(page(ContactChangeTexts.stuck))</p>
        <a class="btn wide" href="\(page.base)/chat">\(page.icon("headset"))\(page(ContactChangeTexts.stuckStart))</a>
        </section>
        """
    }

    // MARK: - The day of waiting

    /// With the button that stops it, for who is signed in; nothing where none waits.
    func cooling(_ lost: LostFactor?) -> HTML {
        guard let lost else { return .empty }
        return """
            <section class="card stack cooling" aria-labelledby="factor-cooling">\(waits(lost))
            <p class="small soft">\(page(LostFactorTexts.stopHint))</p>
            <form method="post" action="\(page.base)\(LostFactorRoutes.path)/stops">\(page.csrf)\
            <button class="btn wide" type="submit">\(page.icon("stop"))\(page(LostFactorTexts.stop))</button></form>\
            </section>
            """
    }

    private func waits(_ lost: LostFactor, _ level: HTML = "h2") -> HTML {
        let left = max(0, lost.effectiveAt.seconds(since: page.now))
        let time = ContactChangeTexts.hours(
            page.language, ["hours": String(left / 3_600), "minutes": String(left % 3_600 / 60)])
        let places: KeyValuePairs = ["time": page.clock.day(lost.effectiveAt), "left": time]
        return """
            <div class="row"><span class="glyph" data-tone="warn">\(page.icon("clock"))</span>\
            <\(level) id="factor-cooling">\(page(ContactChangeTexts.coolingTitle))</\(level)></div>
            <p>\(LostFactorTexts.cooling(page.language, places))</p>
            """
    }

    /// After the check, in the browser that passed it.
    func asked(_ lost: LostFactor, _ customer: Customer) -> HTML {
        let told = [customer.phone.map { Mask.phone($0) }, customer.email.map { Mask.email($0) }].compactMap { $0 }
        let places: KeyValuePairs = ["contacts": told.joined(separator: page.language == .en ? " and " : "、")]
        return document(
            LostFactorTexts.title, back: "/signin",
            """
            <section class="card stack cooling" aria-labelledby="factor-cooling" role="status">\(waits(lost, "h1"))
            <p class="small soft">\(LostFactorTexts.told(page.language, places))</p>
            <p class="small soft">\(page(LostFactorTexts.afterwards))</p>
            <a class="btn wide" href="\(page.base)/help">\(page(LostFactorTexts.leave))</a></section>
            <a class="btn quiet wide" href="\(page.base)/freeze">\(page(LostFactorTexts.notMine))</a>
            """)
    }

    func nothing() -> HTML {
        let way = page.party?.customer == nil ? "/signin" : "/security"
        let word = page.party?.customer == nil ? PageTexts.signIn : SecurityTexts.title
        return document(
            LostFactorTexts.title, back: way,
            """
            <section class="card stack" aria-labelledby="nothing"><h1 id="nothing">\
            \(page(LostFactorTexts.nothingTitle))</h1><p class="small soft">\(page(LostFactorTexts.nothing))</p>
            <a class="btn primary wide" href="\(page.base)\(way)">\(page(word))</a></section>
            """)
    }

    func tooOften() -> HTML {
        let places: KeyValuePairs = [
            "count": String(LostFactor.asksMax), "days": String(LostFactor.asksDays),
        ]
        return document(
            LostFactorTexts.title, back: "/signin",
            """
            <section class="card stack" aria-labelledby="often"><h1 id="often">\(page(LostFactorTexts.oftenTitle))</h1>
            <p>\(LostFactorTexts.often(page.language, places))</p><div class="btns">\
            <a class="btn primary grow" href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a>\
            <a class="btn grow" href="\(page.base)/contact">\(page.icon("phone"))\(page(PageTexts.contact))</a></div>\
            </section>
            """)
    }

    // MARK: - The link that stops it

    func askStop(_ lost: LostFactor, _ word: String) -> HTML {
        document(
            LostFactorTexts.stopTitle, back: "/help",
            """
            <section class="card stack panic" aria-labelledby="stop"><div class="row"><span class="glyph" \
            data-tone="danger">\(page.icon("stop"))</span><h1 id="stop">\(page(LostFactorTexts.stopTitle))</h1></div>
            <p>\(LostFactorTexts.stopAsked(page.language, ["time": page.clock.day(lost.effectiveAt)]))</p>
            <form method="post" action="\(page.base)\(LostFactorRoutes.stopPath(word))">\
            <button class="btn danger wide" type="submit">\(page(ContactChangeTexts.notMe))</button></form>
            <a class="btn quiet wide" href="\(page.base)/help">\(page(ContactChangeTexts.wasMe))</a></section>
            """)
    }

    /// What became of it, whoever asks how often.
    func settled(_ lost: LostFactor) -> HTML {
        let isStopped = lost.state == .stopped
        let title = isStopped ? ContactChangeTexts.stoppedTitle : LostFactorTexts.doneTitle
        let text = isStopped ? LostFactorTexts.stopped : LostFactorTexts.done
        return document(
            title, back: "/help",
            """
            <section class="card stack" aria-labelledby="settled"><div class="row"><span class="glyph" \
            data-tone="\(isStopped ? "ok" : "warn")">\(page.icon(isStopped ? "check" : "alert"))</span>\
            <h1 id="settled">\(page(title))</h1></div>
            <p role="status">\(text(page.language, ["emergency": page.brand.urgentWay(page.language)]))</p>
            <div class="btns"><a class="btn danger grow" href="\(page.base)/freeze">\(page.icon("lock"))\
            \(page(ContactChangeTexts.freeze))</a><a class="btn grow" href="\(page.base)/contact">\
            \(page.icon("phone"))\(page(HelpTexts.contact))</a></div></section>
            """)
    }
}
