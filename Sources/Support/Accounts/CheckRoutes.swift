import Credentials
import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// Proving who one is: `/{brand}/checks`, the same page beside a chat, at signing in and before every change.
struct CheckRoutes: Sendable {
    let desk: Desk

    private var verifier: Verifier { Verifier(desk: desk) }

    func add(to router: Routes) {
        router.post("/:brand/checks", use: open)
        router.get("/:brand/checks/:id", use: show)
        router.post("/:brand/checks/:id/contacts", use: name)
        router.post("/:brand/checks/:id/codes", use: ask)
        router.post("/:brand/checks/:id/proofs", use: give)
        router.post("/:brand/checks/:id/outcomes", use: goOn)
        router.post("/:brand/checks/:id/passkeys", use: passkeyOptions)
        router.post("/:brand/checks/:id/passkeys/answers", use: passkeyAnswer)
    }

    // MARK: - Opening

    /// From a form with `purpose`, and `contact` where nobody is signed in.
    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        guard let purpose = Purpose(rawValue: form["purpose"]), purpose.isOpenToAll || party?.customer != nil,
            purpose.isAskedFor
        else { throw Refusal.notFound }
        try desk.signInsByAddress.spend(context.address(request), at: desk.storage.moment)
        var customer = party?.customer?.id
        var contact = ""
        if let party, party.customer != nil {
            try guardian.checkCSRF(party.session, form: form)
        } else {
            guard let typed = Contact(form["contact"]) else {
                let refusal = Refusal.invalid("contact", "contact_invalid", CheckTexts.contactInvalid)
                return .html(
                    CheckPages(page: page).start(purpose, contact: form["contact"], refusal: refusal),
                    status: .unprocessableContent)
            }
            (customer, contact) = (nil, typed.text)
        }
        let opening = IdentityCheck.Opening(
            purpose: purpose, brand: page.brand.id, customer: customer, contact: contact, holder: "",
            language: page.language)
        return try await desk.open(opening, page: page, request)
    }

    // MARK: - The page

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        if check.state == .passed, let next = check.purpose.next(check) { return .see(page.base + next) }
        let by = request.query("by").flatMap(Proof.init(rawValue:))
        return try await draw(check, by, page)
    }

    private func draw(
        _ check: IdentityCheck, _ by: Proof?, _ page: Page, _ refusal: Refusal? = nil, typed: String = ""
    ) async throws -> Response {
        let means = try await verifier.means(of: check)
        let customer = try await desk.storage.read { transaction in
            try check.customer.map { try Customer.find($0, in: transaction) }
        }
        var view = CheckPages.View(check: check, means: means, customer: customer, by: by, refusal: refusal)
        view.typed = typed
        if view.current == .transactions, let sealed = check.step(.transactions)?.secret {
            view.questions = try RecentTransactions(sealed: sealed, of: check.id, desk.vault)
        }
        return .html(CheckPages(page: page).check(view), status: refusal?.pageStatus ?? .ok)
    }

    // MARK: - Asking and answering

    /// Which account it is about, where nobody knows yet; its code is sent at once.
    @Sendable private func name(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party, form) = try await enter(request, context)
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        let known = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        guard let typed = Contact(form["contact"]) else {
            let refusal = Refusal.invalid("contact", "contact_invalid", CheckTexts.contactInvalid)
            return try await draw(known, nil, page, refusal, typed: form["contact"])
        }
        do {
            let check = try await desk.storage.write { try IdentityCheck.name(typed, in: id, holder: holder, $0) }
            _ = try await verifier.ask(check.contactProof, of: id, holder: holder)
        } catch let refusal as Refusal where refusal.kind != .notFound {
            let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
            return try await draw(check, nil, page, refusal, typed: form["contact"])
        }
        return .see("\(page.base)/checks/\(id)\(page.isFramed ? "?frame=1" : "")")
    }

    @Sendable private func ask(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party, form) = try await enter(request, context)
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        guard let proof = Proof(rawValue: form["by"]) else { throw Refusal.notFound }
        do {
            _ = try await verifier.ask(proof, of: id, holder: holder)
        } catch let refusal as Refusal where refusal.kind != .notFound {
            let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
            return try await draw(check, proof, page, refusal)
        }
        return .see("\(page.base)/checks/\(id)?by=\(proof.rawValue)\(page.isFramed ? "&frame=1" : "")")
    }

    @Sendable private func give(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party, form) = try await enter(request, context)
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        guard let proof = Proof(rawValue: form["by"]), proof != .passkey else { throw Refusal.notFound }
        let answer =
            proof == .transactions ? [form["q0"], form["q1"], form["q2"]].joined(separator: ",") : form["answer"]
        do {
            let check = try await verifier.give(proof, .typed(answer), of: id, holder: holder)
            let reached = try await after(check, page, request, context)
            var response = Response.see(page.base + reached.next)
            for cookie in reached.cookies { response.setCookie(cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind != .notFound {
            let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
            return try await draw(check, proof, page, refusal)
        }
    }

    /// What a passed check is for, where it was not done in the same breath.
    @Sendable private func goOn(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party, _) = try await enter(request, context)
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        let reached = try await after(check, page, request, context)
        var response = Response.see(page.base + reached.next)
        for cookie in reached.cookies { response.setCookie(cookie) }
        return response
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> (Page, Party?, Form) {
        let (page, party) = try await desk.page(request, context)
        let form = try await request.form()
        try Guard(request: request).checkOrigin()
        try desk.signInsByAddress.spend(context.address(request), at: desk.storage.moment)
        return (page, party, form)
    }

    // MARK: - Passkeys

    @Sendable private func passkeyOptions(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        try Guard(request: request).checkOrigin()
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        guard let customer = check.customer, check.state == .open,
            try await check.open(verifier.means(of: check)).contains(.passkey)
        else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        let (challenge, known) = try await desk.storage.write { transaction in
            (
                try PasskeyChallenge.make(
                    brand: page.brand.id, holder: id.text, customer: customer, in: transaction),
                try OwnPasskey.all(of: customer, in: transaction).map(\.passkey.credentialID)
            )
        }
        return .json(
            written: desk.relyingParty(page.brand, request).requestOptions(challenge: challenge, allowing: known))
    }

    @Sendable private func passkeyAnswer(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        try Guard(request: request).checkOrigin()
        let holder = Guard(request: request).holder(page.brand.id, party)
        let id: CheckID = try context.id("id")
        let bytes = try await request.bytes(max: PasskeyAnswer.jsonBytesMax)
        guard let answer = try? PasskeyAnswer.Assertion(json: Array(bytes.readableBytesView)) else {
            throw Verifier.wrong(.passkey, left: 1)
        }
        let check = try await verifier.give(
            .passkey, .passkey(answer, desk.relyingParty(page.brand, request)), of: id, holder: holder)
        let reached = try await after(check, page, request, context)
        var response = Response.json(.object { $0.put("next", page.base + reached.next) })
        for cookie in reached.cookies { response.setCookie(cookie) }
        return response
    }

    // MARK: - Afterwards

    /// Where the person goes on, below the brand; what a passed check does at once is done here.
    private func after(
        _ check: IdentityCheck, _ page: Page, _ request: Request, _ context: WebContext
    ) async throws -> CheckOutcome.Reached {
        let here = "/checks/\(check.id)\(page.isFramed ? "?frame=1" : "")"
        guard check.state == .passed else { return .init(next: here) }
        let outcome = CheckOutcome(desk: desk, page: page, request: request, context: context)
        return try await outcome.reached(by: check) ?? .init(next: check.purpose.next(check) ?? here)
    }
}
