import Storage
import Terms
import Web

/// Somebody signed in, on a page about their own account.
struct AccountOwner: Sendable {
    let page: Page
    let customer: Customer
    let session: Session
    /// Who holds the identity checks of this browser.
    let holder: Holder

    init?(_ page: Page, _ party: Party?, _ request: WebRequest) {
        guard let party, let customer = party.customer else { return nil }
        self.page = page
        self.customer = customer
        session = party.session
        holder = Guard(request: request).holder(page.brand.id, party)
    }

    /// Opens a check of this customer's, whose page leads back to `way`, and goes there.
    func prove(_ purpose: Purpose, way: String? = nil, contact: String = "", _ request: WebRequest) async throws
        -> WebResponse
    {
        let opening = IdentityCheck.Opening(
            purpose: purpose, brand: page.brand.id, customer: customer.id, contact: contact, holder: "",
            language: page.language, subject: way)
        return try await page.desk.open(opening, page: page, request)
    }

    /// The check that an address or a form names: passed, this customer's, and still good for one of the purposes. Nil
    /// for any other.
    func passed(_ typed: String?, for purposes: Set<Purpose>, in transaction: Transaction) throws -> IdentityCheck? {
        guard let id = typed.flatMap({ CheckID(outside: $0) }) else { return nil }
        let since = transaction.now.adding(seconds: -IdentityCheck.passedSeconds)
        let row = try transaction.first(
            """
            SELECT holder FROM identity_check
            WHERE id = \(id) AND state = 'passed' AND settled_at > \(since) AND customer_id = \(customer.id)
            """)
        guard let row, holder.hashes.contains(try row.get(0)) else { return nil }
        let check = try IdentityCheck.find(id, in: transaction)
        return purposes.contains(check.purpose) ? check : nil
    }

    /// Ends the check for the act that it was for, once.
    @discardableResult
    func use(_ typed: String, for purpose: Purpose, in transaction: Transaction) throws -> IdentityCheck {
        guard let id = CheckID(outside: typed) else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        let check = try IdentityCheck.use(id, for: purpose, holder: holder, in: transaction)
        guard check.customer == customer.id else { throw Refusal.notFound }
        return check
    }
}

extension Desk {
    /// A page for who is signed in; others are led to the door.
    func owned(
        _ draw: @escaping @Sendable (AccountOwner, WebRequest) async throws -> WebResponse
    ) -> @Sendable (WebRequest, WebContext) async throws -> WebResponse {
        { request, context in
            let (page, party) = try await self.page(request, context)
            guard let owner = AccountOwner(page, party, request) else { return .see("\(page.base)/signin") }
            return try await draw(owner, request)
        }
    }

    /// A form of such a page, sent from a page of ours.
    func submitted(
        _ act: @escaping @Sendable (AccountOwner, Form, WebRequest) async throws -> WebResponse
    ) -> @Sendable (WebRequest, WebContext) async throws -> WebResponse {
        { request, context in
            let (page, party) = try await self.page(request, context)
            guard let owner = AccountOwner(page, party, request) else { throw Refusal.unauthenticated }
            let form = try await request.form()
            try Guard(request: request).checkCSRF(owner.session, form: form)
            return try await act(owner, form, request)
        }
    }
}
