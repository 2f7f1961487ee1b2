import Terms
import Web

/// Announcements as customers see them: the banner of what is out of order, the calendar, and the page of all.
struct AnnouncementPages {
    static let newsMax = 3

    let page: Page
    let board: AnnouncementBoard

    /// What is out of order now, over everything else; nothing on a good day. Only one banner: the newest incident, and
    /// the others by name.
    var banner: HTML {
        guard let first = board.underWay.first else { return .empty }
        let words = words(first)
        let others = board.underWay.dropFirst()
        let names = others.map { page(IncidentTexts.name($0.scope)) }.joined(
            separator: page.language == .en ? ", " : "、")
        let more: HTML =
            others.isEmpty
            ? .empty
            : """
            <p>\(page(AnnouncementTexts.alsoHit))\(names)\
            　<a\(target) href="\(page.base)/announcements">\(page(AnnouncementTexts.details))</a></p>
            """
        return """
            <section class="banner incident" data-tone="warn" id="incident-\(first.id)" role="status">\
            \(page.icon(first.kind == .outage ? "alert" : "clock"))\
            <div class="stack close grow"><p><strong>\(page(words.what))</strong></p>\
            <p>\(page(words.advice))</p><p>\(page(words.until))</p>\(more)\(telling(first))</div></section>
            """
    }

    /// Beside the help home's other cards.
    var aside: HTML {
        let planned: HTML = board.planned.isEmpty ? .empty : "<ul class=\"rows\">\(board.planned.html(plannedRow))</ul>"
        let news: HTML =
            board.news.isEmpty
            ? .empty : "<ul class=\"rows\">\(board.news.prefix(Self.newsMax).html(newsRow))</ul>"
        let quiet: HTML =
            board.planned.isEmpty && board.news.isEmpty
            ? "<p class=\"small soft padded\">\(page(AnnouncementTexts.nothingPlanned))</p>" : .empty
        return """
            <section class="card flush" aria-labelledby="board"><div class="card-head"><h2 id="board">\
            \(page(AnnouncementTexts.title))</h2><a class="more" href="\(page.base)/announcements">\
            \(page(AnnouncementTexts.all))\(page.icon("right"))</a></div>\(planned)\(news)\(quiet)</section>
            """
    }

    func list(past: [Incident]) -> HTML {
        let isEmpty = board.underWay.isEmpty && board.planned.isEmpty && board.news.isEmpty && past.isEmpty
        let nothing: HTML =
            isEmpty
            ? """
            <div class="card empty">\(page.icon("check-circle"))<b>\(page(AnnouncementTexts.nothing))</b></div>
            """ : .empty
        let now: HTML =
            board.underWay.isEmpty
            ? .empty
            : section("now", AnnouncementTexts.underWay, board.underWay.html(openCard))
        let coming: HTML =
            board.planned.isEmpty
            ? "<p class=\"small soft\">\(page(AnnouncementTexts.nothingPlanned))</p>"
            : "<ul class=\"rows card flush\">\(board.planned.html(plannedRow))</ul>"
        let news: HTML =
            board.news.isEmpty ? .empty : section("news", AnnouncementTexts.news, board.news.html(newsCard))
        let over: HTML =
            past.isEmpty
            ? .empty
            : section(
                "over", AnnouncementTexts.over, "<ul class=\"rows card flush\">\(past.html(pastRow))</ul>")
        return page.document(
            title: page(AnnouncementTexts.title), tab: .help, back: "/help", heading: page(AnnouncementTexts.title),
            main: """
                <main id="main" class="wrap"><div class="narrow stack wide"><div class="row flow apart"><h1>\
                \(page(AnnouncementTexts.title))</h1><a class="more" href="\(page.base)/announcements.atom">\
                \(page.icon("bell"))\(page(AnnouncementTexts.subscribe))</a></div>
                \(nothing)\(now)
                \(section("plan", AnnouncementTexts.calendar, coming + ahead))
                \(news)\(over)</div></main>
                """)
    }

    private var ahead: HTML { "<p class=\"hint\">\(page(AnnouncementTexts.ahead))</p>" }

    private func section(_ id: String, _ title: Text, _ body: HTML) -> HTML {
        "<section class=\"stack\" aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(page(title))</h2>\(body)</section>"
    }

    private func words(_ incident: Incident) -> Incident.Words { incident.words(page.brand, now: page.now) }

    /// In the chat's window links lead out of it.
    private var target: HTML { page.isFramed ? " target=\"_top\"" : "" }

