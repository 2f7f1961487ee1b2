import Storage
import Terms
import Web

/// `/desk/announcements`: proposals on top, then what is under way, planned, over, and the announcements.
struct BoardPages {
    let console: ConsolePages
    let board: Board

    private var language: Language { console.language }
    private var mayPublish: Bool { console.agent.mayPublish }

    var main: HTML {
        let isQuiet = board.proposals.isEmpty && board.underWay.isEmpty && board.planned.isEmpty
        let proposed = board.announcements.filter { $0.state == .proposed }
        let published = board.announcements.filter { $0.state == .published }
        let quiet: HTML =
            isQuiet
            ? """
            <div class="card empty">\(console.icon("check-circle"))<b>\(console(BoardTexts.quiet))</b></div>
            """ : .empty
        let first = board.proposals.first?.id
        let proposals: HTML =
            board.proposals.html { proposal($0, isFirst: $0.id == first) } + proposed.html(announcement)
        return """
            <main class="pane board" id="talk" tabindex="-1"><div class="stack wide" id="board" data-region>
            <div class="row flow apart"><h1>\(console(BoardTexts.title))</h1><div class="row flow">\(ways)</div></div>
            \(section(BoardTexts.proposals, proposals))
            \(section(BoardTexts.underWay, board.underWay.html(open)))
            \(section(BoardTexts.planned, board.planned.html(planned)))\(quiet)
            \(section(BoardTexts.announcements, published.html(announcement)))
            \(section(BoardTexts.past, board.past.html(past)))
            </div></main>
            """
    }

    private var ways: HTML {
        """
        <a class="btn" href="/desk/incidents/new">\(console.icon("alert"))\(console(BoardTexts.newOutage))</a>\
        <a class="btn" href="/desk/incidents/new?kind=maintenance">\(console.icon("clock"))\
        \(console(BoardTexts.newMaintenance))</a>\
        <a class="btn" href="/desk/announcements/new">\(console.icon("plus"))\
        \(console(BoardTexts.newAnnouncement))</a>
        """
    }

    private func section(_ title: Text, _ body: HTML) -> HTML {
        body.markup.isEmpty ? .empty : "<section class=\"stack close\"><h2>\(console(title))</h2>\(body)</section>"
    }

    // MARK: - Incidents

    private func clock(_ brand: BrandID?) -> Clock {
        let zone = (brand.flatMap { console.desk.brands[$0] } ?? console.desk.brands.all.first)?.timeZone ?? .gmt
        return Clock(zone: zone, now: console.now, language: language)
    }

    private func words(_ incident: Incident) -> Incident.Words {
        let zone = clock(incident.brand).zone
        return incident.words { Clock(zone: zone, now: console.now, language: $0) }
    }

    private func head(_ incident: Incident, _ more: HTML = .empty) -> HTML {
        """
        <div class="row flow"><span class="badge" data-tone="\(tone(incident))">\
        \(console.icon(incident.kind == .outage ? "alert" : "clock"))\
        \(console(AnnouncementTexts.kind(incident.kind)))</span>\
        \(brand(incident.brand))<h3>\(console(words(incident).name))</h3>\(more)</div>
        """
    }

    private func brand(_ id: BrandID?) -> HTML {
        guard let id else { return "<span class=\"tiny muted\">\(console(BoardTexts.allBrands))</span>" }
        let name = console.desk.brands[id].map { console($0.name) } ?? id.text
        return "<i class=\"dot\" data-brand=\"\(id)\"></i><span class=\"tiny muted\">\(name)</span>"
    }

    private func tone(_ incident: Incident) -> String {
        switch incident.state {
        case .proposed, .begun: incident.kind == .outage ? "danger" : "warn"
        case .planned: "info"
        case .ended, .dismissed: "ok"
        }
    }

    private func proposal(_ incident: Incident, isFirst: Bool) -> HTML {
        let radar: HTML =
            incident.signs == nil
            ? .empty
            : "<span class=\"badge\" data-tone=\"info\">\(console.icon("chart"))\(console(BoardTexts.byRadar))</span>"
        let seen: HTML = incident.signs.map { "<p class=\"strong\">\(signs($0, incident))</p>" } ?? .empty
        let words = words(incident)
        let look: String = isFirst ? "primary" : ""
        let acts: HTML =
            mayPublish
            ? form(incident, "publications", BoardTexts.publishNow, look) + edit(incident)
                + form(incident, "dismissals", BoardTexts.dismiss, "quiet")
            : edit(incident) + "<span class=\"tiny muted\">\(console(BoardTexts.supervisorPublishes))</span>"
        return """
            <article class="card stack close" id="incident-\(incident.id)">\(head(incident, radar))\(seen)\
            <p class="soft">\(console(words.what))　\(console(words.advice))　\(console(words.until))</p>\
            <div class="btns">\(acts)</div></article>
            """
    }

