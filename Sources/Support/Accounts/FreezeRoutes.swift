import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// Stopping everything and lifting it: `/{brand}/freeze`, `/{brand}/unfreeze`. Works without signing in, and while the
/// wallet is silent.
struct FreezeRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/freeze", use: start)
        router.post("/:brand/freeze", use: stop)
        router.get("/:brand/freeze/receipt", use: receipt)
        router.post("/:brand/freeze/disowned", use: disown)
        router.get("/:brand/unfreeze", use: startLifting)
        router.get("/:brand/unfreeze/done", use: lifted)
    }

    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .html(FreezePages(page: page).start()) }
        // The balance is a comfort; a silent wallet must not keep anybody from the button.
        let account = try? await desk.asked { [wallet = desk.wallet] in try await wallet.account(customer.id) }
        return .html(FreezePages(page: page).confirm(account))
    }

    /// With one click, by somebody who is signed in.
    @Sendable private func stop(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        guard let party, let customer = party.customer else { throw Refusal.unauthenticated }
        try guardian.checkCSRF(party.session, form: form)
        let word = LockTexts.ownersReasons.contains(form["reason"]) ? form["reason"] : "unsure"
        let freeze = Freeze(
            customer: customer, reason: word, actor: customer.actor, time: page.brand.written(page.now))
        let name = Guard.checkCookie(page.brand.id)
        let token = request.cookie(name) ?? Session.newToken()
        let (check, visitor) = try await desk.storage.write { transaction in
            let placed = try freeze.place(talkingTo: party, in: transaction)
            let check = try IdentityCheck.vouched(
                .freeze, for: customer, holder: Session.hash(token), language: page.language, in: transaction)
            try IdentityCheck.leave(placed.lock.id.text, at: check.id, in: transaction)
            return (check, placed.newVisitor)
        }
        await AccountLock.tellNow(customer.id, desk)
        var response = Response.see("\(page.base)/freeze/receipt?check=\(check.id)")
        response.setCookie(
            WebCookie(
                name: name, value: token, maxAge: Desk.checkCookieSeconds, path: "/", secure: request.isSecure,
                httpOnly: true, sameSite: .lax))
        if let visitor { response.setCookie(guardian.keepVisitor(visitor)) }
        return response
    }

    // MARK: - The receipt

    private struct Found: Sendable {
        let check: IdentityCheck, lock: AccountLock, customer: Customer
        let conversation: Conversation?
        let disowned: Set<TransactionID>
    }

    /// Only in the browser that stopped it, for a day.
    private func find(_ id: String, _ page: Page, _ request: Request) async throws -> Found {
        let holder = Guard(request: request).holder(page.brand.id, nil)
        guard let id = CheckID(outside: id) else { throw Refusal.notFound }
        return try await desk.storage.read { transaction in
            let check = try IdentityCheck.find(id, holder: holder, in: transaction)
            let oldest = transaction.now.adding(seconds: -Int64(Desk.checkCookieSeconds))
            guard check.purpose == .freeze, check.state == .used, let customer = check.customer,
                let settled = check.settledAt, settled > oldest,
                let lockID = check.subject.flatMap({ ID<AccountLockNoun>(outside: $0) })
            else { throw Refusal.notFound }
            let lock = try AccountLock.find(lockID, in: transaction)
            return Found(
                check: check, lock: lock, customer: try Customer.find(customer, in: transaction),
                conversation: try lock.conversation.map { try Conversation.find($0, in: transaction) },
                disowned: try Freeze.disowned(by: customer, in: transaction))
        }
    }

    private func recent(_ customer: CustomerID) async throws -> [WalletTransaction] {
        try await desk.asked { [wallet = desk.wallet] in
            try await wallet.transactions(customer, before: nil, limit: Freeze.shownMax)
        }
    }

    @Sendable private func receipt(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let found = try await find(request.query("check") ?? "", page, request)
        let view = FreezePages.Receipt(
            check: found.check, lock: found.lock, customer: found.customer, conversation: found.conversation,
            recent: try? await recent(found.customer.id), disowned: found.disowned,
            hasMarked: request.query("marked") != nil)
        return .html(FreezePages(page: page).receipt(view))
    }

    @Sendable private func disown(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let form = try await request.form()
        try Guard(request: request).checkOrigin()
        let found = try await find(form["check"], page, request)
        let ticked = try await recent(found.customer.id).filter { form["t_\($0.id)"] == "1" }
        let marked = ticked.map { (id: $0.id, number: $0.number) }
        try await desk.storage.write { try Freeze.disown(marked, found.lock, in: $0) }
        return .see("\(page.base)/freeze/receipt?check=\(found.check.id)\(marked.isEmpty ? "" : "&marked=1")#which")
    }

    // MARK: - Lifting it

    @Sendable private func startLifting(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(FreezePages(page: try await desk.page(request, context).0).startLifting())
    }

    @Sendable private func lifted(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        _ = try await desk.ownCheck(request, page, .unfreeze)
        return .html(FreezePages(page: page).lifted())
    }
}

extension Desk {
    /// The used check of `?check=`, for the page that tells what it did. Another browser's is not found.
    func ownCheck(_ request: WebRequest, _ page: Page, _ purpose: Purpose) async throws -> IdentityCheck {
        let holder = Guard(request: request).holder(page.brand.id, nil)
        guard let id = request.query("check").flatMap({ CheckID(outside: $0) }) else { throw Refusal.notFound }
        let check = try await storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        guard check.purpose == purpose, check.state == .used else { throw Refusal.notFound }
        return check
    }
}
