import Storage
import Terms

/// Signing in: with a login and a password, and with a second factor where one is on. A wrong answer counts; too many
/// close the door for a while.
struct SignIn: Sendable {
    static let loginBytesMax = 200

    /// How somebody came in.
    enum Way: String, Sendable {
        case password, passkey
        case secondFactor = "second_factor"
        case signUp = "sign_up"
        case reset
    }

    /// Where right answers lead.
    enum Outcome: Sendable {
        case entered(Customer, Session)
        /// The password is right; two-factor sign-in is on, and no code came with it.
        case codeNeeded(CustomerID, Set<Proof>)
        case shut(AccountLock)
        case wrongCode
    }

    let desk: Desk

    private var storage: Storage { desk.storage }

    /// `login` is the registered phone or e-mail. Only who has the right password learns that the account is shut for
    /// another reason than wrong ones.
    func customer(_ login: String, _ password: String, code: String?, _ arrival: Arrival) async throws -> Outcome {
        let login = try clean(login, password)
        let account = try await storage.read { transaction in
            try transaction.first(
                """
                SELECT id, password_hash FROM customer
                WHERE brand_id = \(arrival.brand.id) AND (phone = \(login) OR email = \(login))
                """
            ).map(Account<Nouns.Customer>.init)
        }
        let taken = try await check(account, password, "customer", as: "\(arrival.brand.id)|\(login)")
        guard let account else { throw wrong(attemptsLeft: 0) }
        let outcome = try await storage.write { [desk] transaction in
            try Self.enter(account.id, arrival, by: .password, desk, code: code, in: transaction)
        }
        if case .wrongCode = outcome { throw wrongCode(taken) }
        return outcome
    }

    func agent(login: String, password: String) async throws -> (Agent, Session) {
        let login = try clean(login, password)
        let account = try await storage.read { transaction in
            try transaction.first("SELECT id, password_hash FROM agent WHERE login = \(login)")
                .map(Account<Nouns.Agent>.init)
        }
        _ = try await check(account, password, "agent", as: "agent|\(login)")
        guard let account else { throw wrong(attemptsLeft: 0) }
        return try await storage.write { transaction in
            try transaction.execute("UPDATE agent SET failed_sign_ins = 0, locked_until = 0 WHERE id = \(account.id)")
            let agent = try Agent.find(account.id, in: transaction)
            try transaction.record("agent.signed_in", by: agent.actor)
            return (agent, try Session.open(agent: agent, in: transaction))
        }
    }

    /// Whose password is right, in the transaction that lets them in. Where they are not let in yet, the attempt is
    /// given back and nothing more: a right password must not wipe out the wrong codes before it.
    static func enter(
        _ id: CustomerID, _ arrival: Arrival, by way: Way, _ desk: Desk, code: String? = nil,
        in transaction: Transaction
    ) throws -> Outcome {
        let customer = try Customer.find(id, in: transaction)
        try customer.hold(in: transaction)
        if let lock = try AccountLock.open(on: id, in: transaction).first {
            if way == .password { try pardon(id, "customer", desk.signInPolicy, in: transaction) }
            try transaction.record(
                "sign_in.refused", brand: customer.brand, customer: id, by: "system",
                change: "{\"lock\":\"\(lock.id)\"}")
            return .shut(lock)
        }
        var isByFactor = way == .passkey || way == .secondFactor
        if way == .password, try TwoFactor.find(id, in: transaction) != nil {
            guard let code, !code.trimmingSpaces().isEmpty else {
                try pardon(id, "customer", desk.signInPolicy, in: transaction)
                let ways = try IdentityCheck.means(of: id, in: transaction).intersection(Proof.secondFactors)
                return .codeNeeded(id, ways)
            }
            guard try TwoFactor.spend(anyCode: code, of: id, desk.vault, in: transaction) else {
                try transaction.record(
                    "sign_in.failed", brand: customer.brand, customer: id, by: "system", change: "{\"code\":true}")
                return .wrongCode
            }
            isByFactor = true
        }
        if isByFactor { try LostFactor.found(by: id, in: transaction) }
        return .entered(customer, try Session.enter(customer, arrival, by: way, in: transaction))
    }

    private func clean(_ login: String, _ password: String) throws -> String {
        let login = Contact(login)?.text ?? login.trimmingSpaces().lowercased()
        guard !login.isEmpty else { throw Refusal.invalid("login", "login_missing", SignInTexts.loginMissing) }
        guard !password.isEmpty else {
            throw Refusal.invalid("password", "password_missing", SignInTexts.passwordMissing)
        }
        guard login.utf8.count <= Self.loginBytesMax, !login.utf8.contains(0) else {
            throw wrong(attemptsLeft: desk.signInPolicy.failuresMax - 1)
        }
        return login
    }
}

// MARK: - Refusals

extension SignIn {
    /// What may have gone wrong with the typing, judged by the typed password alone: nothing is tried, and nothing is
    /// said about the right one.
    enum Slip: String {
        case spaces, capitals

        init?(_ typed: String) {
            if typed.first?.isWhitespace == true || typed.last?.isWhitespace == true {
                self = .spaces
                return
            }
            let letters = typed.utf8.filter { (65...90).contains($0) || (97...122).contains($0) }
            // Caps Lock turns “Mira” into “mIRA”.
            guard letters.count >= 3, letters.dropFirst().allSatisfy({ $0 <= 90 }) else { return nil }
            self = .capitals
        }
    }

    func wrong(attemptsLeft left: Int, slip: Slip? = nil) -> Refusal {
        let text = SignInTexts.wrong(slip).filling(["left": String(left)])
        var facts = ["attempts_left": String(left)]
        facts["slip"] = slip?.rawValue
        return Refusal(.unauthenticated, "wrong_password", text, fields: ["password": text], facts: facts)
    }

    private func wrongCode(_ taken: Taken) -> Refusal {
        if taken.failures >= desk.signInPolicy.failuresMax {
            return Self.locked(until: taken.until, now: storage.moment)
        }
        let left = String(desk.signInPolicy.failuresMax - taken.failures)
        let text = SignInTexts.wrongCode.filling(["left": left])
        return Refusal(.unauthenticated, "wrong_code", text, fields: ["code": text], facts: ["attempts_left": left])
    }

    static func codeRequired(_ ways: Set<Proof>) -> Refusal {
        Refusal(
            .preconditionRequired, "code_required", SignInTexts.codeRequired,
            fields: ["code": SignInTexts.codeRequired],
            facts: ["ways": ways.map(\.rawValue).sorted().joined(separator: ",")])
    }

    static func locked(until: Moment, now: Moment) -> Refusal {
        let minutes = max(1, (until.milliseconds - now.milliseconds + 59_999) / 60_000)
        let text = SignInTexts.locked.filling(["minutes": String(minutes)])
        return Refusal(
            .locked, "account_locked", text, fields: ["login": text],
            facts: [
                "reason": "attempts", "unlocks_at": until.rfc3339, "ways_out": "wait,unlock,reset_password,chat,phone",
            ])
    }

    /// For whoever has shown the right password, or a passkey. `page` explains it to them, below the brand.
    static func shut(by lock: AccountLock, _ desk: Desk) throws -> Refusal {
        let text = SignInTexts.shut(lock.kind)
        let way =
            switch lock.kind {
            case .risk: "unlock"
            case .owner: "unfreeze"
            case .ban: "appeal"
            }
        return Refusal(
            .locked, "account_locked", text, fields: ["login": text],
            facts: [
                "reason": lock.kind.rawValue, "ways_out": "\(way),chat,phone",
                "page": try LockHint.path(for: lock.customer, desk),
            ])
    }
}
