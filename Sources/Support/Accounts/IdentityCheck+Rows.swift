import Storage
import Terms

extension IdentityCheck: FromRow {
    static let columns: SQL = """
        id, brand_id, customer_id, purpose, state, holder, contact, language, conversation_id, agent_id, subject,
        failures, opened_at, expires_at, settled_at
        """

    init(_ row: Row) throws { try self.init(row, steps: []) }

    private init(_ row: Row, steps: [Step]) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), customer: try row.optional(2), purpose: try row.get(3),
            state: try row.get(4), holder: try row.get(5), contact: try row.get(6), language: try row.get(7),
            conversation: try row.optional(8), agent: try row.optional(9), subject: try row.optional(10),
            failures: try row.get(11), openedAt: try row.get(12), expiresAt: try row.get(13),
            settledAt: try row.optional(14), steps: steps)
    }

    /// Throws `Refusal.notFound` for another browser's.
    static func find(_ id: CheckID, holder: Holder, in transaction: Transaction) throws -> IdentityCheck {
        let check = try find(id, in: transaction)
        guard holder.hashes.contains(check.holder) else { throw Refusal.notFound }
        return check
    }

    static func find(_ id: CheckID, in transaction: Transaction) throws -> IdentityCheck {
        guard let row = try transaction.first("SELECT \(columns) FROM identity_check WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        let steps = try transaction.rows(
            """
            SELECT kind, state, secret, secret_until, sent, failures, changed_at FROM identity_proof
            WHERE check_id = \(id) ORDER BY changed_at, kind
            """
        ).map {
            Step(
                proof: try $0.get(0), state: try $0.get(1), secret: try $0.optional(2), secretUntil: try $0.get(3),
                sent: try $0.get(4), failures: try $0.get(5), changedAt: try $0.get(6))
        }
        return try IdentityCheck(row, steps: steps)
    }

    /// The checks that agents asked for in a conversation, newest first.
    static func all(in conversation: ConversationID, _ transaction: Transaction) throws -> [IdentityCheck] {
        try transaction.rows(
            """
            SELECT id FROM identity_check WHERE conversation_id = \(conversation)
            ORDER BY opened_at DESC, id DESC LIMIT 5
            """
        ).map { try find($0.get(0), in: transaction) }
    }

    static func set(_ proof: Proof, of id: CheckID, to state: Step.State, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO identity_proof (check_id, kind, state, changed_at)
            VALUES (\(id), \(proof), \(state), \(transaction.now))
            ON CONFLICT (check_id, kind) DO UPDATE SET state = \(state), secret = NULL, changed_at = \(transaction.now)
            """)
    }

    /// Puts down what the answer will be compared with, until `until`; earlier tries at the one before are forgiven.
    static func ask(
        _ proof: Proof, of id: CheckID, secret: String, until: Moment, sent: Int, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO identity_proof (check_id, kind, state, secret, secret_until, sent, changed_at)
            VALUES (\(id), \(proof), 'asked', \(secret), \(until), \(sent), \(transaction.now))
            ON CONFLICT (check_id, kind) DO UPDATE
            SET secret = \(secret), secret_until = \(until), sent = \(sent), failures = 0,
                changed_at = \(transaction.now)
            WHERE identity_proof.state = 'asked'
            """)
    }

    /// The one that this browser has open already for the same contact and purpose.
    static func begun(_ opening: Opening, in transaction: Transaction) throws -> CheckID? {
        guard !opening.contact.isEmpty, opening.subject == nil, opening.given.isEmpty else { return nil }
        return try transaction.first(
            """
            SELECT id FROM identity_check
            WHERE brand_id = \(opening.brand) AND contact = \(opening.contact) AND holder = \(opening.holder)
              AND purpose = \(opening.purpose) AND state = 'open' AND expires_at > \(transaction.now)
            ORDER BY opened_at DESC LIMIT 1
            """)?.get(0)
    }

    /// What happened within a day and makes a proof worth less.
    struct Lately: Sendable {
        let wasReset: Bool
        let wasStopped: Bool
        /// Whoever signed in from there can have read the transactions.
        let isOnNewDevice: Bool

        init(of customer: CustomerID, in transaction: Transaction) throws {
            let since = transaction.now.adding(seconds: -86_400)
            let row = try transaction.first(
                """
                SELECT (SELECT COUNT(*) FROM customer WHERE id = \(customer) AND password_reset_at > \(since)),
                       (SELECT COUNT(*) FROM account_lock
                        WHERE customer_id = \(customer) AND kind = 'owner' AND placed_at > \(since)),
                       (SELECT COUNT(*) FROM device WHERE customer_id = \(customer) AND first_seen_at > \(since)),
                       (SELECT COUNT(*) FROM session
                        WHERE customer_id = \(customer) AND created_at > \(since) AND device_id IS NULL),
                       (SELECT COUNT(*) FROM customer WHERE id = \(customer) AND joined_at > \(since))
                """)
            wasReset = try row?.get(0, as: Int.self) ?? 0 > 0
            wasStopped = try row?.get(1, as: Int.self) ?? 0 > 0
            let arrivals = try (row?.get(2, as: Int.self) ?? 0) + (row?.get(3, as: Int.self) ?? 0)
            // Every device of a new customer is new.
            isOnNewDevice = try arrivals > 0 && row?.get(4, as: Int.self) == 0
        }
    }

    /// Which proofs this customer has. Cards and transactions are the wallet's to know.
    static func means(of customer: CustomerID, in transaction: Transaction) throws -> Set<Proof> {
        guard
            let row = try transaction.first(
                """
                SELECT c.phone IS NOT NULL, c.email IS NOT NULL, c.payment_password_hash IS NOT NULL,
                       c.birthday IS NOT NULL,
                       (SELECT COUNT(*) FROM two_factor t WHERE t.customer_id = c.id AND t.confirmed_at IS NOT NULL),
                       (SELECT COUNT(*) FROM recovery_code r WHERE r.customer_id = c.id AND r.used_at IS NULL),
                       (SELECT COUNT(*) FROM passkey p WHERE p.customer_id = c.id)
                FROM customer c WHERE c.id = \(customer)
                """)
        else { return [] }
        var means: Set<Proof> = [.password]
        for (index, proof) in [Proof.phoneCode, .emailCode, .paymentPassword, .birthday].enumerated()
        where try row.get(index, as: Bool.self) { means.insert(proof) }
        let hasTwoFactor = try row.get(4, as: Int.self) > 0
        if hasTwoFactor { means.insert(.oneTimePassword) }
        if hasTwoFactor, try row.get(5, as: Int.self) > 0 { means.insert(.recoveryCode) }
        if try row.get(6, as: Int.self) > 0 { means.insert(.passkey) }
        return means
    }
}

extension Customer {
    /// By registered phone or e-mail, as typed at signing in.
    static func find(login: String, of brand: BrandID, in transaction: Transaction) throws -> Customer? {
        try transaction.first(
            "SELECT \(columns) FROM customer WHERE brand_id = \(brand) AND (phone = \(login) OR email = \(login))"
        ).map(Customer.init)
    }
}
