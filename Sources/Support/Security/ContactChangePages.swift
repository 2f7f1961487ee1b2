import Terms
import Web

/// The phone's page and the e-mail's, and what the link in a notice shows.
struct ContactChangePages {
    let page: Page
    let kind: ContactChange.Kind

    private var sheet: AccountSheet { AccountSheet(page: page) }
    private var title: Text { ContactChangeTexts.title(kind) }

    // MARK: - One's own page

    func overview(_ customer: Customer, _ waiting: ContactChange?, isDone: Bool) -> HTML {
        let value = kind.value(of: customer)
        let done: HTML =
            isDone && waiting == nil ? sheet.banner("ok", "check-circle", page(SecurityTexts.saved)) : .empty
        let word = value == nil ? ContactChangeTexts.add(kind) : ContactChangeTexts.change(kind)
        let change: HTML =
            waiting == nil
            ? sheet.prove(kind.purpose, page(word), "primary wide") : .empty
        return sheet.document(
            title,
            """
            \(done)\(waiting.map(cooling) ?? .empty)
            <section class="card stack" aria-labelledby="contact-now"><h1 id="contact-now">\(page(title))</h1>
            <dl class="facts"><dt>\(page(ContactChangeTexts.now(kind)))</dt><dd>\
            \(value == nil ? page(ContactChangeTexts.none) : kind.masked(value))</dd></dl>
            <p class="small soft">\(page(ContactChangeTexts.explanation(kind)))</p>\(change)</section>
            \(waiting == nil && kind == .phone && value != nil ? lost : .empty)
            \(stuck)
            """)
    }

    private var lost: HTML {
        """
        <section class="card stack" aria-labelledby="lost"><h2 id="lost">\(page(ContactChangeTexts.lostTitle))</h2>
        <p class="small soft">\(page(ContactChangeTexts.lost))</p>
        \(sheet.prove(.phoneLost, page(ContactChangeTexts.lostStart), "wide"))</section>
        """
    }

    private var stuck: HTML {
        """
        <section class="card stack" aria-labelledby="stuck"><h2 id="stuck">\(page(ContactChangeTexts.stuckTitle))</h2>
        <p class="small soft">\(page(ContactChangeTexts.stuck))</p>
        <form method="post" action="\(page.base)/account/help">\(page.csrf)\
        <input type="hidden" name="key" value="\(UUIDv7.text(at: page.now))">\
        <button class="btn wide" type="submit">\(page.icon("headset"))\(page(ContactChangeTexts.stuckStart))</button>\
        </form></section>
        """
    }

    private func cooling(_ change: ContactChange) -> HTML {
        let left = max(0, change.effectiveAt.seconds(since: page.now))
        let time = ContactChangeTexts.hours(
            page.language, ["hours": String(left / 3_600), "minutes": String(left % 3_600 / 60)])
        let places: KeyValuePairs = [
            "contact": kind.masked(change.value), "time": page.clock.day(change.effectiveAt), "left": time,
        ]
        return """
            <section class="card stack cooling" aria-labelledby="cooling"><div class="row"><span class="glyph" \
            data-tone="warn">\(page.icon("clock"))</span><h2 id="cooling">\(page(ContactChangeTexts.coolingTitle))</h2>\
            </div><p>\(ContactChangeTexts.cooling(page.language, places))</p>
            <p class="small soft">\(ContactChangeTexts.stopHint(page.language, places))</p>
            <form method="post" action="\(page.base)\(kind.path)/stops">\(page.csrf)\
            <button class="btn wide" type="submit">\(page.icon("stop"))\(page(ContactChangeTexts.stop))</button></form>\
            </section>
            """
    }

