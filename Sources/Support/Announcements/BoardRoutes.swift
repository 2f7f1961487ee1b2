import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Where agents propose, and supervisors publish, what everybody is to know: `/desk/announcements`.
struct BoardRoutes: Sendable {
    let console: ConsoleRoutes

    private var desk: Desk { console.desk }

    func add(to router: Routes) {
        router.get("/desk/announcements", use: list)
        router.get("/desk/announcements/new", use: newAnnouncement)
        router.post("/desk/announcements", use: openAnnouncement)
        router.get("/desk/announcements/:id", use: showAnnouncement)
        router.post("/desk/announcements/:id", use: changeAnnouncement)
        router.post("/desk/announcements/:id/publications", use: publishAnnouncement)
        router.post("/desk/announcements/:id/withdrawals", use: withdraw)
        router.get("/desk/incidents/new", use: newIncident)
        router.post("/desk/incidents", use: openIncident)
        router.get("/desk/incidents/:id", use: showIncident)
        router.post("/desk/incidents/:id", use: changeIncident)
        router.post("/desk/incidents/:id/publications", use: publish)
        router.post("/desk/incidents/:id/beginnings", use: begin)
        router.post("/desk/incidents/:id/ends", use: end)
        router.post("/desk/incidents/:id/dismissals", use: dismiss)
    }

