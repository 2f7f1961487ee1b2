import Storage
import Terms

/// What has happened to the account itself: locks, wrong answers, devices, changes that wait for a code.
extension Records {
    func account(_ transaction: Transaction) throws -> [Finding] {
        var found = try AccountLock.open(on: customer.id, in: transaction).flatMap { lock in
            let places: KeyValuePairs = [
                "time": clock.day(lock.placedAt), "number": lock.shownNumber,
                "reason": LockTexts.reason(lock.reason)(clock.language),
            ]
            let text =
                switch lock.kind {
                case .owner: RecordTexts.stopped
                case .risk: RecordTexts.risk
                case .ban: RecordTexts.banned
                }
            return finding([.lock: lock.kind.rawValue], lock.placedAt, text.filling(places))
        }
        let row = try transaction.first(
            "SELECT locked_until, failed_sign_ins, failed_payments, payments_locked_until FROM customer "
                + "WHERE id = \(customer.id)")
        if let row {
            let (until, failures): (Moment, Int) = (try row.get(0), try row.get(1))
            if until > clock.now {
                found += finding(
                    [.signIn: "locked"], clock.now, RecordTexts.attempts.filling(["until": clock.day(until)]))
            } else if failures > 0 {
                found += try wrongPassword(failures, transaction)
            }
            let (wrong, paymentsUntil): (Int, Moment) = (try row.get(2), try row.get(3))
            if let at = try last("payment_password.failed", "payment_password.locked", transaction),
                wrong > 0 || paymentsUntil > clock.now
            {
                let isLocked = paymentsUntil > clock.now
                let text =
                    isLocked
                    ? RecordTexts.paymentsLocked.filling(["until": clock.day(paymentsUntil)])
                    : RecordTexts.wrongDigits.filling([
                        "count": String(wrong), "left": String(max(0, PaymentPassword.failuresMax - wrong)),
                    ])
                found += finding([.paymentPassword: isLocked ? "locked" : "wrong"], at, text)
            }
        }
        return try found + events(transaction)
    }

    /// When one of these happened last, within a day.
    private func last(_ kind: String, _ other: String, _ transaction: Transaction) throws -> Moment? {
        let since = clock.now.adding(seconds: -Self.daySeconds)
        return try transaction.first(
            """
            SELECT occurred_at FROM event
            WHERE customer_id = \(customer.id) AND conversation_id IS NULL AND kind IN (\(kind), \(other))
              AND occurred_at > \(since) ORDER BY id DESC LIMIT 1
            """)?.get(0)
    }

    private func wrongPassword(_ failures: Int, _ transaction: Transaction) throws -> [Finding] {
        let since = clock.now.adding(seconds: -Self.daySeconds)
        let row = try transaction.first(
            """
            SELECT occurred_at, change FROM event
            WHERE customer_id = \(customer.id) AND conversation_id IS NULL AND kind = 'sign_in.failed'
              AND occurred_at > \(since) ORDER BY id DESC LIMIT 1
            """)
        guard let row else { return [] }
        let (at, change): (Moment, String) = (try row.get(0), try row.get(1))
        if change.contains("\"slip\"") { return finding([.signIn: "slip"], at, RecordTexts.slip) }
        let left = max(0, desk.signInPolicy.failuresMax - failures)
        return finding(
            [.signIn: "wrong"], at,
            RecordTexts.wrongPassword.filling(["count": String(failures), "left": String(left)]))
    }

    /// What happened beside: an app that is too old, a device that is new.
    private func events(_ transaction: Transaction) throws -> [Finding] {
        let since = clock.now.adding(seconds: -2 * Self.daySeconds)
        let rows = try transaction.rows(
            """
            SELECT kind, MAX(occurred_at) FROM event
            WHERE customer_id = \(customer.id) AND conversation_id IS NULL AND occurred_at > \(since)
              AND kind IN ('order.app_outdated', 'device.added')
            GROUP BY kind
            """)
        return try rows.flatMap { row -> [Finding] in
            let (kind, at): (String, Moment) = (try row.get(0), try row.get(1))
            if kind == "order.app_outdated" {
                let least = desk.brands[customer.brand]?.appVersionMin?.description ?? ""
                return finding([.app: "outdated"], at, RecordTexts.outdated.filling(["new": least]))
            }
            return finding([.device: "new"], at)
                + finding(
                    [.device: "new", .warning: "sent"], at, RecordTexts.newDevice.filling(["time": clock.day(at)]))
        }
    }

    /// What was begun and waits for a code.
    func contacts(_ transaction: Transaction) throws -> [Finding] {
        let since = clock.now.adding(seconds: -Self.daySeconds)
        let rows = try transaction.rows(
            """
            SELECT c.purpose, MAX(c.opened_at), MAX(CASE WHEN c.contact = '' THEN 1 ELSE 0 END)
            FROM identity_check c
            WHERE c.customer_id = \(customer.id) AND c.opened_at > \(since) AND c.state IN ('open', 'failed')
              AND NOT EXISTS (
                SELECT 1 FROM identity_check d
                WHERE d.customer_id = c.customer_id AND d.purpose = c.purpose AND d.opened_at >= c.opened_at
                  AND d.state IN ('passed', 'used'))
            GROUP BY c.purpose
            """)
        let failed = try transaction.first(
            """
            SELECT MAX(queued_at) FROM notice
            WHERE customer_id = \(customer.id) AND template = 'code' AND state = 'failed' AND queued_at > \(since)
            """)
        let notSent: Moment? = try failed?.optional(0)
        return try rows.flatMap { row -> [Finding] in
            let (purpose, at): (Purpose, Moment) = (try row.get(0), try row.get(1))
            // Begun by a contact alone it may have been anybody.
            let isTheirs = try row.get(2, as: Int.self) == 1
            let time: KeyValuePairs = ["time": clock.day(at)]
            let isCode = [.resetPassword, .signIn, .signUp].contains(purpose)
            let text =
                isCode && notSent != nil
                ? RecordTexts.notSent : isTheirs ? RecordTexts.begun : RecordTexts.begunBySomebody
            var facts: Facts = [.check: purpose.rawValue, .begunBy: isTheirs ? "owner" : "contact"]
            if notSent != nil { facts[.code] = "failed" }
            return finding(facts, at, text.filling(time))
        } + strength(transaction, since)
    }

    private func strength(_ transaction: Transaction, _ since: Moment) throws -> [Finding] {
        let passkey = try transaction.first(
            "SELECT MAX(expires_at) FROM passkey_challenge WHERE customer_id = \(customer.id)")
        var found: [Finding] = []
        if let at: Moment = try passkey?.optional(0), at > since {
            found += finding([.passkey: "begun"], at)
        }
        if try TwoFactor.find(customer.id, in: transaction) != nil {
            found += finding([.twoFactor: "on"], clock.now)
        }
        return found
    }
}