    func new(_ first: IdentityCheck, typed: String, refusal: Refusal?) -> HTML {
        let look: HTML =
            kind == .phone
            ? "type=\"tel\" inputmode=\"tel\" autocomplete=\"tel\" maxlength=\"24\""
            : "type=\"email\" inputmode=\"email\" autocomplete=\"email\" maxlength=\"254\""
        return sheet.document(
            ContactChangeTexts.change(kind), back: kind.path,
            """
            <form class="card stack" method="post" action="\(page.base)\(kind.path)" aria-labelledby="new" novalidate>
            <h1 id="new">\(page(ContactChangeTexts.change(kind)))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(first.id)">
            \(sheet.field("contact", ContactChangeTexts.new(kind), refusal, hint: ContactChangeTexts.newHint,
                "\(look) required autofocus value=\"\(typed)\""))
            <button class="btn primary wide" type="submit">\(page(ContactChangeTexts.sendCode))</button></form>
            """)
    }

    func review(_ customer: Customer, _ first: IdentityCheck, _ second: IdentityCheck) -> HTML {
        let isLater = first.purpose == .phoneLost
        let old = kind.value(of: customer)
        return sheet.document(
            ContactChangeTexts.change(kind), back: kind.path,
            """
            <form class="card stack" method="post" action="\(page.base)\(kind.path)/confirmations" \
            aria-labelledby="review"><h1 id="review">\(page(ContactChangeTexts.confirm))</h1>\(page.csrf)
            <input type="hidden" name="change" value="\(first.id)">\
            <input type="hidden" name="check" value="\(second.id)">
            <dl class="facts slip"><dt>\(page(ContactChangeTexts.from))</dt>\
            <dd>\(old == nil ? page(ContactChangeTexts.none) : kind.masked(old))</dd>
            <dt>\(page(ContactChangeTexts.to))</dt><dd class="strong">\(kind.masked(second.contact))</dd></dl>
            <p class="small soft">\(page(isLater ? ContactChangeTexts.whenLater : ContactChangeTexts.whenNow))</p>
            <button class="btn primary wide" type="submit">\
            \(page(isLater ? ContactChangeTexts.confirmLater : ContactChangeTexts.confirmNow))</button></form>
            """)
    }

    // MARK: - The link that stops it

    func askStop(_ change: ContactChange, _ word: String) -> HTML {
        let places: KeyValuePairs = [
            "contact": kind.masked(change.value), "time": page.clock.day(change.effectiveAt),
        ]
        return sheet.document(
            ContactChangeTexts.stopTitle, back: "/help",
            """
            <section class="card stack panic" aria-labelledby="stop"><div class="row"><span class="glyph" \
            data-tone="danger">\(page.icon("stop"))</span><h1 id="stop">\(page(ContactChangeTexts.stopTitle))</h1></div>
            <p>\(ContactChangeTexts.stopAsked(page.language, places))</p>
            <form method="post" action="\(page.base)/account/changes/\(word)/stop">\
            <button class="btn danger wide" type="submit">\(page(ContactChangeTexts.notMe))</button></form>
            <a class="btn quiet wide" href="\(page.base)/help">\(page(ContactChangeTexts.wasMe))</a></section>
            """)
    }

    private func settledPlaces(_ change: ContactChange) -> KeyValuePairs<String, String> {
        ["contact": kind.masked(change.value), "emergency": page.brand.urgentWay(page.language)]
    }

    /// What became of it, whoever asks how often.
    func settled(_ change: ContactChange) -> HTML {
        let isStopped = change.state == .stopped
        let text = isStopped ? ContactChangeTexts.stopped : ContactChangeTexts.done
        return sheet.document(
            isStopped ? ContactChangeTexts.stoppedTitle : ContactChangeTexts.doneTitle, back: "/help",
            """
            <section class="card stack" aria-labelledby="settled"><div class="row"><span class="glyph" \
            data-tone="\(isStopped ? "ok" : "warn")">\(page.icon(isStopped ? "check" : "alert"))</span>\
            <h1 id="settled">\
            \(page(isStopped ? ContactChangeTexts.stoppedTitle : ContactChangeTexts.doneTitle))</h1></div>
            <p role="status">\(text(page.language, settledPlaces(change)))</p>
            <div class="btns"><a class="btn danger grow" href="\(page.base)/freeze">\(page.icon("lock"))\
            \(page(ContactChangeTexts.freeze))</a><a class="btn grow" href="\(page.base)/contact">\
            \(page.icon("phone"))\(page(HelpTexts.contact))</a></div></section>
            """)
    }
}
