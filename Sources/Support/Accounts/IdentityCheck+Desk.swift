import Storage
import Terms

/// Checks that an agent asks for in a conversation: the person answers beside it, the agent sees how far they are.
extension IdentityCheck {
    /// How long after passing the agent may act on it.
    static let deskSeconds: Int64 = 1_800

    /// Somebody who is not signed in says which account is theirs. Whether there is one is not told, to nobody.
    static func name(_ contact: Contact, in id: CheckID, holder: Holder, _ transaction: Transaction) throws
        -> IdentityCheck
    {
        let check = try find(id, holder: holder, in: transaction)
        guard check.isNameless, check.expiresAt > transaction.now else {
            throw Refusal(.conflict, "check_over", CheckTexts.over)
        }
        try limit(contact.text, .agent, of: check.brand, in: transaction)
        let customer = try Customer.find(login: contact.text, of: check.brand, in: transaction)?.id
        let named = try transaction.execute(
            """
            UPDATE identity_check SET contact = \(contact.text), customer_id = \(customer)
            WHERE id = \(id) AND state = 'open' AND contact = '' AND customer_id IS NULL
            """)
        guard named == 1 else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        return try find(id, in: transaction)
    }

    /// Nobody has said yet whose account it is about.
    var isNameless: Bool { purpose == .agent && customer == nil && contact.isEmpty && state == .open }

    /// Nothing more is asked.
    var isOver: Bool { state != .open }

    /// Until when the agent may act on it; nil where they may not.
    func actsUntil(_ now: Moment) -> Moment? {
        guard purpose == .agent, state == .passed, let settledAt else { return nil }
        let end = settledAt.adding(seconds: Self.deskSeconds)
        return end > now ? end : nil
    }

    /// Spends the check that lets the agent act, for one act. Throws `identity_unproved` where there is none.
    static func spend(in conversation: ConversationID, _ transaction: Transaction) throws -> IdentityCheck {
        let since = transaction.now.adding(seconds: -deskSeconds)
        let row = try transaction.first(
            """
            UPDATE identity_check SET state = 'used'
            WHERE id = (
                SELECT id FROM identity_check
                WHERE conversation_id = \(conversation) AND purpose = 'agent' AND state = 'passed'
                  AND settled_at > \(since)
                ORDER BY settled_at DESC, id DESC LIMIT 1)
              AND state = 'passed' RETURNING id
            """)
        guard let row else { throw Refusal(.conflict, "identity_unproved", LockTexts.proveFirst) }
        return try find(row.get(0), in: transaction)
    }

    /// For somebody who is signed in and does what being signed in is enough for; it stands for them afterwards, in
    /// this browser.
    static func vouched(
        _ purpose: Purpose, for customer: Customer, holder: String, language: Language, in transaction: Transaction
    ) throws -> IdentityCheck {
        let id: CheckID = transaction.newID()
        try transaction.execute(
            """
            INSERT INTO identity_check (id, brand_id, customer_id, purpose, state, holder, contact, language,
                                        opened_at, expires_at, settled_at)
            VALUES (\(id), \(customer.brand), \(customer.id), \(purpose), 'used', \(holder), '', \(language),
                    \(transaction.now), \(transaction.now), \(transaction.now))
            """)
        return try find(id, in: transaction)
    }

    /// What the act that it was used for left behind, such as a lock's id.
    static func leave(_ subject: String, at id: CheckID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE identity_check SET subject = \(subject) WHERE id = \(id)")
    }
}