    private func telling(_ incident: Incident) -> HTML {
        if board.followed.contains(incident.id) {
            return """
                <p><span class="badge" data-tone="ok">\(page.icon("check"))\
                \(page(AnnouncementTexts.willTell))</span></p>
                """
        }
        guard page.party?.customer != nil else {
            return """
                <p><a\(target) href="\(page.base)/signin">\(page(AnnouncementTexts.signInToBeTold))</a></p>
                """
        }
        let frame: HTML = page.isFramed ? "<input type=\"hidden\" name=\"frame\" value=\"1\">" : ""
        return """
            <form method="post" action="\(page.base)/announcements/\(incident.id)/followers">\(page.csrf)\(frame)\
            <input type="hidden" name="from" value="\(here)">\
            <button class="btn small" type="submit">\(page.icon("bell"))\
            \(page(AnnouncementTexts.tellMe))</button></form>
            """
    }

    /// This page's address below the brand's.
    private var here: String {
        let prefix = "/\(page.brand.id)"
        return page.path.hasPrefix(prefix + "/") ? String(page.path.dropFirst(prefix.utf8.count)) : page.path
    }

    // MARK: - Rows

    private func openCard(_ incident: Incident) -> HTML {
        let words = words(incident)
        let since = AnnouncementTexts.since(page.language, ["time": page.clock.day(incident.beganAt)])
        return """
            <article class="card stack close" id="incident-\(incident.id)"><div class="row flow">\
            <span class="badge" data-tone="warn">\(page.icon(incident.kind == .outage ? "alert" : "clock"))\
            \(page(AnnouncementTexts.kind(incident.kind)))</span><span class="small muted">\(since)</span></div>
            <h3>\(page(words.what))</h3><p class="soft">\(page(words.advice))</p><p>\(page(words.until))</p>\
            \(telling(incident))</article>
            """
    }

    private func plannedRow(_ incident: Incident) -> HTML {
        let words = words(incident)
        return """
            <li class="item start" id="incident-\(incident.id)">\
            <span class="glyph" data-tone="info">\(page.icon("clock"))</span>\
            <span class="grow"><b class="strong">\(page(words.until))</b><span class="block">\
            \(page(words.what))</span><span class="sub">\(page(words.advice))</span></span></li>
            """
    }

    private func pastRow(_ incident: Incident) -> HTML {
        let times = AnnouncementTexts.endedAt(
            page.language,
            ["from": page.clock.day(incident.beganAt), "until": page.clock.day(incident.settledAt ?? incident.until)])
        return """
            <li class="item start" id="incident-\(incident.id)">\
            <span class="glyph" data-tone="ok">\(page.icon("check"))</span>\
            <span class="grow"><b class="strong">\(page(words(incident).name))</b><span class="sub">\(times)\
            </span></span></li>
            """
    }

    private func newsRow(_ announcement: Announcement) -> HTML {
        """
        <li><a class="item" href="\(page.base)/announcements#news-\(announcement.id)"><span class="glyph" \
        data-tone="\(look(announcement.kind).tone)">\(page.icon(look(announcement.kind).icon))</span>\
        <span class="grow">\(page(announcement.title))<span class="sub">\(page.clock.date(announcement.from))</span>\
        </span>\(page.icon("right"))</a></li>
        """
    }

    private func newsCard(_ announcement: Announcement) -> HTML {
        let look = look(announcement.kind)
        let posted = AnnouncementTexts.postedAt(page.language, ["time": page.clock.date(announcement.from)])
        return """
            <article class="card stack close" id="news-\(announcement.id)"><div class="row flow"><span class="badge" \
            data-tone="\(look.tone)">\(page.icon(look.icon))\(page(AnnouncementTexts.kind(announcement.kind)))</span>\
            <span class="small muted">\(posted)</span></div><h3>\(page(announcement.title))</h3>\
            <p class="soft lines">\(page(announcement.text))</p></article>
            """
    }

    private func look(_ kind: Announcement.Kind) -> (tone: String, icon: String) {
        switch kind {
        case .news: ("info", "info")
        case .offer: ("brand", "tag")
        case .safety: ("warn", "shield")
        }
    }
}

extension Page {
    /// What is out of order in one line, where somebody came for something else.
    func outageLine(_ outages: [Incident]) -> HTML {
        guard let first = outages.first else { return .empty }
        return """
            <p class="banner" data-tone="warn" role="status">\(icon(first.kind == .outage ? "alert" : "clock"))\
            <span><strong>\(self(first.words(brand, now: now).what))</strong> \
            <a class="nb" href="\(base)/announcements">\(self(AnnouncementTexts.details))</a></span></p>
            """
    }
}

extension Incident {
    /// In the brand's own time.
    func words(_ brand: Brand, now: Moment) -> Words {
        words { Clock(zone: brand.timeZone, now: now, language: $0) }
    }
}
