import Credentials
import Storage
import Terms

/// An authenticator app, and the recovery codes for the day that it is lost. started → confirmed by a first code.
struct TwoFactor: Sendable {
    let customer: CustomerID
    let confirmedAt: Moment?
    let recoveryCodesLeft: Int

    /// A new secret that waits for its first code. One that waits already is replaced; a confirmed one stays, and the
    /// answer is nil.
    static func start(_ customer: CustomerID, _ vault: Vault, in transaction: Transaction) throws -> OneTimePassword? {
        let password = OneTimePassword.random()
        let sealed = try vault.seal(password.secret, for: "two-factor:\(customer)")
        let changed = try transaction.execute(
            """
            INSERT INTO two_factor (customer_id, secret, started_at)
            VALUES (\(customer), \(sealed), \(transaction.now))
            ON CONFLICT (customer_id) DO UPDATE SET secret = \(sealed), started_at = \(transaction.now)
            WHERE two_factor.confirmed_at IS NULL
            """)
        return changed == 1 ? password : nil
    }

    /// The secret that waits for its first code.
    static func waiting(_ customer: CustomerID, _ vault: Vault, in transaction: Transaction) throws -> OneTimePassword?
    {
        let row = try transaction.first(
            "SELECT secret FROM two_factor WHERE customer_id = \(customer) AND confirmed_at IS NULL")
        return try row.map {
            OneTimePassword(secret: try vault.open(try $0.get(0), for: "two-factor:\(customer)"))
        }
    }

    /// The first code came: on from now. Returns the recovery codes, which are shown once; nil for a wrong code.
    static func confirm(_ code: String, of customer: Customer, _ vault: Vault, in transaction: Transaction) throws
        -> [String]?
    {
        guard let password = try waiting(customer.id, vault, in: transaction),
            let step = password.step(of: code, at: transaction.now, after: nil)
        else { return nil }
        let changed = try transaction.execute(
            """
            UPDATE two_factor SET confirmed_at = \(transaction.now), last_step = \(step)
            WHERE customer_id = \(customer.id) AND confirmed_at IS NULL
            """)
        guard changed == 1 else { return nil }
        try transaction.record(
            "two_factor.on", brand: customer.brand, customer: customer.id, by: customer.actor)
        return try renewRecoveryCodes(of: customer.id, vault, in: transaction)
    }

    /// The old ones are worth nothing from now on.
    static func renewRecoveryCodes(of customer: CustomerID, _ vault: Vault, in transaction: Transaction) throws
        -> [String]
    {
        try transaction.execute("DELETE FROM recovery_code WHERE customer_id = \(customer)")
        let codes = RecoveryCode.fresh()
        for code in codes {
            let plain = RecoveryCode.normalised(code) ?? code
            try transaction.execute(
                """
                INSERT INTO recovery_code (customer_id, mac)
                VALUES (\(customer), \(vault.mac("\(customer).\(plain)", for: "recovery")))
                """)
        }
        return codes
    }

    static func end(_ customer: Customer, by actor: String? = nil, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM recovery_code WHERE customer_id = \(customer.id)")
        let changed = try transaction.execute("DELETE FROM two_factor WHERE customer_id = \(customer.id)")
        if changed == 1 {
            try transaction.record(
                "two_factor.off", brand: customer.brand, customer: customer.id, by: actor ?? customer.actor)
        }
    }

    /// True where the code is right and of a step that was not used yet (RFC 6238 §5.2).
    static func spend(_ code: String, of customer: CustomerID, _ vault: Vault, in transaction: Transaction) throws
        -> Bool
    {
        let row = try transaction.first(
            "SELECT secret, last_step FROM two_factor WHERE customer_id = \(customer) AND confirmed_at IS NOT NULL")
        guard let row else { return false }
        let (sealed, last): (String, Int64) = (try row.get(0), try row.get(1))
        let password = OneTimePassword(secret: try vault.open(sealed, for: "two-factor:\(customer)"))
        guard let step = password.step(of: code, at: transaction.now, after: last) else { return false }
        return try transaction.execute(
            """
            UPDATE two_factor SET last_step = \(step)
            WHERE customer_id = \(customer) AND last_step < \(step) AND confirmed_at IS NOT NULL
            """) == 1
    }
}

extension TwoFactor {
    /// True where the recovery code is right and was not used yet.
    static func spend(recoveryCode typed: String, of customer: CustomerID, _ vault: Vault, in transaction: Transaction)
        throws -> Bool
    {
        guard let code = RecoveryCode.normalised(typed) else { return false }
        return try transaction.execute(
            """
            UPDATE recovery_code SET used_at = \(transaction.now)
            WHERE customer_id = \(customer) AND mac = \(vault.mac("\(customer).\(code)", for: "recovery"))
              AND used_at IS NULL
            """) == 1
    }

    /// The six digits of the authenticator or a recovery code, whichever it looks like.
    static func spend(anyCode code: String, of customer: CustomerID, _ vault: Vault, in transaction: Transaction) throws
        -> Bool
    {
        SixDigits.normalised(code) != nil
            ? try spend(code, of: customer, vault, in: transaction)
            : try spend(recoveryCode: code, of: customer, vault, in: transaction)
    }
}

// MARK: - Rows

extension TwoFactor {
    /// nil where it is off.
    static func find(_ customer: CustomerID, in transaction: Transaction) throws -> TwoFactor? {
        let row = try transaction.first(
            """
            SELECT confirmed_at,
                   (SELECT COUNT(*) FROM recovery_code r WHERE r.customer_id = t.customer_id AND r.used_at IS NULL)
            FROM two_factor t WHERE customer_id = \(customer) AND confirmed_at IS NOT NULL
            """)
        return try row.map {
            TwoFactor(customer: customer, confirmedAt: try $0.optional(0), recoveryCodesLeft: try $0.get(1))
        }
    }
}
