import Terms
import Web

/// The security centre: stop first, then how safe it is and what to do next, then everything there is, then what
/// happened.
struct SecurityPages {
    let page: Page

    struct View {
        let customer: Customer
        let checkUp: CheckUp
        let records: [SecurityRecord]
        /// A change of the phone that cools off.
        let waiting: ContactChange?
        let lost: LostFactor?
    }

    private static let nextMax = 3
    private static let recordsShown = 5

    func centre(_ view: View) -> HTML {
        let title = page(SecurityTexts.title)
        return page.document(
            title: title, tab: .security, back: "/", heading: title,
            main: """
                <main id="main" class="wrap"><h1 class="lead security-title">\(title)</h1><div class="split urgent">
                \(panic)
                <div class="stack wide">\(LostFactorPages(page: page).cooling(view.lost))\(cooling(view.waiting))\
                \(score(view.checkUp))\(next(view.checkUp))
                \(entries(view))\(records(view.records))</div>
                <div class="stack wide">\(realOrNot(view.customer))\(suspicious)\(habits)</div>
                </div></main>
                """)
    }

    // MARK: - What is urgent

    private var panic: HTML {
        let line: HTML =
            page.brand.channels.first { $0.kind == .emergency }.map { line in
                """
                <p class="tiny muted">\(page(HelpTexts.stolenCall)) <a class="num nb" \
                href="tel:\(line.address.filter { $0.isNumber || $0 == "+" })">\(line.address)</a>\
                \(page(SecurityTexts.noQueue))</p>
                """
            } ?? .empty
        return """
            <section class="card panic" aria-labelledby="panic"><div class="row"><span class="glyph" \
            data-tone="danger">\(page.icon("stop"))</span><h2 id="panic">\(page(SecurityTexts.panic))</h2></div>
            <p class="small soft">\(page(SecurityTexts.panicWhat))</p>
            <a class="btn danger wide" href="\(page.base)/freeze">\(page.icon("lock"))\
            \(page(ContactChangeTexts.freeze))</a>\(line)</section>
            """
    }

    private func cooling(_ change: ContactChange?) -> HTML {
        guard let change else { return .empty }
        let text = SecurityTexts.phoneWaits(
            page.language,
            ["contact": change.kind.masked(change.value), "time": page.clock.day(change.effectiveAt)])
        return """
            <div class="banner" data-tone="warn">\(page.icon("clock"))<div><strong>\
            \(page(ContactChangeTexts.coolingTitle))</strong><br>\(text) <a class="nb" \
            href="\(page.base)\(change.kind.path)">\(page(SecurityTexts.lookOrStop))</a></div></div>
            """
    }

    // MARK: - The check-up

    private func score(_ checkUp: CheckUp) -> HTML {
        let number = String(checkUp.score)
        let failures = checkUp.facts.recentFailures
        let calm =
            failures == 0
            ? page(CheckUpTexts.calm) : CheckUpTexts.troubled(page.language, ["count": String(failures)])
        let arc: HTML =
            checkUp.score == 0
            ? .empty
            : """
            <circle class="val" cx="60" cy="60" r="52" pathLength="100" stroke-dasharray="\(number) 100" \
            transform="rotate(-90 60 60)"/>
            """
        return """
            <section class="card score" aria-labelledby="score"><svg class="ring" viewBox="0 0 120 120" role="img" \
            aria-label="\(CheckUpTexts.ring(page.language, ["score": number]))"><circle cx="60" cy="60" r="52"/>\
            \(arc)<text x="60" y="68">\(number)</text><text class="of" x="60" y="88">\(page(CheckUpTexts.outOf))</text>\
            </svg><div class="grow stack close"><h2 id="score">\(page(CheckUpTexts.verdict(checkUp.score)))</h2>
            <p class="small soft">\(calm)</p><p class="tiny muted">\
            \(CheckUpTexts.checked(page.language, ["time": page.clock.day(page.now)]))</p></div></section>
            """
    }

