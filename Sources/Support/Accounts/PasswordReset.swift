import Credentials
import Storage
import Terms

/// A forgotten password becomes a new one: with a check for that purpose, passed in the same browser and used once.
struct PasswordReset: Sendable {
    let desk: Desk

    /// The check that somebody passed for this, still to be used, and whose it is.
    func check(_ id: CheckID, _ holder: Holder) async throws -> (IdentityCheck, Customer) {
        try await desk.storage.read { transaction in
            let check = try IdentityCheck.find(id, holder: holder, in: transaction)
            guard check.state == .passed, check.purpose == .resetPassword, let customer = check.customer else {
                throw Refusal(.conflict, "check_over", CheckTexts.over)
            }
            return (check, try Customer.find(customer, in: transaction))
        }
    }

    /// Ends every session, tells the owner on every contact, opens a lock by wrong passwords, and signs in here. A lock
    /// of another kind stays, and nobody is signed in.
    func set(_ password: NewPassword, _ id: CheckID, of customer: Customer, _ holder: Holder, _ arrival: Arrival)
        async throws -> SignIn.Outcome
    {
        let old = try await desk.storage.read { try Customer.passwordHash(of: customer.id, in: $0) }
        try await password.checkDiffers(from: old, desk.passwords)
        let hash = try await desk.passwords.hash(password)
        return try await desk.storage.write { [desk] transaction in
            try IdentityCheck.use(id, for: .resetPassword, holder: holder, in: transaction)
            try customer.change(passwordHash: hash, in: transaction)
            try transaction.execute(
                "UPDATE customer SET password_reset_at = \(transaction.now) WHERE id = \(customer.id)")
            try OwnSession.endAll(of: customer, but: nil, in: transaction)
            try Notice.warn(.passwordChanged, customer, of: arrival.brand, in: transaction)
            return try SignIn.enter(customer.id, arrival, by: .reset, desk, in: transaction)
        }
    }
}
