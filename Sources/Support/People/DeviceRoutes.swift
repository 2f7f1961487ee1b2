import Hummingbird
import Storage
import Terms
import Web

/// Where the customer is signed in, and signing out from afar.
struct DeviceRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/security/devices", use: show)
        router.post("/:brand/security/devices/endings", use: endOthers)
        router.post("/:brand/security/devices/:id/endings", use: end)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let party, let customer = party.customer else { return .see("\(page.base)/signin") }
        let sessions = try await desk.storage.read { try OwnSession.all(of: customer.id, in: $0) }
        let done: Text? =
            switch request.query("done") {
            case "ended": DeviceTexts.ended
            case "password": DeviceTexts.passwordSet
            default: nil
            }
        return .html(DevicePages(page: page).list(sessions, this: party.session.id, done: done))
    }

    @Sendable private func end(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, customer, session) = try await enter(request, context)
        let id: SessionID = try context.id("id")
        try await desk.storage.write { try OwnSession.end(id, of: customer, in: $0) }
        guard id == session.id else { return .see("\(page.base)/security/devices?done=ended") }
        var response = Response.see("\(page.base)/signin")
        response.setCookie(Guard(request: request).forget(Guard.cookie(page.brand.id)))
        return response
    }

    @Sendable private func endOthers(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, customer, session) = try await enter(request, context)
        _ = try await desk.storage.write { try OwnSession.endAll(of: customer, but: session, in: $0) }
        return .see("\(page.base)/security/devices?done=ended")
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> (Page, Customer, Session) {
        let (page, party) = try await desk.page(request, context)
        guard let party, let customer = party.customer else { throw Refusal.unauthenticated }
        try Guard(request: request).checkCSRF(party.session, form: try await request.form())
        return (page, customer, party.session)
    }
}