    private func next(_ checkUp: CheckUp) -> HTML {
        let rules = Array(checkUp.next.prefix(Self.nextMax))
        guard let first = rules.first else { return .empty }
        return """
            <section class="card flush" aria-labelledby="todo"><div class="card-head"><h2 id="todo">\
            \(page(SecurityTexts.next))</h2></div><ul class="rows">\(rules.html { rule in
                """
                <li class="item"><span class="glyph" data-tone="warn">\(page.icon(rule.icon))</span><span class="grow">\
                <b class="strong">\(page(rule.title))</b><span class="sub">\(page(rule.reason))</span></span>\
                <a class="btn small\(rule.name == first.name ? " primary" : "")" href="\(page.base)\(rule.path)" \
                aria-label="\(page(rule.action))\(page.language == .en ? ": " : "：")\(page(rule.title))">\
                \(page(rule.action))</a></li>
                """
            })</ul></section>
            """
    }

    // MARK: - What happened

    private func records(_ records: [SecurityRecord]) -> HTML {
        let (shown, more) = (records.prefix(Self.recordsShown), records.dropFirst(Self.recordsShown))
        let rest: HTML =
            more.isEmpty
            ? .empty
            : """
            <details class="fold more-records"><summary>\(page(SecurityTexts.earlier))\(page.icon("down"))</summary>\
            <ul class="rows">\(more.html(record))</ul></details>
            """
        let body: HTML =
            records.isEmpty
            ? "<p class=\"empty\">\(page(SecurityTexts.noRecords))</p>"
            : "<ul class=\"rows\">\(shown.html(record))</ul>\(rest)"
        return """
            <section class="card flush" aria-labelledby="log"><div class="card-head"><h2 id="log">\
            \(page(SecurityTexts.records))</h2></div>\(body)</section>
            """
    }

    private func record(_ record: SecurityRecord) -> HTML {
        guard let told = record.told else { return .empty }
        let badge: HTML =
            told.tone == "danger"
            ? " <span class=\"badge\" data-tone=\"danger\">\(page.icon("stop"))\(page(SecurityTexts.mind))</span>"
            : .empty
        let count =
            record.count > 1 ? SecurityTexts.times(page.language, ["count": String(record.count)]) : ""
        let who: HTML =
            record.isOurs ? "<span class=\"sub\">\(page(SecurityTexts.byStaff))</span>" : .empty
        return """
            <li class="item"><span class="grow">\(page(told.text))\(count)\(badge)\(who)</span>\
            <time class="tiny muted nb" datetime="\(record.at.rfc3339)">\(page.clock.day(record.at))</time></li>
            """
    }

    // MARK: - Beside it

    private func realOrNot(_ customer: Customer) -> HTML {
        let body: HTML =
            customer.safeWord.isEmpty
            ? """
            <p class="small soft">\(page(SecurityTexts.noSafeWord))</p><a class="more" \
            href="\(page.base)/account/details">\(page(CheckUpTexts.safeWord))\(page.icon("right"))</a>
            """
            : """
            <p class="small soft">\(page(SecurityTexts.safeWord))</p><p class="safe-word slip">\(customer.safeWord)</p>
            <a class="more" href="\(page.base)/account/details">\(page(SecurityTexts.changeIt))\(page.icon("right"))</a>
            """
        return """
            <section class="card" aria-labelledby="real"><div class="card-head"><h2 id="real">\
            \(page(SecurityTexts.realOrNot))</h2></div>\(body)</section>
            """
    }

    private var suspicious: HTML {
        """
        <section class="card" aria-labelledby="suspicious"><div class="card-head"><h2 id="suspicious">\
        \(page(SecurityTexts.suspicious))</h2></div><p class="small soft">\(page(SecurityTexts.suspiciousWhat))</p>
        <p class="links"><a class="more" href="\(page.base)/chat">\(page(SecurityTexts.suspiciousAsk))\
        \(page.icon("right"))</a><a class="more" href="\(page.base)/help/articles/contact-safely">\
        \(page(SecurityTexts.suspiciousRead))\(page.icon("right"))</a></p></section>
        """
    }

    private var habits: HTML {
        """
        <section class="card"><details class="fold" open><summary>\(page(SecurityTexts.habits))\(page.icon("down"))\
        </summary><ul class="checks">\(SecurityTexts.habit.html { habit in
            "<li>\(page.icon("check-circle"))<span>\(page(habit))</span></li>"
        })</ul></details></section>
        """
    }
}
