import Storage
import Synchronization
import Terms

/// Signing in with a login and a password. A wrong password counts; too many close the door for a while.
struct SignIn: Sendable {
    static let failuresMax = 5
    static let lockSeconds: Int64 = 15 * 60
    static let loginBytesMax = 200

    let storage: Storage
    let passwords: Passwords
    let strangers: UnknownLogins

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
        try await check(account, password, "customer", as: "\(brand)|\(login)")
        guard let account else { throw Self.wrong(attemptsLeft: 0) }
        return try await storage.write { transaction in
            try transaction.execute(
                "UPDATE customer SET failed_sign_ins = 0, locked_until = 0 WHERE id = \(account.id)")
            let customer = try Customer.find(account.id, in: transaction)
            if let visitor, visitor.brand == brand, visitor.customer == nil {
                try transaction.execute(
                    """
                    UPDATE conversation SET owner = \(customer.actor), key = NULL, customer_id = \(customer.id), \
                    customer_name = \
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
        try await check(account, password, "agent", as: "agent|\(login)")
        guard let account else { throw Self.wrong(attemptsLeft: 0) }
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
        guard login.utf8.count <= loginBytesMax, !login.utf8.contains(0) else {
            throw wrong(attemptsLeft: failuresMax - 1)
        }
        return login
    }

    /// Returns when the password is right. The attempt is counted before the password is looked at, so that guesses
    /// sent side
    /// by side count like guesses sent one after the other. For a login that nobody has, the same work is done and the
    /// same answers are given: neither time nor text tells.
    private func check<Noun>(_ account: Account<Noun>?, _ password: String, _ table: SQL, as login: String) async throws
    {
        guard let account else {
            let failures = strangers.count(login, at: storage.moment)
            _ = try await passwords.matches(password, nil)
            throw Self.refusal(
                failures, lockedUntil: strangers.lockedUntil(login, at: storage.moment), now: storage.moment)
        }
        let (failures, until) = try await take(account, table)
        if failures == 0 {
            _ = try await passwords.matches(password, nil)
            throw Self.locked(until: until, now: storage.moment)
        }
        do {
            if try await passwords.matches(password, account.hash) { return }
        } catch {
            // Nobody looked at the password: the attempt does not count.
            try await storage.write { transaction in
                try transaction.execute(
                    """
                    UPDATE \(table) SET failed_sign_ins = failed_sign_ins - 1, locked_until = 0
                    WHERE id = \(account.id) AND failed_sign_ins = \(failures)
                    """)
            }
            throw error
        }
        try await storage.write { transaction in
            let change = "{\"account\":\"\(account.id)\",\"failures\":\(failures)}"
            try transaction.record(
                failures >= Self.failuresMax ? "sign_in.locked" : "sign_in.failed", by: "system", change: change)
        }
        throw Self.refusal(failures, lockedUntil: failures >= Self.failuresMax ? until : nil, now: storage.moment)
    }

    /// Takes one attempt: how many that makes, and until when the account is locked then. 0 when it is locked already.
    /// The last one locks at once, so that a server that stops in the middle leaves no account that never opens again.
    private func take<Noun>(_ account: Account<Noun>, _ table: SQL) async throws -> (failures: Int, until: Moment) {
        try await storage.write { transaction in
            let until = transaction.now.adding(seconds: Self.lockSeconds)
            // A lock that has run out begins a new count. Beside a plain 0 PostgreSQL would take the time for 32 bits.
            let count: SQL = "CASE WHEN locked_until > 0 THEN 1 ELSE failed_sign_ins + 1 END"
            let row = try transaction.first(
                """
                UPDATE \(table) SET failed_sign_ins = \(count),
                    locked_until = CASE WHEN \(count) >= \(Self.failuresMax) THEN CAST(\(until) AS BIGINT) ELSE 0 END
                WHERE id = \(account.id) AND locked_until <= \(transaction.now) RETURNING failed_sign_ins
                """)
            if let row { return (try row.get(0), until) }
            let locked = try transaction.first("SELECT locked_until FROM \(table) WHERE id = \(account.id)")
            return (0, try locked?.get(0) ?? until)
        }
    }

    private static func refusal(_ failures: Int, lockedUntil: Moment?, now: Moment) -> Refusal {
        if let lockedUntil { return locked(until: lockedUntil, now: now) }
        return wrong(attemptsLeft: max(0, failuresMax - failures))
    }
}

/// Attempts at logins that nobody has, counted like real ones, so that counting does not tell which exist. In memory.
final class UnknownLogins: Sendable {
    private static let loginsMax = 10_000

    private struct Attempts {
        var failures = 0
        var lockedUntil: Moment?
        var last: Moment
    }

    private let attempts = Mutex<[String: Attempts]>([:])

    func count(_ login: String, at now: Moment) -> Int {
        attempts.withLock { all in
            if all.count >= Self.loginsMax {
                all = all.filter { now.seconds(since: $0.value.last) < SignIn.lockSeconds }
                if all.count >= Self.loginsMax { all.removeAll() }
            }
            var one = all[login] ?? Attempts(last: now)
            if let until = one.lockedUntil, until <= now { one = Attempts(last: now) }
            one.last = now
            if one.lockedUntil == nil { one.failures += 1 }
            if one.failures >= SignIn.failuresMax, one.lockedUntil == nil {
                one.lockedUntil = now.adding(seconds: SignIn.lockSeconds)
            }
            all[login] = one
            return one.failures
        }
    }

    func lockedUntil(_ login: String, at now: Moment) -> Moment? {
        attempts.withLock { $0[login]?.lockedUntil }.flatMap { $0 > now ? $0 : nil }
    }
}

extension SignIn {
    private static let loginMissing = Text("请填写手机号或邮箱。", "請填寫手機號碼或電子郵件。", "Please enter your phone number or e-mail.")
    private static let passwordMissing = Text("请填写密码。", "請填寫密碼。", "Please enter your password.")

    static func wrong(attemptsLeft left: Int) -> Refusal {
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
