import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// `/sandbox`: who to sign in as, troubles to order, and what was sent. Added only with `--sandbox`.
public struct SandboxRoutes: Sendable {
    let desk: Desk
    let sandbox: Sandbox

    public init(desk: Desk, sandbox: Sandbox) {
        self.desk = desk
        self.sandbox = sandbox
    }

    public func add(to router: Routes) {
        router.get("/sandbox", use: show)
        router.get("/sandbox/signins", use: signIns)
        router.get("/sandbox/outbox", use: outbox)
        router.post("/sandbox/scenarios", use: scenario)
        router.post("/sandbox/incidents", use: incident)
        router.post("/sandbox/scenarios/:brand/:name", use: tryScenario)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let first = desk.brands.all.first else { throw Refusal.notFound }
        return .html(SandboxPages(page: Page(desk, first, request, context, party: nil)).home())
    }

    @Sendable private func signIns(_ request: Request, _ context: WebContext) async throws -> Response {
        .json(
            .array(
                Seed.signIns.map { hint in
                    .object {
                        $0.put("role", hint.role)
                        $0.put("brand", hint.brand.isEmpty ? nil : hint.brand)
                        $0.put("login", hint.login)
                        $0.put("password", Sandbox.password)
                        $0.put("name", hint.name)
                    }
                }))
    }

    /// Newest first; `?to=` finds what one person got.
    @Sendable private func outbox(_ request: Request, _ context: WebContext) async throws -> Response {
        let address = request.query("to")
        let notices = try await desk.storage.read { try Notice.latest(in: $0) }
        return .json(
            .array(
                notices.filter { address == nil || $0.address == address }.map { notice in
                    let letter = notice.letter(desk.brands)
                    return .object {
                        $0.put("id", notice.id)
                        $0.put("brand", notice.brand)
                        $0.put("channel", notice.medium.rawValue)
                        $0.put("to", notice.address)
                        $0.put("template", notice.template)
                        $0.put("subject", letter.subject)
                        $0.put("text", letter.text)
                        $0.put("state", notice.state.rawValue)
                        $0.put("sent_at", notice.queuedAt.rfc3339)
                    }
                }))
    }

    private struct Body: Decodable { let name: String, brand: String? }

    @Sendable private func scenario(_ request: Request, _ context: WebContext) async throws -> Response {
        try Guard(request: request).checkOrigin()
        let body = try await request.json(Body.self)
        let brand = try desk.brands.find(body.brand ?? "upay")
        let made = try await Scenario(desk: desk, sandbox: sandbox)
            .make(body.name, brand: brand.id, language: context.language)
        return .json(
            .object {
                $0.put("token", made.token)
                $0.put("customer", made.customer.json)
                $0.put(
                    "facts",
                    .object { facts in
                        for (name, value) in made.facts.sorted(by: { $0.key < $1.key }) { facts.put(name, value) }
                    })
            }, status: .created)
    }

    private struct IncidentBody: Decodable { let brand: String?, function: String?, bank: String?, minutes: Int? }

    /// An outage that ends by itself, so that one can see what customers see, and are told.
    @Sendable private func incident(_ request: Request, _ context: WebContext) async throws -> Response {
        try Guard(request: request).checkOrigin()
        let body = try await request.json(IncidentBody.self)
        let brand = try desk.brands.find(body.brand ?? "upay")
        guard let function = Incident.Function(rawValue: body.function ?? "payment") else {
            throw Refusal.invalid("function", "function_unknown", AnnouncementTexts.choose)
        }
        let minutes = Int64(min(max(body.minutes ?? 10, 1), Int(Incident.hoursMax) * 60))
        let bank = body.bank.map { String($0.prefix(Incident.bankLengthMax)) }
        let begun = try await desk.storage.write { transaction in
            try Incident.begin(
                .init(
                    kind: .outage, scope: .init(function: function, bank: bank), begins: transaction.now,
                    until: transaction.now.adding(seconds: minutes * 60), endsByItself: true),
                brand: brand.id, by: "system", in: transaction)
        }
        return .json(begun.json(brand, context.language, now: desk.storage.moment), status: .created)
    }

    /// The same from the page: makes the trouble, signs in as its customer and shows the wallet.
    @Sendable private func tryScenario(_ request: Request, _ context: WebContext) async throws -> Response {
        let guardian = Guard(request: request)
        try guardian.checkOrigin()
        let brand = try desk.brands.find(context.parameter("brand"))
        let made = try await Scenario(desk: desk, sandbox: sandbox)
            .make(context.parameter("name"), brand: brand.id, language: context.language)
        var response = Response.see("/\(brand.id)/help")
        response.setCookie(
            guardian.keep(Session(token: made.token), as: Guard.cookie(brand.id), seconds: Session.customerSeconds))
        return response
    }
}
