import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The wallet's pages: home with balance and transactions, and one transaction.
struct MoneyRoutes: Sendable {
    static let pageSize = 20

    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand", use: home)
        router.get("/:brand/transactions/:id", use: transaction)
        router.get("/:brand/transactions/:id/proof", use: proof)
        router.post("/:brand/transactions/:id/reminders", use: remind)
    }

    @Sendable private func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/help") }
        let pages = MoneyPages(page: page, outages: try await desk.outages(of: page.brand.id))
        let before = request.query("before").flatMap { TransactionID(outside: $0) }
        do {
            let account = try await desk.asked { try await desk.wallet.account(customer.id) }
            let list = try await desk.asked {
                try await desk.wallet.transactions(customer.id, before: before, limit: Self.pageSize)
            }
            let limits = try? await desk.asked { try await desk.wallet.limits(customer.id) }
            return .html(pages.home(customer, account, limits, list))
        } catch let refusal as Refusal where refusal.kind == .unavailable || refusal.kind == .notFound {
            return .html(pages.home(customer, nil, nil, []))
        }
    }

    @Sendable private func transaction(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { throw Refusal.unauthenticated }
        let id: TransactionID = try context.id("id")
        let transaction = try await desk.asked { try await desk.wallet.transaction(id, of: customer.id) }
        let balance = try? await desk.asked { try await desk.wallet.account(customer.id).balance }
        let around = await surroundings(transaction, customer, said: request.query("said"))
        var view = TransactionPages.View(
            transaction: transaction, balance: balance, diagnosis: Diagnosis(transaction, around),
            isWatched: request.query("watched") == "1")
        view.article = try view.diagnosis.flatMap {
            try desk.helpCentre(page.brand.id).article(backing: $0.code.rawValue, context.language)
        }
        return .html(TransactionPages(page: page).transaction(view))
    }

    /// What the customer shows to a shop, or files.
    @Sendable private func proof(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { throw Refusal.unauthenticated }
        let id: TransactionID = try context.id("id")
        let transaction = try await desk.asked { try await desk.wallet.transaction(id, of: customer.id) }
        // Of what came in, somebody else is the payer.
        guard !transaction.kind.isIncoming else { throw Refusal.notFound }
        return .html(ProofPages(page: page).proof(transaction, of: customer))
    }

    @Sendable private func remind(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let form = try await request.form()
        guard let party, let customer = party.customer else { throw Refusal.unauthenticated }
        try Guard(request: request).checkCSRF(party.session, form: form)
        let id: TransactionID = try context.id("id")
        let transaction = try await desk.asked { try await desk.wallet.transaction(id, of: customer.id) }
        try await desk.storage.write { try Reminder.ask(transaction, by: customer, $0) }
        // Asked in a talk, it is answered there.
        if let chat = ConversationID(outside: form["chat"]) {
            return .see("\(page.base)/chat/\(chat)\(page.isFramed ? "?frame=1" : "")")
        }
        return .see("\(page.base)/transactions/\(id)?watched=1")
    }

    private func surroundings(_ transaction: WalletTransaction, _ customer: Customer, said: String?) async
        -> Diagnosis.Surroundings
    {
        let from = transaction.createdAt.adding(seconds: -Diagnosis.Surroundings.duplicateSeconds)
        let others = try? await desk.asked {
            try await desk.wallet.transactions(
                customer.id, from: from, until: transaction.createdAt.adding(milliseconds: 1), after: nil, limit: 50)
        }
        let own = try? await desk.storage.read { storage in
            (
                try Freeze.disowned(by: customer.id, in: storage).contains(transaction.id),
                try Incident.of(transaction, in: customer.brand, storage) != nil
            )
        }
        return .init(
            others: others ?? [], isDisowned: own?.0 ?? false, said: said.flatMap(Diagnosis.Code.init(rawValue:)),
            isInOutage: own?.1 ?? false, now: desk.storage.moment)
    }
}
