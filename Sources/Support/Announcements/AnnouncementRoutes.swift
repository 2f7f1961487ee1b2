import Hummingbird
import Storage
import Terms
import Web

/// A brand's announcements: the page, the feed, “tell me when it is over”, and the same for programs.
struct AnnouncementRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/announcements", use: list)
        router.get("/:brand/announcements.atom", use: feed)
        router.post("/:brand/announcements/:id/followers", use: follow)
        router.get("/api/v1/announcements", use: listJSON)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (board, past) = try await read(page.brand.id, party)
        return .html(AnnouncementPages(page: page, board: board).list(past: past))
    }

    private func read(_ brand: BrandID, _ party: Party?) async throws -> (AnnouncementBoard, [Incident]) {
        try await desk.storage.read { transaction in
            (
                try AnnouncementBoard.read(brand, for: party, in: transaction),
                try Incident.ended(in: brand, within: AnnouncementBoard.pastDays * 86_400, transaction)
            )
        }
    }

    @Sendable private func feed(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let page = Page(desk, brand, request, context, party: nil)
        let (board, past) = try await read(brand.id, nil)
        let feed = AnnouncementFeed(page: page, home: page.home(request))
        return .text(feed.document(board, past: past).markup, type: "application/atom+xml; charset=utf-8")
    }

    @Sendable private func follow(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (id, form, guardian): (IncidentID, Form, Guard) = (
            try context.id("id"), try await request.form(), Guard(request: request)
        )
        let token = guardian.customerToken(brand.id)
        try await desk.storage.write { transaction in
            let party = try transaction.party(token, of: brand.id)
            try guardian.checkCSRF(party.session, form: form)
            guard let customer = party.customer else { throw Refusal.unauthenticated }
            try Incident.follow(id, by: customer, in: transaction)
        }
        return .see(Self.back(form, Page.base(brand, request)) + "#incident-\(id)")
    }

    /// To the brand's page that the button was on.
    private static func back(_ form: Form, _ base: String) -> String {
        let from = form["from"]
        let isPath = from.utf8.count <= 200 && from.wholeMatch(of: /\/(?:[A-Za-z0-9_-]+\/?)*/) != nil
        return base + (isPath ? from : "/announcements") + (form["frame"] == "1" ? "?frame=1" : "")
    }

    @Sendable private func listJSON(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(request.query("brand") ?? "")
        let (board, past) = try await read(brand.id, nil)
        let (language, now) = (context.language, desk.storage.moment)
        return .json(
            .object { fields in
                fields.put("incidents", .array(board.underWay.map { $0.json(brand, language, now: now) }))
                fields.put("maintenance", .array(board.planned.map { $0.json(brand, language, now: now) }))
                fields.put("past", .array(past.map { $0.json(brand, language, now: now) }))
                fields.put("announcements", .array(board.news.map { $0.json(language) }))
            })
    }
}

extension Page {
    /// Where the brand is found from outside. What a request calls us counts only where that is the brand's own host,
    /// or this machine: everybody reads the feed, and nobody else may say where its links lead. From the root where
    /// the brand has no host.
    fileprivate func home(_ request: Request) -> String {
        let authority = request.head.authority ?? ""
        let name = authority.replacing(/:[0-9]+$/, with: "").lowercased()
        if brand.hosts.contains(name) || ["localhost", "127.0.0.1", "[::1]"].contains(name) {
            return "\(request.isSecure ? "https" : "http")://\(authority)\(base)"
        }
        return brand.hosts.first.map { "https://\($0)" } ?? base
    }
}

extension Incident {
    /// As programs see it, in one language.
    func json(_ brand: Brand, _ language: Language, now: Moment) -> JSON {
        let words = words(brand, now: now)
        return .object { fields in
            fields.put("id", id)
            fields.put("kind", kind.rawValue)
            fields.put("state", state.rawValue)
            fields.put("function", scope.function.rawValue)
            fields.put("bank", scope.bank)
            fields.put("app_version", scope.appVersion?.description)
            fields.put("what", words.what(language))
            fields.put("advice", words.advice(language))
            fields.put("begins_at", beganAt)
            fields.put("until", until)
            fields.put("ended_at", state == .ended ? settledAt : nil)
        }
    }
}

extension Announcement {
    func json(_ language: Language) -> JSON {
        .object { fields in
            fields.put("id", id)
            fields.put("kind", kind.rawValue)
            fields.put("title", title(language))
            fields.put("text", text(language))
            fields.put("from", from)
            fields.put("until", until)
        }
    }
}
