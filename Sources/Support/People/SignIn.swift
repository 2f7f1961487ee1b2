import Storage
import Terms

/// Signing in with a login and a password. A wrong password counts; too many close the door for a while.
struct SignIn: Sendable {
    static let failuresMax = 5
    static let lockSeconds: Int64 = 15 * 60
    static let loginBytesMax = 200

    let storage: Storage
    let passwords: Passwords

    /// `login` is the registered phone or e-mail. Conversations that `visitor` opened before become the customer's.
    func customer(brand: BrandID, login: String, password: String, visitor: Party?) async throws -> (Customer, Session)
    {
        let login = try Self.clean(login, password)
        let account = try await storage.read { transaction in
            try transaction.first(
                """
                SELECT id, password_hash, failed_sign_ins, locked_until FROM customer
                WHERE brand_id = \(brand) AND (phone = \(login) OR email = \(login))
                """
            ).map(Account<Nouns.Customer>.init)
        }
        try await check(account, password, table: "customer", actor: "customer")
        guard let account else { throw Self.wrong(attemptsLeft: nil) }
        return try await storage.write { transaction in
            try transaction.execute(
                "UPDATE customer SET failed_sign_ins = 0, locked_until = 0 WHERE id = \(account.id)")
            let customer = try Customer.find(account.id, in: transaction)
            if let visitor, visitor.brand == brand, visitor.customer == nil {
                try transaction.execute(
                    """
                    UPDATE conversation SET owner = \(customer.actor), customer_id = \(customer.id), customer_name = \
                    \(customer.name)
                    WHERE owner = \(visitor.owner)
                    """)
            }
            let session = try Session.open(customer: customer, in: transaction)
            try transaction.record("customer.signed_in", brand: brand, customer: customer.id, by: customer.actor)
            return (customer, session)
        }
    }

    func agent(login: String, password: String) async throws -> (Agent, Session) {
        let login = try Self.clean(login, password)
        let account = try await storage.read { transaction in
            try transaction.first(
                "SELECT id, password_hash, failed_sign_ins, locked_until FROM agent WHERE login = \(login)"
            )
            .map(Account<Nouns.Agent>.init)
        }
        try await check(account, password, table: "agent", actor: "agent")
        guard let account else { throw Self.wrong(attemptsLeft: nil) }
        return try await storage.write { transaction in
            try transaction.execute("UPDATE agent SET failed_sign_ins = 0, locked_until = 0 WHERE id = \(account.id)")
            let agent = try Agent.find(account.id, in: transaction)
            try transaction.record("agent.signed_in", by: agent.actor)
            return (agent, try Session.open(agent: agent, in: transaction))
        }
    }

    private struct Account<Noun>: Sendable {
        let id: ID<Noun>, hash: String, failures: Int, lockedUntil: Moment

        init(_ row: Row) throws {
            id = try row.get(0)
            hash = try row.get(1)
            failures = try row.get(2)
            lockedUntil = try row.get(3)
        }
    }

    private static func clean(_ login: String, _ password: String) throws -> String {
        let login = login.trimmingSpaces().lowercased()
        guard !login.isEmpty else { throw Refusal.invalid("login", "login_missing", Self.loginMissing) }
        guard !password.isEmpty else { throw Refusal.invalid("password", "password_missing", Self.passwordMissing) }
        guard login.utf8.count <= loginBytesMax, !login.utf8.contains(0) else { throw wrong(attemptsLeft: nil) }
        return login
    }

    /// Returns when the password is right. The same work is done whether or not the account exists, so time does not
    /// tell.
    private func check<Noun>(_ account: Account<Noun>?, _ password: String, table: String, actor: String) async throws {
        let right = try await passwords.matches(password, account?.hash)
        guard let account else { throw Self.wrong(attemptsLeft: nil) }
        if account.lockedUntil > storage.moment { throw Self.locked(until: account.lockedUntil, now: storage.moment) }
        if right { return }
        let refusal = try await storage.write { transaction in
            let sql: SQL =
                table == "customer"
                ? "UPDATE customer SET failed_sign_ins = failed_sign_ins + 1 WHERE id = \(account.id) RETURNING "
                    + "failed_sign_ins"
                : "UPDATE agent SET failed_sign_ins = failed_sign_ins + 1 WHERE id = \(account.id) RETURNING "
                    + "failed_sign_ins"
            let failures = try transaction.first(sql)?.get(0, as: Int.self) ?? 0
            try transaction.record(
                "\(actor).sign_in_failed", by: "\(actor):\(account.id)", change: "{\"failures\":\(failures)}")
            guard failures >= Self.failuresMax else { return Self.wrong(attemptsLeft: Self.failuresMax - failures) }
            let until = transaction.now.adding(seconds: Self.lockSeconds)
            let lock: SQL =
                table == "customer"
                ? "UPDATE customer SET failed_sign_ins = 0, locked_until = \(until) WHERE id = \(account.id)"
                : "UPDATE agent SET failed_sign_ins = 0, locked_until = \(until) WHERE id = \(account.id)"
            try transaction.execute(lock)
            try transaction.record("\(actor).locked", by: "system", change: "{\"\(actor)\":\"\(account.id)\"}")
            return Self.locked(until: until, now: transaction.now)
        }
        throw refusal
    }
}

extension SignIn {
    private static let loginMissing = Text("请填写手机号或邮箱。", "請填寫手機號碼或電子郵件。", "Please enter your phone number or e-mail.")
    private static let passwordMissing = Text("请填写密码。", "請填寫密碼。", "Please enter your password.")

    /// `attemptsLeft` is told only once the account is known to exist to whoever may know it; strangers read the same
    /// sentence.
    static func wrong(attemptsLeft: Int?) -> Refusal {
        let left = attemptsLeft ?? failuresMax - 1
        let text = Text(
            "账号或密码不对。请检查大小写和多余的空格，还可以试 {left} 次。", "帳號或密碼不對。請檢查大小寫和多餘的空格，還可以試 {left} 次。",
            "That login and password do not match. Check capital letters and stray spaces; you can try {left} more "
                + "times."
        ).filling(["left": String(left)])
        return Refusal(
            .unauthenticated, "wrong_password", text, fields: ["password": text], facts: ["attempts_left": String(left)]
        )
    }

    static func locked(until: Moment, now: Moment) -> Refusal {
        let minutes = max(1, (until.milliseconds - now.milliseconds + 59_999) / 60_000)
        let text = Text(
            "密码错得太多，为了您的钱，账户先锁 {minutes} 分钟，之后自动解开。着急的话，可以不登录直接找客服。",
            "密碼錯誤次數太多，為了您的錢，帳戶先鎖定 {minutes} 分鐘，之後自動解除。若很急，可以不登入直接找客服。",
            "Too many wrong passwords. To protect your money the account is locked for {minutes} minutes and then "
                + "opens by itself. If it is urgent, you can chat with us without signing in."
        ).filling(["minutes": String(minutes)])
        return Refusal(
            .locked, "account_locked", text, fields: ["login": text],
            facts: ["unlocks_at": until.rfc3339, "ways_out": "wait,chat,phone"])
    }
}
