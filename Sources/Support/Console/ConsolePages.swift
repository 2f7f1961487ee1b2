import Terms
import Web

/// The desk as one agent sees it: the frame around queue, conversation and customer.
struct ConsolePages {
    let desk: Desk
    let language: Language
    let theme: String
    let agent: Agent
    let csrf: String
    let now: Moment

    func callAsFunction(_ text: Text) -> String { text(language) }
    func icon(_ name: String) -> HTML { Page.icon(name, sprite) }
    var sprite: String { desk.assets.url("icons.svg") }
    var csrfField: HTML { "<input type=\"hidden\" name=\"csrf\" value=\"\(csrf)\">" }
    /// Names one sending of a form: a second click on the same page sends the same key.
    var keyField: HTML { "<input type=\"hidden\" name=\"key\" value=\"\(UUIDv7.text(at: now))\">" }

    /// What stands in the two right panes.
    struct Panes {
        let title: String
        let talk: HTML
        let side: HTML
        let conversation: ConversationID?
    }

    func document(_ queue: Queue, _ panes: Panes) -> HTML {
        let queuePages = QueuePages(console: self, queue: queue, open: panes.conversation)
        return frame(
            queuePages, panes.title, open: panes.conversation, name: name(panes),
            """
            <section class="pane" id="queue" aria-label="\(self(ConsoleTexts.view(queue.choice.view)))">\
            \(queuePages.list)</section>
            \(panes.talk)
            \(panes.side)
            """)
    }

    /// A page of the desk that is about no conversation; its views and figures stay.
    func document(
        _ queue: Queue, title: String, at path: String = "/desk/announcements", main: HTML, scripts: [String] = []
    ) -> HTML {
        let queuePages = QueuePages(console: self, queue: queue, open: nil, elsewhere: path)
        let name: HTML = "<b class=\"strong cut\">\(self(ConsoleTexts.title))</b>"
        return frame(queuePages, title, open: nil, name: name, main, scripts)
    }

    private func frame(
        _ queuePages: QueuePages, _ title: String, open conversation: ConversationID?, name: HTML, _ body: HTML,
        _ scripts: [String] = []
    ) -> HTML {
        let open = conversation.map(\.text) ?? ""
        return Page.shell(
            desk: desk, language: language, brand: "wallet", theme: theme, isLargeText: false,
            title: "\(title) · \(self(ConsoleTexts.title))", scripts: ["desk.js", "desk-writer.js"] + scripts,
            body: """
                <body class="desk">
                <a class="skip" href="#talk">\(self(ConsoleTexts.skip))</a>
                <div class="frame" data-open="\(open.isEmpty ? "list" : "talk")">
                <header class="bar">
                <span class="mark" aria-hidden="true">\(icon("headset"))</span>\(name)
                <desk-live class="badge" data-tone="warn" role="status" data-src="/api/v1/desk/live" \
                data-list="/desk/list?\(queuePages.fragmentQuery)" data-conversation="\(open)" \
                data-offline="\(self(ConsoleTexts.offline))"></desk-live>
                <span class="grow"></span>
                \(corner)
                </header>
                \(queuePages.views)
                \(body)
                </div>
                </body>
                """)
    }

    /// The page's heading, until a conversation is open and is that.
    private func name(_ panes: Panes) -> HTML {
        let title = self(ConsoleTexts.title)
        return panes.conversation == nil ? "<h1 class=\"cut\">\(title)</h1>" : "<b class=\"strong cut\">\(title)</b>"
    }

    /// Nothing chosen yet.
    func welcome(_ queue: Queue) -> Panes {
        let talk: HTML = """
            <main class="pane talk blank" id="talk" tabindex="-1"><div class="empty">\(icon("inbox"))\
            <b>\(self(ConsoleTexts.chooseOne))</b>\
            <span>\(self(queue.waiting > 0 ? ConsoleTexts.chooseOneHint : ConsoleTexts.nobodyWaitsHint))</span>\
            \(takeNext(queue, isPrimary: true))</div></main>
            """
        return Panes(title: self(ConsoleTexts.view(queue.choice.view)), talk: talk, side: .empty, conversation: nil)
    }

    /// The button that takes whoever has waited longest; nothing while nobody waits.
    func takeNext(_ queue: Queue, isPrimary: Bool) -> HTML {
        guard let first = queue.first else { return .empty }
        return """
            <form method="post" action="/desk/assignments">\
            \(csrfField)<input type="hidden" name="expected" value="\(first)">\
            <button class="btn small\(isPrimary ? " primary" : "")" type="submit">\(self(ConsoleTexts.next))</button>\
            </form>
            """
    }

    private var corner: HTML {
        let others = Language.allCases.html { other -> HTML in
            other == language
                ? ""
                : "<a class=\"narrow-off\" href=\"?language=\(other.tag)\" lang=\"\(other.tag)\">\(other.ownName)</a>"
        }
        return """
            <span class="links tiny">\(others)</span>
            <span class="avatar s" aria-hidden="true">\(String(agent.name.prefix(1)))</span>
            <span class="narrow-off"><b class="strong">\(agent.name)</b> <span class="tiny muted">\
            \(ConsoleTexts.staffNumber(language, ["number": agent.staffNumber]))</span></span>
            <form method="post" action="/desk/signout">\(csrfField)<button class="btn quiet small" type="submit">\
            \(self(PageTexts.signOut))</button></form>
            """
    }
}

extension ConsolePages {
    /// The door. `refusal` is what was wrong the last time; the login is kept, the password never.
    static func signIn(
        _ desk: Desk, _ language: Language, theme: String, login: String, next: String, refusal: Refusal?
    ) -> HTML {
        let sprite = desk.assets.url("icons.svg")
        func field(_ name: String, _ label: Text, _ type: String, _ value: String, _ complete: String) -> HTML {
            let wrong = refusal?.fields[name]
            let described: HTML = wrong == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\""
            let error: HTML =
                wrong.map {
                    "<p class=\"error\" id=\"\(name)-error\" "
                        + "role=\"alert\">\(Page.icon("alert", sprite))<span>\($0(language))</span></p>"
                } ?? ""
            return """
                <div class="field"><label for="\(name)">\(label(language))</label>\
                <input class="input" id="\(name)" name="\(name)" type="\(type)" value="\(value)" \
                autocomplete="\(complete)" \
                required\(described)>\(error)</div>
                """
        }
        let general: HTML =
            refusal.map {
                $0.fields.isEmpty
                    ? "<p class=\"banner\" data-tone=\"warn\" role=\"alert\">\($0.text(language))</p>" : ""
            } ?? ""
        return Page.shell(
            desk: desk, language: language, brand: "wallet", theme: theme, isLargeText: false,
            title: ConsoleTexts.signInTitle(language), scripts: [],
            body: """
                <body class="desk"><main class="door" id="main"><div class="card stack">
                <div class="row"><span class="mark" aria-hidden="true">\(Page.icon("headset", sprite))</span>\
                <h1>\(ConsoleTexts.signInTitle(language))</h1></div>
                \(general)
                <form class="stack" method="post" action="/desk/signin">\
                <input type="hidden" name="next" value="\(next)">
                \(field("login", ConsoleTexts.login, "text", login, "username"))
                \(field("password", ConsoleTexts.password, "password", "", "current-password"))
                <button class="btn primary wide" type="submit">\(PageTexts.signIn(language))</button></form>
                <p class="tiny muted">\(ConsoleTexts.signInHint(language))</p>
                </div></main></body>
                """)
    }
}
