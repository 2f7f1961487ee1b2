import Terms
import Web

/// The left of the desk: the views with their figures, and the rows of the one that is open.
struct QueuePages {
    /// A wait longer than this is shown as worth hurrying, then as too long.
    static let warnSeconds: Int64 = 3 * 60
    static let lateSeconds: Int64 = 10 * 60

    let console: ConsolePages
    let queue: Queue
    /// The conversation that is open beside the list.
    let open: ConversationID?
    /// Which page it is, where none of the views is on it.
    var elsewhere: String?

    private var language: Language { console.language }
    private var choice: QueueChoice { queue.choice }
    private var isElsewhere: Bool { elsewhere != nil }

    /// How the list alone is fetched again.
    var fragmentQuery: String {
        choice.query + (choice.before.map { "&before=\($0.text)" } ?? "") + (open.map { "&open=\($0)" } ?? "")
    }

    var views: HTML {
        let icons: [QueueChoice.View: String] = [
            .waiting: "users", .mine: "inbox", .all: "list", .assisted: "bot", .closed: "check-circle",
        ]
        let brand = choice.brand.map { "&brand=\($0)" } ?? ""
        let links = QueueChoice.View.allCases.html { view -> HTML in
            let name = console(ConsoleTexts.view(view))
            return """
                <a href="/desk?view=\(view.rawValue)\(brand)" title="\(name)"\
                \(current(view == choice.view && !isElsewhere))>\
                \(console.icon(icons[view] ?? "list"))<span>\(name)</span>\(count(of: view))</a>
                """
        }
        let all: HTML = """
            <a href="/desk?view=\(choice.view.rawValue)" title="\(console(ConsoleTexts.allBrands))"\
            \(current(choice.brand == nil && !isElsewhere))>\
            \(console.icon("globe"))<span>\(console(ConsoleTexts.allBrands))</span></a>
            """
        let brands = console.desk.brands.all.html { brand -> HTML in
            let name = console(brand.name)
            return """
                <a href="/desk?view=\(choice.view.rawValue)&amp;brand=\(brand.id)" data-brand="\(brand.id)" \
                title="\(name)"\
                \(current(choice.brand == brand.id))><i class="dot"></i><span>\(name)</span></a>
                """
        }
        return """
            <nav class="pane views" aria-label="\(console(ConsoleTexts.views))">
            <div><h2>\(console(ConsoleTexts.conversations))</h2>\(links)</div>
            <div><h2>\(console(ConsoleTexts.brands))</h2>\(all)\(brands)</div>
            <div><h2>\(console(BoardTexts.section))</h2>\(board)</div>
            </nav>
            """
    }

    /// The badge says that something waits for a supervisor.
    private var board: HTML {
        let (name, hidden): (String, HTML) = (console(BoardTexts.title), queue.proposals == 0 ? " hidden" : "")
        return """
            <a href="/desk/announcements" title="\(name)"\
            \(current(elsewhere == "/desk/announcements"))>\(console.icon("bell"))\
            <span>\(name)</span><b class="count" data-tone="danger" data-count="proposals"\(hidden)>\
            \(figure(queue.proposals))</b></a>
            \(place("/desk/questions", "bot", UnansweredTexts.title))\
            \(place("/desk/articles", "doc", EditorTexts.title))
            """
    }

    private func place(_ path: String, _ icon: String, _ name: Text) -> HTML {
        """
        <a href="\(path)" title="\(console(name))"\(current(elsewhere == path))>\(console.icon(icon))\
        <span>\(console(name))</span></a>
        """
    }

    /// The list by itself; also what the live view fetches. It carries the figures for the views beside it.
    var list: HTML {
        let rows: HTML =
            queue.rows.isEmpty
            ? ""
            : "<ul class=\"queue\" data-waiting=\"\(queue.waiting)\" "
                + "data-mine=\"\(queue.mine)\" data-proposals=\"\(queue.proposals)\">\(queue.rows.html(row))</ul>"
        return """
            <header class="bar list-head"><h2>\(console(ConsoleTexts.view(choice.view)))</h2><span class="grow"></span>\
            \(nextButton)\(choice.before == nil ? .empty : link(choice.query, ConsoleTexts.latest))</header>
            \(rows)\(queue.rows.isEmpty ? empty : foot)
            """
    }

