import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The customer's bank cards: `/{brand}/cards`.
struct CardRoutes: Sendable {
    let desk: Desk
    /// Nobody finds out here which of many numbers are good.
    let attempts = RateLimit(10, perSeconds: 3_600)

    func add(to router: Routes) {
        router.get("/:brand/cards", use: list)
        router.get("/:brand/cards/new", use: form)
        router.post("/:brand/cards", use: add)
        router.get("/:brand/cards/:id/removal", use: ask)
        router.post("/:brand/cards/:id/removal", use: remove)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/signin") }
        let cards = try await cards(customer)
        let news: Text? =
            switch request.query("done") {
            case "added": CardTexts.added
            case "removed": CardTexts.removed
            default: nil
            }
        return .html(CardPages(page: page).list(cards, news: news))
    }

    private func cards(_ customer: Customer) async throws -> [Card] {
        try await desk.asked { [wallet = desk.wallet] in try await wallet.cards(customer.id) }
    }

    @Sendable private func form(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/signin") }
        let typed = Form([
            "name": customer.name, "phone": customer.phone ?? "",
            "for": Self.kind(request.query("for"))?.rawValue ?? "",
        ])
        return .html(CardPages(page: page).form(typed, key: UUIDv7.text(at: page.now), ending: nil, nil))
    }

    /// What the card is wanted for; that page comes next.
    private static func kind(_ name: String?) -> Order.Kind? { name.flatMap(Order.Kind.init(rawValue:)) }

    @Sendable private func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, customer, form) = try await enter(request, context)
        do {
            try await desk.storage.read { try Order.checkUnlocked(customer, in: $0) }
            let card = try await bind(try CardForm(form, at: page.now, in: page.brand), form, customer)
            try await desk.storage.write { try Flow.ended(.cardBound, customer.id, in: $0) }
            guard let kind = Self.kind(form["for"]) else { return .see("\(page.base)/cards?done=added") }
            return .see("\(page.base)\(kind.path)?card=\(card.id)")
        } catch let refusal as Refusal where refusal.kind != .notFound {
            let again = CardPages(page: page).form(
                form, key: UUIDv7.text(at: page.now), ending: CardForm.ending(form["number"]), refusal)
            return .html(again, status: refusal.pageStatus)
        }
    }

    private func bind(_ typed: CardForm, _ form: Form, _ customer: Customer) async throws -> Card {
        let key = "card:\(try form.idempotencyKey() ?? UUIDv7.text(at: desk.storage.moment))"
        try attempts.spend(customer.id.text, at: desk.storage.moment)
        do {
            return try await within(WalletFacts.orderTimeout) { [wallet = desk.wallet] in
                try await wallet.bind(typed.details, to: customer.id, key: key)
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            desk.logger.warning("the wallet took no card", metadata: ["error": "\(error)"])
            throw Refusal(.unavailable, "bank_unreachable", CardTexts.bankSilent)
        }
    }

    @Sendable private func ask(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/signin") }
        let card = try await find(try context.id("id"), customer)
        return .html(CardPages(page: page).removal(card, nil))
    }

    private func find(_ id: CardID, _ customer: Customer) async throws -> Card {
        guard let card = try await cards(customer).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return card
    }

    @Sendable private func remove(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, customer, _) = try await enter(request, context)
        let id: CardID = try context.id("id")
        do {
            try await desk.asked { [wallet = desk.wallet] in
                try await wallet.unbind(id, of: customer.id, by: customer.actor)
            }
        } catch let refusal as Refusal where refusal.code == "card_in_use" {
            let card = try await find(id, customer)
            return .html(CardPages(page: page).removal(card, refusal), status: refusal.pageStatus)
        }
        return .see("\(page.base)/cards?done=removed")
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> (Page, Customer, Form) {
        let (page, party) = try await desk.page(request, context)
        let form = try await request.form()
        guard let party, let customer = party.customer else { throw Refusal.unauthenticated }
        try Guard(request: request).checkCSRF(party.session, form: form)
        return (page, customer, form)
    }
}
