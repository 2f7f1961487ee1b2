import Hummingbird
import Storage
import Terms
import Web

struct PasswordResetRoutes: Sendable {
    let desk: Desk

    private var reset: PasswordReset { PasswordReset(desk: desk) }

    func add(to router: Routes) {
        router.get("/:brand/password/forgotten", use: start)
        router.get("/:brand/password/new", use: show)
        router.post("/:brand/password/new", use: set)
    }

    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(PasswordResetPages(page: try await desk.page(request, context).0).start())
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let id = request.query("check").flatMap({ CheckID(outside: $0) }) else {
            return .see("\(page.base)/password/forgotten")
        }
        let (check, _) = try await reset.check(id, Guard(request: request).holder(page.brand.id, party))
        return .html(PasswordResetPages(page: page).new(check, refusal: nil))
    }

    @Sendable private func set(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        if let party, party.customer != nil { try guardian.checkCSRF(party.session, form: form) }
        guard let id = CheckID(outside: form["check"]) else { throw Refusal.notFound }
        let holder = guardian.holder(page.brand.id, party)
        let (check, customer) = try await reset.check(id, holder)
        do {
            let password = try NewPassword(form["password"], owner: customer.passwordOwner)
            let arrival = Arrival(request, context, page.brand, previous: party)
            let outcome = try await reset.set(password, id, of: customer, holder, arrival)
            if case .shut(let lock) = outcome {
                return .see(page.base + (try LockHint.path(for: lock.customer, desk)))
            }
            guard case .entered(_, let session) = outcome else { return .see("\(page.base)/signin") }
            var response = Response.see("\(page.base)/security/devices?done=password")
            for cookie in arrival.cookies(session, guardian) { response.setCookie(cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return .html(PasswordResetPages(page: page).new(check, refusal: refusal), status: .unprocessableContent)
        }
    }
}