    /// Beside an open conversation; where nothing is open yet, a wide screen has it in the middle.
    private var nextButton: HTML {
        guard choice.view == .waiting, !queue.rows.isEmpty else { return .empty }
        return "<div\(open == nil ? " class=\"solo\"" : "")>\(console.takeNext(queue, isPrimary: false))</div>"
    }

    private func row(_ row: QueueRow) -> HTML {
        let name = row.customerName.isEmpty ? console(ConsoleTexts.visitor) : Mask.name(row.customerName)
        let brand = console.desk.brands[row.brand].map { console($0.name) } ?? row.brand.text
        // What the customer wants tells agents more than what the assistant answered.
        let said = row.lastText.isEmpty || row.lastFrom == "assistant" ? row.subject : row.lastText
        let mine: HTML = row.lastFrom == "agent" && row.agent == console.agent.id ? HTML(console(ConsoleTexts.you)) : ""
        let code: HTML =
            row.code.flatMap(ConsoleTexts.code).map { "<span class=\"badge\" data-tone=\"info\">\(console($0))</span>" }
            ?? ""
        let holder: HTML =
            row.state == .assigned && choice.view != .mine
            ? "<span class=\"tiny muted end cut\">\(row.agentName ?? "")</span>" : ""
        return """
            <li><a href="/desk/conversations/\(row.id)?\(choice.query)"\
            \(open == row.id ? " aria-current=\"true\"" : "")>\
            <span class="line"><i class="dot" data-brand="\(row.brand)"></i><b class="strong cut">\(name)</b>\
            <span class="tiny muted">\(brand)</span>\(age(row))</span>\
            <span class="cut soft">\(mine)\(said)</span>\
            <span class="line">\(urgent(row))<span class="badge">\
            \(console.icon(row.channel == .chat ? "chat" : "mail"))\
            \(console(ConsoleTexts.channel(row.channel)))</span>\(code)\(stateBadge(row))\(holder)</span></a></li>
            """
    }

    private func urgent(_ row: QueueRow) -> HTML {
        guard row.isUrgent else { return .empty }
        let isStop = row.priority >= Freeze.priority
        let (tone, icon, text) =
            isStop ? ("danger", "alert", SafetyTexts.urgent) : ("warn", "flag", SafetyTexts.appeal)
        return """
            <span class="badge urgent" data-tone="\(tone)">\(console.icon(icon))\(console(text))</span>
            """
    }

    /// Only where the view does not say it already.
    private func stateBadge(_ row: QueueRow) -> HTML {
        guard choice.view == .all else { return .empty }
        return "<span class=\"badge\">\(console(ConsoleTexts.state(row.state)))</span>"
    }

    private func age(_ row: QueueRow) -> HTML {
        guard row.state == .waiting, let since = row.waitingSince else {
            return """
                <time class="tiny muted end" datetime="\(row.updatedAt.rfc3339)">\
                \(Age.text(console.now.seconds(since: row.updatedAt), language))</time>
                """
        }
        let seconds = console.now.seconds(since: since)
        let tone: HTML =
            seconds >= Self.lateSeconds
            ? " data-tone=\"danger\"" : seconds >= Self.warnSeconds ? " data-tone=\"warn\"" : ""
        return """
            <span class="sla end"\(tone)>\(console.icon(seconds >= Self.lateSeconds ? "alert" : "clock"))\
            <b>\(Age.text(seconds, language))</b></span>
            """
    }

    private var foot: HTML {
        let more: HTML =
            queue.next.map { next in
                "<div class=\"empty slim\">\(link("\(choice.query)&before=\(next.text)", ConsoleTexts.earlier))</div>"
            } ?? .empty
        if choice.view == .mine, queue.waiting > 0 {
            return more + """
                <div class="empty slim"><span>\
                \(ConsoleTexts.othersWait(language, ["count": figure(queue.waiting)]))</span>\
                \(console.takeNext(queue, isPrimary: false))</div>
                """
        }
        return more
    }

    private var empty: HTML {
        let title: Text, hint: String, way: HTML
        switch choice.view {
        case .waiting:
            title = ConsoleTexts.nobodyWaits
            hint = console(ConsoleTexts.nobodyWaitsHint)
            way = queue.mine > 0 ? link("view=mine", ConsoleTexts.toMine) : ""
        case .mine where queue.waiting > 0:
            title = ConsoleTexts.nothingMine
            hint = ConsoleTexts.othersWait(language, ["count": figure(queue.waiting)])
            way = console.takeNext(queue, isPrimary: false)
        case .mine:
            title = ConsoleTexts.nothingMine
            hint = console(ConsoleTexts.nothingMineHint)
            way = ""
        case .all, .assisted, .closed:
            title = ConsoleTexts.nothingHere
            hint = console(ConsoleTexts.nothingHereHint)
            way = ""
        }
        return """
            <div class="empty" data-waiting="\(queue.waiting)" data-mine="\(queue.mine)" \
            data-proposals="\(queue.proposals)">\
            \(console.icon("check-circle"))\
            <b>\(console(title))</b><span>\(hint)</span>\(way)</div>
            """
    }

    private func link(_ query: String, _ text: Text) -> HTML {
        "<a class=\"btn quiet small\" href=\"/desk?\(query)\">\(console(text))</a>"
    }

    private func current(_ isCurrent: Bool) -> HTML { isCurrent ? " aria-current=\"page\"" : "" }

    private func count(of view: QueueChoice.View) -> HTML {
        switch view {
        case .waiting: "<b class=\"count\" data-count=\"waiting\">\(figure(queue.waiting))</b>"
        case .mine: "<b class=\"count\" data-count=\"mine\">\(figure(queue.mine))</b>"
        case .all, .assisted, .closed: .empty
        }
    }

    private func figure(_ count: Int) -> String { count > Queue.countMax ? "\(Queue.countMax)+" : String(count) }
}
