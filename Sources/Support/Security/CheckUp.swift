import Storage
import Terms
import Wallet

/// How safe an account is, from 0 to 100, and what to do next. Facts go in, rules are data, and each says in a
/// sentence why it counts.
struct CheckUp: Sendable {
    struct Facts: Sendable, Equatable {
        var hasPhone = false
        var hasEmail = false
        var hasSafeWord = false
        var passwordChangedAt: Moment
        var paymentPasswordChangedAt: Moment?
        var hasTwoFactor = false
        var recoveryCodesLeft = 0
        var passkeys = 0
        /// Devices that signed in within `recentDays` for the first time, after the account's own first day.
        var newDevices = 0
        /// Signed in now.
        var devices = 0
        /// Wrong passwords, codes and payment passwords within `recentDays`.
        var recentFailures = 0
        /// Whether any limit is below what the level allows; nil where the wallet is silent.
        var hasOwnLimits: Bool?
        var now: Moment
    }

    struct Rule: Sendable {
        let name: String
        /// All together are 100.
        let points: Int
        let icon: String
        let title: Text
        let reason: Text
        let action: Text
        /// Below the brand.
        let path: String
        let isMet: @Sendable (Facts) -> Bool
    }

    static let recentDays: Int64 = 7
    static let passwordDaysMax: Int64 = 365
    static let recoveryCodesMin = 3
    static let failuresMax = 5

    let facts: Facts
    let score: Int
    /// What is not met, the most useful first.
    let next: [Rule]

    init(_ facts: Facts, rules: [Rule] = CheckUp.rules) {
        self.facts = facts
        next = rules.filter { !$0.isMet(facts) }.sorted { $0.points > $1.points }
        score = 100 - next.reduce(0) { $0 + $1.points }
    }

    static let rules: [Rule] = [
        Rule(
            name: "payment_password", points: 20, icon: "lock", title: CheckUpTexts.paymentPassword,
            reason: CheckUpTexts.paymentPasswordWhy, action: CheckUpTexts.set, path: "/account/payment-password",
            isMet: { $0.paymentPasswordChangedAt != nil }),
        Rule(
            name: "two_factor", points: 20, icon: "key", title: CheckUpTexts.twoFactor,
            reason: CheckUpTexts.twoFactorWhy, action: CheckUpTexts.turnOn, path: TwoFactorRoutes.path,
            isMet: { $0.hasTwoFactor }),
        Rule(
            name: "phone", points: 10, icon: "phone", title: CheckUpTexts.phone, reason: CheckUpTexts.phoneWhy,
            action: CheckUpTexts.add, path: "/account/phone", isMet: { $0.hasPhone }),
        Rule(
            name: "email", points: 10, icon: "mail", title: CheckUpTexts.email, reason: CheckUpTexts.emailWhy,
            action: CheckUpTexts.add, path: "/account/email", isMet: { $0.hasEmail }),
        Rule(
            name: "passkey", points: 10, icon: "finger", title: CheckUpTexts.passkey,
            reason: CheckUpTexts.passkeyWhy, action: CheckUpTexts.add, path: PasskeyRoutes.path,
            isMet: { $0.passkeys > 0 }),
        Rule(
            name: "password_age", points: 10, icon: "key", title: CheckUpTexts.passwordAge,
            reason: CheckUpTexts.passwordAgeWhy, action: CheckUpTexts.change, path: "/account/password",
            isMet: { $0.now.seconds(since: $0.passwordChangedAt) < passwordDaysMax * 86_400 }),
        Rule(
            name: "recovery_codes", points: 5, icon: "doc", title: CheckUpTexts.recoveryCodes,
            reason: CheckUpTexts.recoveryCodesWhy, action: CheckUpTexts.look, path: TwoFactorRoutes.path,
            // Without two-factor there is nothing to recover, and that has a rule of its own.
            isMet: { !$0.hasTwoFactor || $0.recoveryCodesLeft >= recoveryCodesMin }),
        Rule(
            name: "safe_word", points: 5, icon: "shield-check", title: CheckUpTexts.safeWord,
            reason: CheckUpTexts.safeWordWhy, action: CheckUpTexts.set, path: "/account/details",
            isMet: { $0.hasSafeWord }),
        Rule(
            name: "failures", points: 4, icon: "alert", title: CheckUpTexts.failures,
            reason: CheckUpTexts.failuresWhy, action: CheckUpTexts.change, path: "/account/password",
            isMet: { $0.recentFailures < failuresMax }),
        Rule(
            name: "devices", points: 3, icon: "device", title: CheckUpTexts.devices, reason: CheckUpTexts.devicesWhy,
            action: CheckUpTexts.look, path: "/security/devices", isMet: { $0.newDevices == 0 }),
        Rule(
            name: "limits", points: 3, icon: "coin", title: CheckUpTexts.limits, reason: CheckUpTexts.limitsWhy,
            action: CheckUpTexts.set, path: LimitRoutes.path, isMet: { $0.hasOwnLimits ?? true }),
    ]
}

// MARK: - Rows

extension CheckUp.Facts {
    init(of customer: Customer, in transaction: Transaction) throws {
        let since = transaction.now.adding(seconds: -CheckUp.recentDays * 86_400)
        self.init(passwordChangedAt: customer.joinedAt, now: transaction.now)
        (hasPhone, hasEmail, hasSafeWord) =
            (customer.phone != nil, customer.email != nil, !customer.safeWord.isEmpty)
        let row = try transaction.first(
            """
            SELECT password_changed_at, payment_password_changed_at, payment_password_hash IS NOT NULL,
                   (SELECT COUNT(*) FROM passkey p WHERE p.customer_id = c.id),
                   (SELECT COUNT(*) FROM session s WHERE s.customer_id = c.id AND s.id IS NOT NULL
                        AND s.expires_at > \(transaction.now)),
                   (SELECT COUNT(*) FROM device d WHERE d.customer_id = c.id AND d.first_seen_at > \(since)
                        AND d.first_seen_at > c.joined_at + 86400000)
            FROM customer c WHERE c.id = \(customer.id)
            """)
        if let row {
            passwordChangedAt = max(customer.joinedAt, try row.get(0))
            paymentPasswordChangedAt = try row.get(2, as: Bool.self) ? try row.get(1) : nil
            (passkeys, devices, newDevices) = (try row.get(3), try row.get(4), try row.get(5))
        }
        if let state = try TwoFactor.find(customer.id, in: transaction) {
            (hasTwoFactor, recoveryCodesLeft) = (true, state.recoveryCodesLeft)
        }
        recentFailures = try SecurityRecord.failures(of: customer.id, since: since, in: transaction)
    }
}

extension Limits {
    var areOwn: Bool {
        Kind.allCases.contains { kind in
            self[kind].perTransaction.minor < self[kind].perTransactionMax.minor
                || self[kind].perDay.minor < self[kind].perDayMax.minor
        }
    }
}