    private func signs(_ signs: Incident.Signs, _ incident: Incident) -> String {
        let text = signs.kind == .failures ? BoardTexts.failures : BoardTexts.questions
        return text(
            language,
            [
                "count": String(signs.count), "usual": String(signs.usual), "what": console(words(incident).name),
                "cause": console(BoardTexts.cause(signs.cause)),
            ])
    }

    private func open(_ incident: Incident) -> HTML {
        let late: HTML =
            incident.isOverdue(console.now)
            ? "<span class=\"badge\" data-tone=\"danger\">\(console.icon("clock"))\(console(BoardTexts.late))</span>"
            : .empty
        let words = words(incident)
        let since = AnnouncementTexts.since(language, ["time": clock(incident.brand).day(incident.beganAt)])
        let told = BoardTexts.told(language, ["count": String(board.waiting[incident.id] ?? 0)])
        let acts: HTML = mayPublish ? form(incident, "ends", BoardTexts.end, "") + edit(incident) : .empty
        return """
            <article class="card stack close" id="incident-\(incident.id)">\(head(incident, late))\
            <p class="soft">\(console(words.what))　\(console(words.advice))　\(console(words.until))</p>\
            <p class="tiny muted">\(since)　\(told)</p><div class="btns">\(acts)</div></article>
            """
    }

    private func planned(_ incident: Incident) -> HTML {
        let words = words(incident)
        let acts: HTML =
            mayPublish
            ? edit(incident) + form(incident, "beginnings", BoardTexts.beginNow, "quiet")
                + form(incident, "dismissals", BoardTexts.cancel, "quiet") : .empty
        return """
            <article class="card stack close" id="incident-\(incident.id)">\(head(incident))\
            <p><b class="strong">\(console(words.until))</b>　<span class="soft">\(console(words.what))</span></p>\
            <div class="btns">\(acts)</div></article>
            """
    }

    private func past(_ incident: Incident) -> HTML {
        let text = incident.state == .ended ? BoardTexts.ended : BoardTexts.wasDismissed
        let time = clock(incident.brand).day(incident.settledAt ?? incident.until)
        return """
            <div class="row flow small">\(brand(incident.brand))<span>\(console(words(incident).name))</span>\
            <span class="muted">\(text(language, ["time": time]))</span></div>
            """
    }

    private func form(_ incident: Incident, _ act: String, _ label: Text, _ look: String) -> HTML {
        button("/desk/incidents/\(incident.id)/\(act)", label, look)
    }

    private func button(_ path: String, _ label: Text, _ look: String) -> HTML {
        """
        <form method="post" action="\(path)">\(console.csrfField)<button class="btn \(look)" type="submit">\
        \(console(label))</button></form>
        """
    }

    private func edit(_ incident: Incident) -> HTML {
        "<a class=\"btn\" href=\"/desk/incidents/\(incident.id)\">\(console(BoardTexts.edit))</a>"
    }

    // MARK: - Announcements

    private func announcement(_ announcement: Announcement) -> HTML {
        let clock = clock(announcement.brand)
        let shown = BoardTexts.shown(
            language, ["from": clock.day(announcement.from), "until": clock.day(announcement.until)])
        let path = "/desk/announcements/\(announcement.id)"
        let change: HTML = "<a class=\"btn\" href=\"\(path)\">\(console(BoardTexts.edit))</a>"
        let isProposed = announcement.state == .proposed
        let acts: HTML =
            if mayPublish {
                (isProposed ? button("\(path)/publications", BoardTexts.publishNow, "") : .empty) + change
                    + button(
                        "\(path)/withdrawals", isProposed ? BoardTexts.dismiss : BoardTexts.withdraw, "quiet")
            } else if isProposed {
                change + "<span class=\"tiny muted\">\(console(BoardTexts.supervisorPublishes))</span>"
            } else {
                .empty
            }
        return """
            <article class="card stack close" id="news-\(announcement.id)"><div class="row flow"><span class="badge">\
            \(console(AnnouncementTexts.kind(announcement.kind)))</span>\(brand(announcement.brand))\
            <h3>\(console(announcement.title))</h3></div><p class="tiny muted">\(shown)</p>\
            <div class="btns">\(acts)</div></article>
            """
    }
}
