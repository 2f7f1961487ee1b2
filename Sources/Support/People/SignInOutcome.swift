import Storage
import Terms
import Web

extension CheckOutcome {
    /// The second factor was right: the session is opened, and the check is used up.
    func signIn(_ check: IdentityCheck) async throws -> Reached {
        let guardian = Guard(request: request)
        let arrival = Arrival(request, context, page.brand, previous: page.party)
        let holder = guardian.holder(page.brand.id, page.party)
        let outcome = try await desk.storage.write { [desk] transaction -> SignIn.Outcome in
            let used = try IdentityCheck.use(check.id, for: .signIn, holder: holder, in: transaction)
            guard let customer = used.customer else { throw Refusal.notFound }
            return try SignIn.enter(customer, arrival, by: .secondFactor, desk, in: transaction)
        }
        if case .shut(let lock) = outcome { return Reached(next: try LockHint.path(for: lock.customer, desk)) }
        guard case .entered(_, let session) = outcome else { return Reached(next: "/signin") }
        return Reached(next: "/", cookies: arrival.cookies(session, guardian))
    }
}
