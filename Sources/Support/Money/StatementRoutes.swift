import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The month's overview, and the same for a spreadsheet.
struct StatementRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/statement", use: show)
        router.get("/:brand/statement.csv", use: csv)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { return .see("\(page.base)/signin") }
        let statement = try await read(request, page, customer)
        return .html(StatementPages(page: page, statement: statement).statement(customer))
    }

    @Sendable private func csv(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        guard let customer = party?.customer else { throw Refusal.unauthenticated }
        let statement = try await read(request, page, customer)
        let text = StatementCSV(statement: statement, zone: page.brand.timeZone, language: page.language).text
        var response = Response.text(text, type: "text/csv; charset=utf-8")
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(page.brand.id)-\(statement.month).csv\""
        return response
    }

    /// The month asked for, else this one; none that has not begun.
    private func read(_ request: Request, _ page: Page, _ customer: Customer) async throws -> Statement {
        let this = Statement.Month(page.now, in: page.brand.timeZone)
        let asked = request.query("month").flatMap { Statement.Month($0) } ?? this
        return try await Statement.read(min(asked, this), of: customer.id, in: page.brand.timeZone, desk)
    }
}
