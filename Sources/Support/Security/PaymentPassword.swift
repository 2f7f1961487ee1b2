import Credentials
import Storage
import Terms

/// Six digits that let money go. Five wrong ones close payments for half an hour; signing in and money coming in go on.
enum PaymentPassword {
    static let failuresMax = 5
    static let lockSeconds: Int64 = 30 * 60

    /// Returns when it is right. Throws `Refusal`s: `payment_password_missing` where none was set,
    /// `wrong_payment_password` (with `attempts_left`) and `payment_password_locked` (with `unlocks_at`), the latter
    /// two at the field `payment_password`. The attempt is counted before the digits are looked at, so that guesses
    /// sent side by side count like guesses sent one after the other.
    static func confirm(_ typed: String, of customer: CustomerID, _ desk: Desk) async throws {
        guard let digits = SixDigits.normalised(typed) else {
            throw Refusal.invalid(field, "payment_password_invalid", PaymentPasswordTexts.sixDigits)
        }
        guard let hash = try await desk.storage.read({ try hash(of: customer, in: $0) }) else { throw missing }
        let (failures, until) = try await desk.storage.write { try take(customer, in: $0) }
        guard failures > 0 else { throw locked(until: until, now: desk.storage.moment) }
        let isRight: Bool
        do { isRight = try await desk.passwords.matches(digits, hash) } catch {
            // Nobody looked at the digits: the attempt does not count.
            try await desk.storage.write { try giveBack(customer, failures, in: $0) }
            throw error
        }
        try await desk.storage.write { try settle(customer, failures, isRight: isRight, in: $0) }
        if isRight { return }
        if failures >= failuresMax { throw locked(until: until, now: desk.storage.moment) }
        throw wrong(attemptsLeft: failuresMax - failures)
    }

    static let field = "payment_password"

    static let missing = Refusal(.preconditionRequired, "payment_password_missing", PaymentPasswordTexts.missing)

    static func wrong(attemptsLeft left: Int) -> Refusal {
        let text = PaymentPasswordTexts.wrong.filling(["left": String(left)])
        return Refusal(
            .invalid, "wrong_payment_password", text, fields: [field: text], facts: ["attempts_left": String(left)])
    }

    static func locked(until: Moment, now: Moment) -> Refusal {
        let minutes = max(1, (until.milliseconds - now.milliseconds + 59_999) / 60_000)
        let text = PaymentPasswordTexts.locked.filling(["minutes": String(minutes)])
        return Refusal(
            .locked, "payment_password_locked", text, fields: [field: text],
            facts: ["unlocks_at": until.rfc3339, "ways_out": "wait,change_payment_password"])
    }
}

// MARK: - Rows

extension PaymentPassword {
    /// nil where none was set.
    static func hash(of customer: CustomerID, in transaction: Transaction) throws -> String? {
        try transaction.first("SELECT payment_password_hash FROM customer WHERE id = \(customer)")?.optional(0)
    }

    /// Sets the first one, or another. Whoever may do that has proved more than the digits: a lock ends.
    static func set(_ hash: String, of customer: Customer, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE customer SET payment_password_hash = \(hash), payment_password_changed_at = \(transaction.now),
                failed_payments = 0, payments_locked_until = 0
            WHERE id = \(customer.id)
            """)
        try transaction.record(
            "payment_password.changed", brand: customer.brand, customer: customer.id, by: customer.actor)
        try Flow.ended(.digitsSet, customer.id, in: transaction)
    }

    /// Takes one attempt: how many that makes, and until when payments are closed then. 0 when they are closed already.
    /// The last one closes at once, so that a server that stops in the middle leaves nothing that never opens again.
    private static func take(_ customer: CustomerID, in transaction: Transaction) throws -> (
        failures: Int, until: Moment
    ) {
        let until = transaction.now.adding(seconds: lockSeconds)
        // A lock that has run out begins a new count. Beside a plain 0 PostgreSQL would take the time for 32 bits.
        let count: SQL = "CASE WHEN payments_locked_until > 0 THEN 1 ELSE failed_payments + 1 END"
        let row = try transaction.first(
            """
            UPDATE customer SET failed_payments = \(count),
                payments_locked_until = CASE WHEN \(count) >= \(failuresMax) THEN CAST(\(until) AS BIGINT) ELSE 0 END
            WHERE id = \(customer) AND payments_locked_until <= \(transaction.now) RETURNING failed_payments
            """)
        if let row { return (try row.get(0), until) }
        let locked = try transaction.first("SELECT payments_locked_until FROM customer WHERE id = \(customer)")
        return (0, try locked?.get(0) ?? until)
    }

    private static func giveBack(_ customer: CustomerID, _ failures: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE customer SET failed_payments = failed_payments - 1, payments_locked_until = 0
            WHERE id = \(customer) AND failed_payments = \(failures)
            """)
    }

    private static func settle(_ id: CustomerID, _ failures: Int, isRight: Bool, in transaction: Transaction) throws {
        if isRight {
            // Of several sent side by side a wrong one may have closed payments meanwhile: that stands.
            try transaction.execute(
                """
                UPDATE customer SET failed_payments = 0, payments_locked_until = 0
                WHERE id = \(id) AND failed_payments <= \(failures)
                """)
            return
        }
        let customer = try Customer.find(id, in: transaction)
        let isLast = failures >= failuresMax
        try transaction.record(
            isLast ? "payment_password.locked" : "payment_password.failed", brand: customer.brand, customer: id,
            by: "system", change: "{\"failures\":\(failures)}")
        if isLast {
            try Notice.send(
                .paymentsLocked, to: customer, ["minutes": String(lockSeconds / 60)], in: transaction)
        }
    }
}
