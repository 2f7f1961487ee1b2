import Hummingbird
import Storage
import Terms
import Web

/// Signing up: a contact, a code to it, then a name and a password.
struct SignUpRoutes: Sendable {
    let desk: Desk

    private var signUp: SignUp { SignUp(desk: desk) }

    func add(to router: Routes) {
        router.get("/:brand/signup", use: show)
        router.post("/:brand/signup", use: begin)
        router.get("/:brand/signup/details", use: showDetails)
        router.post("/:brand/signup/details", use: join)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        if party?.customer != nil { return .see("\(page.base)/") }
        return .html(SignUpPages(page: page).start(contact: "", refusal: nil))
    }

    /// The same answer for a contact that somebody has already: its owner is told instead of sent a code.
    @Sendable private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let form = try await request.form()
        try Guard(request: request).checkOrigin()
        do {
            guard let contact = Contact(form["contact"]) else {
                throw Refusal.invalid("contact", "contact_invalid", CheckTexts.contactInvalid)
            }
            try desk.signUpsByAddress.spend(context.address(request), at: desk.storage.moment)
            let opening = IdentityCheck.Opening(
                purpose: .signUp, brand: page.brand.id, contact: contact.text, holder: "", language: page.language)
            return try await desk.open(opening, page: page, request)
        } catch let refusal as Refusal {
            return .html(
                SignUpPages(page: page).start(contact: form["contact"], refusal: refusal), status: refusal.pageStatus)
        }
    }

    @Sendable private func showDetails(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let id = request.query("check").flatMap({ CheckID(outside: $0) }) else {
            return .see("\(page.base)/signup")
        }
        let check = try await signUp.check(id, Guard(request: request).holder(page.brand.id, party))
        return .html(SignUpPages(page: page).details(check, SignUp.Draft(), refusal: nil))
    }

    @Sendable private func join(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        guard let id = CheckID(outside: form["check"]) else { throw Refusal.notFound }
        let holder = guardian.holder(page.brand.id, party)
        let check = try await signUp.check(id, holder)
        guard let contact = Contact(check.contact) else { throw Refusal.notFound }
        let draft = SignUp.Draft(
            name: form["name"], birthday: form["birthday"], safeWord: form["safe_word"],
            isAgreed: form["agreed"] == "yes")
        do {
            let details = try SignUp.Details(
                draft, password: form["password"], contact: contact, now: desk.storage.moment)
            let arrival = Arrival(request, context, page.brand, previous: party)
            let (customer, session) = try await signUp.join(check, details, holder, arrival)
            // So that the first page shows it; where the wallet is silent, the job brings it.
            _ = try? await desk.asked { [desk] in
                try await desk.wallet.open(customer.id, currency: page.brand.currency)
            }
            var response = Response.see("\(page.base)/")
            for cookie in arrival.cookies(session, guardian) { response.setCookie(cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return .html(
                SignUpPages(page: page).details(check, draft, refusal: refusal), status: .unprocessableContent)
        }
    }
}
