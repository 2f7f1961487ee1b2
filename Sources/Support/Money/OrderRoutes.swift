import Credentials
import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// Topping up, withdrawing, transferring and paying: a form, a page to look at it once more, and the transaction.
struct OrderRoutes: Sendable {
    let desk: Desk
    let lookups = RateLimit(20, perSeconds: 3_600)

    func add(to router: Routes) {
        for kind in Order.Kind.allCases {
            router.get("/:brand\(kind.path)") { try await form(kind, $0, $1) }
            router.post("/:brand\(kind.path)") { try await prepare(kind, $0, $1) }
        }
        router.get("/:brand/orders/:id", use: review)
        router.post("/:brand/orders/:id/confirmations", use: confirm)
        router.post("/:brand/orders/:id/passkeys", use: passkeyOptions)
        router.post("/:brand/orders/:id/passkeys/answers", use: passkeyAnswer)
    }

    // MARK: - The form

    private func form(_ kind: Order.Kind, _ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/signin") }
        var typed: [String: String] = [:]
        for name in ["card", "to", "again", "amount", "merchant"] {
            typed[name] = request.query(name).map { String($0.prefix(100)) }
        }
        return try await draw(kind, customer, page, Form(typed), nil)
    }

    private func draw(
        _ kind: Order.Kind, _ customer: Customer, _ page: Page, _ typed: Form, _ refusal: Refusal?
    ) async throws -> Response {
        let facts = try await MoneyFacts.read(of: customer.id, desk)
        let (recent, lock, incidents) = try await desk.storage.read { [vault = desk.vault] transaction in
            (
                try Order.recent(kind, of: customer.id, vault, in: transaction),
                try AccountLock.open(on: customer.id, in: transaction).first,
                try Incident.Function(rawValue: kind.rawValue).map {
                    try Incident.open(in: page.brand.id, covering: $0, transaction)
                } ?? []
            )
        }
        var view = OrderPages.View(kind: kind, facts: facts, typed: typed, recent: recent, refusal: refusal)
        view.again = OrderID(outside: typed["again"]).flatMap { id in recent.first { $0.id == id } }
        view.closed = lock.map { OrderTexts.locked($0.kind) }
        view.incident = incidents.first
        if kind != .topUp, facts.account.isFrozen { view.closed = view.closed ?? OrderTexts.frozen }
        return .html(OrderPages(page: page).form(view), status: refusal?.pageStatus ?? .ok)
    }

