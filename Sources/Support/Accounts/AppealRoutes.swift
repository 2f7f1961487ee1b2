import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// `/{brand}/appeal`: who one is, then what happened, then a number and a date.
struct AppealRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/appeal", use: show)
        router.post("/:brand/appeal", use: open)
    }

    /// Without a check, its beginning. With one, the form; or how far the appeal is, also later in the same browser.
    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let pages = AppealPages(page: page)
        guard let name = request.query("check") else { return .html(pages.start()) }
        let (check, lock, appeal) = try await find(name, page, request)
        if let appeal, appeal.state == .open || lock == nil || check.subject == appeal.id.text {
            return .html(pages.receipt(appeal))
        }
        guard let lock else { return .html(pages.nothing()) }
        guard check.state == .passed else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        return .html(pages.form(check, lock, text: "", refusal: nil))
    }

    private func find(_ name: String, _ page: Page, _ request: Request) async throws -> (
        IdentityCheck, AccountLock?, Appeal?
    ) {
        let holder = Guard(request: request).holder(page.brand.id, nil)
        guard let id = CheckID(outside: name) else { throw Refusal.notFound }
        return try await desk.storage.read { transaction in
            let check = try IdentityCheck.find(id, holder: holder, in: transaction)
            let oldest = transaction.now.adding(seconds: -Int64(Desk.checkCookieSeconds))
            guard check.purpose == .appeal, check.state == .passed || check.state == .used,
                let customer = check.customer, let settled = check.settledAt, settled > oldest
            else { throw Refusal.notFound }
            return (
                check, try Appeal.contested(by: customer, in: transaction),
                try Appeal.latest(of: customer, in: transaction)
            )
        }
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        let (check, lock, _) = try await find(form["check"], page, request)
        do {
            let visitor = try await open(try MessageText(form["text"]), check, page, request)
            var response = Response.see("\(page.base)/appeal?check=\(check.id)")
            if let visitor { response.setCookie(guardian.keepVisitor(visitor)) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            guard let lock else { throw refusal }
            return .html(
                AppealPages(page: page).form(check, lock, text: form["text"], refusal: refusal),
                status: .unprocessableContent)
        }
    }

    private func open(_ text: MessageText, _ check: IdentityCheck, _ page: Page, _ request: Request) async throws
        -> Party?
    {
        let guardian = Guard(request: request)
        let (holder, token) = (guardian.holder(page.brand.id, nil), guardian.customerToken(page.brand.id))
        let clock = page.clock
        return try await desk.storage.write { transaction in
            // A second click finds the first one's appeal.
            if check.state == .used, check.subject != nil { return nil }
            guard
                let id = try IdentityCheck.use(check.id, for: .appeal, holder: holder, in: transaction).customer
            else { throw Refusal.notFound }
            let customer = try Customer.find(id, in: transaction)
            let party = try token.flatMap { try Session.party($0, in: transaction) }
            let (appeal, visitor) = try Appeal.open(
                text, by: customer, party: party, dueText: { String(clock.full($0).prefix(16)) }, in: transaction)
            try IdentityCheck.leave(appeal.id.text, at: check.id, in: transaction)
            return visitor
        }
    }
}
