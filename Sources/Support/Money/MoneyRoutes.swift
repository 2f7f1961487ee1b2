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
    }

    @Sendable private func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/help") }
        let before = request.query("before").flatMap { TransactionID(outside: $0) }
        do {
            let account = try await desk.asked { try await desk.wallet.account(customer.id) }
            let list = try await desk.asked {
                try await desk.wallet.transactions(customer.id, before: before, limit: Self.pageSize)
            }
            return .html(MoneyPages(page: page).home(customer, account, list))
        } catch let refusal as Refusal where refusal.kind == .unavailable || refusal.kind == .notFound {
            return .html(MoneyPages(page: page).home(customer, nil, []))
        }
    }

    @Sendable private func transaction(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { throw Refusal.unauthenticated }
        let id: TransactionID = try context.id("id")
        let transaction = try await desk.asked { try await desk.wallet.transaction(id, of: customer.id) }
        let balance = try? await desk.asked { try await desk.wallet.account(customer.id).balance }
        let code = Diagnosis(transaction, balance: balance)?.code.rawValue
        let article = try code.flatMap { try desk.helpCentre(page.brand.id).article(backing: $0, context.language) }
        return .html(MoneyPages(page: page).transaction(transaction, balance: balance, article: article))
    }
}