    private func prepare(_ kind: Order.Kind, _ request: Request, _ context: WebContext) async throws -> Response {
        let (page, customer, form) = try await enter(request, context)
        do {
            let facts = try await MoneyFacts.read(of: customer.id, desk)
            let wish = try await OrderForm(
                desk: desk, brand: page.brand, customer: customer, kind: kind, form: form, facts: facts,
                lookups: lookups
            ).wish()
            let id = try await desk.storage.write { [vault = desk.vault] in
                try Order.prepare(wish, by: customer, vault, in: $0)
            }
            return .see("\(page.base)/orders/\(id)")
        } catch let refusal as Refusal where refusal.kind != .notFound && refusal.kind != .unavailable {
            return try await draw(kind, customer, page, form, refusal)
        }
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> (Page, Customer, Form) {
        let (page, party) = try await desk.page(request, context)
        let form = try await request.form()
        guard let party, let customer = party.customer else { throw Refusal.unauthenticated }
        try Guard(request: request).checkCSRF(party.session, form: form)
        try await OutdatedApp.check(request.header("User-Agent"), of: customer, desk)
        return (page, customer, form)
    }

    // MARK: - Once more

    @Sendable private func review(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/signin") }
        let order = try await find(try context.id("id"), customer)
        if let made = order.transaction { return .see("\(page.base)/transactions/\(made)") }
        return try await draw(order, customer, page, nil)
    }

    private func find(_ id: OrderID, _ customer: Customer) async throws -> Order {
        try await desk.storage.read { [vault = desk.vault] in try Order.find(id, of: customer.id, vault, in: $0) }
    }

    private func draw(_ order: Order, _ customer: Customer, _ page: Page, _ refusal: Refusal?) async throws -> Response
    {
        var view = ReviewPages.View(order: order, refusal: refusal)
        (view.standing, view.hasPassword, view.hasPasskey) = try await desk.storage.read { [vault = desk.vault] in
            (
                try order.standing(vault, in: $0), try PaymentPassword.hash(of: customer.id, in: $0) != nil,
                try !OwnPasskey.all(of: customer.id, in: $0).isEmpty
            )
        }
        let (wallet, kind, amount) = (desk.wallet, order.kind.limited, order.amount)
        if order.isOpen(at: page.now) {
            view.quote = try? await desk.asked { try await wallet.quote(kind, amount, of: customer.id) }
            if let card = order.card {
                let cards = try? await desk.asked { try await wallet.cards(customer.id) }
                view.card = cards?.first { $0.id == card }
            }
        }
        return .html(ReviewPages(page: page).review(view), status: refusal?.pageStatus ?? .ok)
    }

    /// By payment password. What was confirmed before is passed on again, and asks for nothing.
    @Sendable private func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, customer, form) = try await enter(request, context)
        let order = try await find(try context.id("id"), customer)
        do {
            if order.isOpen(at: page.now) {
                try await desk.storage.read { try Order.checkUnlocked(customer, in: $0) }
                try await PaymentPassword.confirm(form["payment_password"], of: customer.id, desk)
                try await desk.storage.write {
                    try Order.confirm(order.id, of: customer, by: .paymentPassword, in: $0)
                }
            }
            return .see(page.base + (try await place(order.id, customer)))
        } catch let refusal as Refusal where refusal.kind != .notFound {
            return try await draw(try await find(order.id, customer), customer, page, refusal)
        }
    }

    /// Where the customer goes on, below the brand.
    private func place(_ id: OrderID, _ customer: Customer) async throws -> String {
        let order = try await find(id, customer)
        guard order.state == .confirmed || order.state == .placed else { return "/orders/\(id)" }
        return "/transactions/\(try await order.place(desk))"
    }

    // MARK: - By passkey

    /// The challenge is for this order alone, which nobody can change: what is signed is this amount to this payee.
    private func holder(_ party: Party, _ id: OrderID) -> String { "\(Session.hash(party.session.token)):\(id)" }

    private func enterByPasskey(_ request: Request, _ context: WebContext) async throws -> (
        Page, Party, Customer, Order
    ) {
        let (page, party) = try await desk.page(request, context)
        guard let party, let customer = party.customer else { throw Refusal.unauthenticated }
        try Guard(request: request).checkCSRF(party.session)
        let order = try await find(try context.id("id"), customer)
        guard order.isOpen(at: page.now) else { throw Refusal(.conflict, "order_over", OrderTexts.over) }
        try await desk.storage.read { try Order.checkUnlocked(customer, in: $0) }
        return (page, party, customer, order)
    }

    @Sendable private func passkeyOptions(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party, customer, order) = try await enterByPasskey(request, context)
        let holder = holder(party, order.id)
        let (challenge, known) = try await desk.storage.write { transaction in
            (
                try PasskeyChallenge.make(
                    brand: page.brand.id, holder: holder, customer: customer.id, in: transaction),
                try OwnPasskey.all(of: customer.id, in: transaction).map(\.passkey.credentialID)
            )
        }
        return .json(
            written: desk.relyingParty(page.brand, request).requestOptions(challenge: challenge, allowing: known))
    }

    @Sendable private func passkeyAnswer(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party, customer, order) = try await enterByPasskey(request, context)
        let bytes = try await request.bytes(max: PasskeyAnswer.jsonBytesMax)
        let (holder, site) = (holder(party, order.id), desk.relyingParty(page.brand, request))
        guard let answer = try? PasskeyAnswer.Assertion(json: Array(bytes.readableBytesView)) else {
            throw Self.wrongPasskey
        }
        let isRight = try await desk.storage.write { transaction in
            let isRight = try PasskeyChallenge.spend(
                answer, of: customer.id, brand: page.brand.id, holder: holder, site, desk.vault, in: transaction)
            if isRight { try Order.confirm(order.id, of: customer, by: .passkey, in: transaction) }
            return isRight
        }
        guard isRight else { throw Self.wrongPasskey }
        let next = try await place(order.id, customer)
        return .json(.object { $0.put("next", page.base + next) })
    }

    private static let wrongPasskey = Refusal(.forbidden, "wrong_passkey", OrderTexts.wrongPasskey)
}