    // MARK: - Pages

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        try await page(request, context, BoardTexts.title) { transaction in
            try Board.read(in: transaction)
        } main: {
            BoardPages(console: $0, board: $1).main
        }
    }

    /// A page of the desk around `main`; to the door for whoever is nobody.
    private func page<T: Sendable>(
        _ request: Request, _ context: WebContext, _ title: Text, status: HTTPResponse.Status = .ok,
        _ read: @escaping @Sendable (Transaction) throws -> T, main: (ConsolePages, T) throws -> HTML
    ) async throws -> Response {
        guard let token = Guard(request: request).agentToken else { return ConsoleRoutes.toSignIn(request) }
        let found = try await desk.storage.read { transaction -> (Agent, Queue, T)? in
            guard let agent = try Session.agent(token, in: transaction) else { return nil }
            return (agent, try Queue.read(QueueChoice(), for: agent, in: transaction), try read(transaction))
        }
        guard let (agent, queue, facts) = found else { return ConsoleRoutes.toSignIn(request) }
        let pages = console.console(agent, token, request, context)
        let document = pages.document(
            queue, title: pages(title), at: "/desk/announcements", main: try main(pages, facts))
        return .html(document, status: status)
    }

    private func form(
        _ request: Request, _ context: WebContext, _ title: Text, _ typed: Form, _ refusal: Refusal? = nil,
        _ draw: @escaping (BoardForms) -> HTML
    ) async throws -> Response {
        try await page(request, context, title, status: refusal?.pageStatus ?? .ok) { _ in
        } main: { pages, _ in
            draw(BoardForms(console: pages, typed: typed, refusal: refusal))
        }
    }

    @Sendable private func newIncident(_ request: Request, _ context: WebContext) async throws -> Response {
        let kind = request.query("kind").flatMap { Incident.Kind(rawValue: $0) } ?? .outage
        let zone = desk.brands.all.first?.timeZone ?? .gmt
        let from = WorkingDays.after(
            desk.storage.moment.adding(seconds: 3_600), IncidentForm.workingDaysAhead, in: zone)
        let typed = Form([
            "minutes": "60", "from": LocalTime.text(from, in: zone),
            "until": LocalTime.text(from.adding(seconds: 7_200), in: zone),
        ])
        return try await form(request, context, BoardTexts.title, typed) { $0.incident(kind) }
    }

    @Sendable private func showIncident(_ request: Request, _ context: WebContext) async throws -> Response {
        let incident = try await incident(context)
        let zone = desk.brands[incident.brand]?.timeZone ?? .gmt
        var typed = [
            "from": LocalTime.text(incident.beganAt, in: zone), "until": LocalTime.text(incident.until, in: zone),
        ]
        for language in Language.allCases {
            typed["what_\(language.tag.lowercased())"] = incident.what?(language) ?? ""
            typed["advice_\(language.tag.lowercased())"] = incident.advice?(language) ?? ""
        }
        return try await form(request, context, BoardTexts.edit, Form(typed)) { $0.change(incident) }
    }

    private func incident(_ context: WebContext) async throws -> Incident {
        let id: IncidentID = try context.id("id")
        return try await desk.storage.read { try Incident.find(id, in: $0) }
    }

    @Sendable private func newAnnouncement(_ request: Request, _ context: WebContext) async throws -> Response {
        let zone = desk.brands.all.first?.timeZone ?? .gmt
        let now = desk.storage.moment
        let typed = Form([
            "from": LocalTime.text(now, in: zone), "until": LocalTime.text(now.adding(seconds: 7 * 86_400), in: zone),
        ])
        return try await form(request, context, BoardTexts.newAnnouncement, typed) { $0.announcement(nil) }
    }

    @Sendable private func showAnnouncement(_ request: Request, _ context: WebContext) async throws -> Response {
        let id: AnnouncementID = try context.id("id")
        let old = try await desk.storage.read { try Announcement.find(id, in: $0) }
        let zone = (old.brand.flatMap { desk.brands[$0] } ?? desk.brands.all.first)?.timeZone ?? .gmt
        var typed = [
            "brand": old.brand?.text ?? "all", "kind": old.kind.rawValue, "from": LocalTime.text(old.from, in: zone),
            "until": LocalTime.text(old.until, in: zone),
        ]
        for language in Language.allCases {
            typed["title_\(language.tag.lowercased())"] = old.title(language)
            typed["text_\(language.tag.lowercased())"] = old.text(language)
        }
        return try await form(request, context, BoardTexts.edit, Form(typed)) { $0.announcement(id) }
    }

    // MARK: - Forms

    /// Carries out a form; what is refused comes back as the same form, with the reason beside the field.
    private func post(
        _ form: Form, _ request: Request, _ context: WebContext, again: @escaping (BoardForms) -> HTML,
        doing work: @escaping @Sendable (Form, Agent, Transaction) throws -> Void
    ) async throws -> Response {
        let guardian = Guard(request: request)
        guard let token = guardian.agentToken else { return ConsoleRoutes.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        do {
            try await desk.storage.write { try work(form, $0.agent(token).agent, $0) }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await self.form(request, context, BoardTexts.title, form, refusal, again)
        }
        return .see("/desk/announcements")
    }

    @Sendable private func openIncident(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let kind = Incident.Kind(rawValue: form["kind"]) ?? .outage
        switch form["step"] {
        case "preview": return try await preview(form, kind, request, context)
        case "edit": return try await self.form(request, context, BoardTexts.title, form) { $0.incident(kind) }
        default: break
        }
        return try await post(
            form, request, context, again: { $0.incident(kind) },
            doing: {
                [brands = desk.brands] form, agent, transaction in
                let brand = try IncidentForm.brand(form, brands)
                let draft = try IncidentForm(form, of: brand, at: transaction.now).draft
                _ = try Incident.open(draft, brand: brand.id, by: agent, in: transaction)
            })
    }

    private func preview(
        _ form: Form, _ kind: Incident.Kind, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        let guardian = Guard(request: request)
        guard let token = guardian.agentToken else { return ConsoleRoutes.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        do {
            let (brand, now) = (try IncidentForm.brand(form, desk.brands), desk.storage.moment)
            let incident = Incident(try IncidentForm(form, of: brand, at: now).draft, of: brand.id, at: now)
            return try await page(request, context, BoardTexts.willRead) { _ in
            } main: { pages, _ in
                BoardPreviewPages(console: pages, brand: brand, incident: incident, typed: form).main
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await self.form(request, context, BoardTexts.title, form, refusal) { $0.incident(kind) }
        }
    }

    @Sendable private func changeIncident(_ request: Request, _ context: WebContext) async throws -> Response {
        let old = try await incident(context)
        return try await post(
            request.form(), request, context, again: { $0.change(old) },
            doing: {
                [brands = desk.brands] form, agent, transaction in
                let incident = try Incident.find(old.id, in: transaction)
                let brand = try brands.find(incident.brand.text)
                let draft = try IncidentForm(form, changing: incident, of: brand, at: transaction.now).draft
                try Incident.change(old.id, to: draft, by: agent, in: transaction)
            })
    }

    @Sendable private func openAnnouncement(_ request: Request, _ context: WebContext) async throws -> Response {
        try await post(
            request.form(), request, context, again: { $0.announcement(nil) },
            doing: {
                [brands = desk.brands] form, agent, transaction in
                let draft = try Announcement.Draft(form, brands, at: transaction.now)
                _ = try Announcement.open(draft, by: agent, key: form.idempotencyKey(), in: transaction)
            })
    }

    @Sendable private func changeAnnouncement(_ request: Request, _ context: WebContext) async throws -> Response {
        let id: AnnouncementID = try context.id("id")
        return try await post(
            request.form(), request, context, again: { $0.announcement(id) },
            doing: {
                [brands = desk.brands] form, agent, transaction in
                let draft = try Announcement.Draft(form, brands, at: transaction.now)
                try Announcement.change(id, to: draft, by: agent, in: transaction)
            })
    }

    @Sendable private func publish(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { [brands = desk.brands] (id: IncidentID, agent, transaction) in
            try Incident.publish(id, by: agent, brands, in: transaction)
        }
    }

    @Sendable private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { (id: IncidentID, agent, transaction) in
            try agent.mustPublish()
            try Incident.begin(id, by: agent.actor, in: transaction)
        }
    }

    @Sendable private func end(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { (id: IncidentID, agent, transaction) in
            try agent.mustPublish()
            try Incident.end(id, by: agent.actor, in: transaction)
        }
    }

    @Sendable private func dismiss(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { (id: IncidentID, agent, transaction) in
            try Incident.dismiss(id, by: agent, in: transaction)
        }
    }

    @Sendable private func publishAnnouncement(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { (id: AnnouncementID, agent, transaction) in
            try Announcement.publish(id, by: agent, in: transaction)
        }
    }

    @Sendable private func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { (id: AnnouncementID, agent, transaction) in
            try Announcement.withdraw(id, by: agent, in: transaction)
        }
    }

    /// A button: there is nothing to fill in, so a refusal has a page of its own.
    private func act<Noun: Sendable>(
        _ request: Request, _ context: WebContext,
        _ work: @escaping @Sendable (ID<Noun>, Agent, Transaction) throws -> Void
    ) async throws -> Response {
        let id: ID<Noun> = try context.id("id")
        let (form, guardian): (Form, Guard) = (try await request.form(), Guard(request: request))
        guard let token = guardian.agentToken else { return ConsoleRoutes.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        try await desk.storage.write { try work(id, $0.agent(token).agent, $0) }
        return .see("/desk/announcements")
    }
}
