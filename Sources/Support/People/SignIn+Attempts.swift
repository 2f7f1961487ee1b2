import Storage
import Terms

extension SignIn {
    struct Account<Noun>: Sendable {
        let id: ID<Noun>, hash: String

        init(_ row: Row) throws {
            id = try row.get(0)
            hash = try row.get(1)
        }
    }

    /// How many wrong answers in a row this one may make, and until when the account is locked if it is the last.
    /// None when it is locked already.
    struct Taken: Sendable {
        let failures: Int
        let until: Moment
    }

    /// Returns when the password is right. The attempt is counted before the password is looked at, so that guesses
    /// sent side by side count like guesses sent one after the other. For a login that nobody has, the same work is
    /// done and the same answers are given: neither time nor text tells.
    func check<Noun>(_ account: Account<Noun>?, _ password: String, _ table: SQL, as login: String) async throws
        -> Taken
    {
        let (storage, policy) = (desk.storage, desk.signInPolicy)
        guard let account else {
            let failures = desk.unknownLogins.count(login, at: storage.moment)
            _ = try await desk.passwords.matches(password, nil)
            throw refusal(failures, desk.unknownLogins.lockedUntil(login, at: storage.moment), Slip(password))
        }
        let taken = try await storage.write { try Self.take(account.id, table, policy, in: $0) }
        if taken.failures == 0 {
            _ = try await desk.passwords.matches(password, nil)
            throw Self.locked(until: taken.until, now: storage.moment)
        }
        do {
            if try await desk.passwords.matches(password, account.hash) { return taken }
        } catch {
            // Nobody looked at the password: the attempt does not count.
            try await storage.write { try Self.pardon(account.id, table, policy, in: $0) }
            throw error
        }
        let isLast = taken.failures >= policy.failuresMax
        try await storage.write { transaction in
            // How it was typed, so that help can say so; nothing of what was typed.
            let slip = Slip(password).map { ",\"slip\":\"\($0.rawValue)\"" } ?? ""
            let change = "{\"account\":\"\(account.id)\",\"failures\":\(taken.failures)\(slip)}"
            let customer = Noun.self == Nouns.Customer.self ? CustomerID(account.id.text) : nil
            try transaction.record(
                isLast ? "sign_in.locked" : "sign_in.failed", customer: customer, by: "system", change: change)
        }
        throw refusal(taken.failures, isLast ? taken.until : nil, Slip(password))
    }

    /// Takes one attempt. The last one locks at once, so that a server that stops in the middle leaves no account that
    /// never opens again.
    static func take<Noun>(_ id: ID<Noun>, _ table: SQL, _ policy: SignInPolicy, in transaction: Transaction) throws
        -> Taken
    {
        let until = transaction.now.adding(seconds: policy.lockSeconds)
        // A lock that has run out begins a new count. Beside a plain 0 PostgreSQL would take the time for 32 bits.
        let count: SQL = "CASE WHEN locked_until > 0 THEN 1 ELSE failed_sign_ins + 1 END"
        let row = try transaction.first(
            """
            UPDATE \(table) SET failed_sign_ins = \(count),
                locked_until = CASE WHEN \(count) >= \(policy.failuresMax) THEN CAST(\(until) AS BIGINT) ELSE 0 END
            WHERE id = \(id) AND locked_until <= \(transaction.now) RETURNING failed_sign_ins
            """)
        if let row { return Taken(failures: try row.get(0), until: until) }
        let locked = try transaction.first("SELECT locked_until FROM \(table) WHERE id = \(id)")
        return Taken(failures: 0, until: try locked?.get(0) ?? until)
    }

    /// Gives one attempt back, and the lock that it brought.
    static func pardon<Noun>(_ id: ID<Noun>, _ table: SQL, _ policy: SignInPolicy, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE \(table) SET failed_sign_ins = failed_sign_ins - 1,
                locked_until = CASE WHEN failed_sign_ins > \(policy.failuresMax) THEN locked_until ELSE 0 END
            WHERE id = \(id) AND failed_sign_ins > 0
            """)
    }

    private func refusal(_ failures: Int, _ lockedUntil: Moment?, _ slip: Slip?) -> Refusal {
        if let lockedUntil { return Self.locked(until: lockedUntil, now: desk.storage.moment) }
        return wrong(attemptsLeft: max(0, desk.signInPolicy.failuresMax - failures), slip: slip)
    }
}

extension Verifier {
    /// At signing in, a wrong second factor counts like a wrong password, whatever number of checks are opened for it.
    static func countSignIn(_ check: IdentityCheck, _ policy: SignInPolicy, in transaction: Transaction) throws {
        guard check.purpose == .signIn, let customer = check.customer else { return }
        let taken = try SignIn.take(customer, "customer", policy, in: transaction)
        guard taken.failures == 0 else { return }
        let refusal = SignIn.locked(until: taken.until, now: transaction.now)
        throw Refusal(
            refusal.kind, refusal.code, refusal.text, fields: ["answer": refusal.text], facts: refusal.facts)
    }

    static func pardonSignIn(_ check: IdentityCheck, _ policy: SignInPolicy, in transaction: Transaction) throws {
        guard check.purpose == .signIn, let customer = check.customer else { return }
        try SignIn.pardon(customer, "customer", policy, in: transaction)
    }
}
