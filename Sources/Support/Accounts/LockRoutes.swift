import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// `/{brand}/unlock`, and `/{brand}/locked`, which explains whatever shuts an account.
struct LockRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/unlock", use: start)
        router.get("/:brand/unlock/done", use: done)
        router.get("/:brand/locked", use: locked)
    }

    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(LockPages(page: try await desk.page(request, context).0).startUnlocking())
    }

    @Sendable private func done(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let check = try await desk.ownCheck(request, page, .unlock)
        guard let customer = check.customer else { throw Refusal.notFound }
        let standing = try await desk.storage.read { try AccountStanding.read(customer, in: $0) }
        return .html(LockPages(page: page).unlocked(standing))
    }

    /// With `?hint=` or signed in, about that account; else about accounts in general.
    @Sendable private func locked(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let hinted = request.query("hint").flatMap { LockHint.customer($0, desk) }
        let standing = try await desk.storage.read { transaction -> AccountStanding? in
            guard let id = hinted ?? party?.customer?.id else { return nil }
            guard try Customer.find(id, in: transaction).brand == page.brand.id else { return nil }
            return try AccountStanding.read(id, in: transaction)
        }
        return .html(LockPages(page: page).locked(standing))
    }
}
