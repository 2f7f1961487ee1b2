import Storage
import Terms

extension Conversation: FromRow {
    static let columns: SQL = """
        id, number, brand_id, owner, customer_id, customer_name, language, channel, state, subject, code, \
        transaction_id,
        agent_id, agent_name, last_position, last_text, last_from, opened_at, updated_at, waiting_since, \
        first_reply_at, closed_at
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), number: try row.get(1), brand: try row.get(2), owner: try row.get(3),
            customer: try row.optional(4), customerName: try row.get(5), language: try row.get(6),
            channel: try row.get(7),
            state: try row.get(8), subject: try row.get(9), code: try row.optional(10),
            transaction: try row.optional(11),
            agent: try row.optional(12), agentName: try row.optional(13), lastPosition: try row.get(14),
            lastText: try row.get(15), lastFrom: try row.get(16), openedAt: try row.get(17), updatedAt: try row.get(18),
            waitingSince: try row.optional(19), firstReplyAt: try row.optional(20), closedAt: try row.optional(21))
    }

    /// For agents and the system; customers look up through `of:`.
    static func find(_ id: ConversationID, in transaction: Transaction) throws -> Conversation {
        guard let row = try transaction.first("SELECT \(columns) FROM conversation WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Conversation(row)
    }

    /// Somebody else's conversation is not found.
    static func find(_ id: ConversationID, of party: Party, in transaction: Transaction) throws -> Conversation {
        let found = try transaction.first(
            "SELECT \(columns) FROM conversation WHERE id = \(id) AND owner = \(party.owner)")
        guard let found else { throw Refusal.notFound }
        return try Conversation(found)
    }

    static func find(owner: String, key: String, in transaction: Transaction) throws -> Conversation? {
        try transaction.first("SELECT \(columns) FROM conversation WHERE owner = \(owner) AND key = \(key)").map(
            Conversation.init)
    }

    /// The chat that the customer is in, if any: the latest that is not closed.
    static func current(of party: Party, in transaction: Transaction) throws -> Conversation? {
        try transaction.first(
            """
            SELECT \(columns) FROM conversation WHERE owner = \(party.owner) AND state <> 'closed' AND channel = 'chat'
            ORDER BY updated_at DESC, id DESC LIMIT 1
            """
        ).map(Conversation.init)
    }

    static let recentMax = 20

    /// The customer's own, newest first.
    static func recent(of party: Party, in transaction: Transaction) throws -> [Conversation] {
        try transaction.rows(
            """
            SELECT \(columns) FROM conversation WHERE owner = \(party.owner)
            ORDER BY updated_at DESC, id DESC LIMIT \(recentMax)
            """
        ).map(Conversation.init)
    }

    /// Open conversations about a transaction, for telling their customers that its state changed.
    static func about(_ transactionID: TransactionID, in transaction: Transaction) throws -> [Conversation] {
        try transaction.rows(
            """
            SELECT \(columns) FROM conversation WHERE transaction_id = \(transactionID)
            ORDER BY updated_at DESC LIMIT \(recentMax)
            """
        ).map(Conversation.init)
    }

    /// Counting stops here: on a day like that the exact number tells nobody more.
    static let aheadMax = 999

    /// How many wait before this one, at most `aheadMax`.
    func ahead(in transaction: Transaction) throws -> Int {
        guard state == .waiting, let since = waitingSince else { return 0 }
        return try transaction.first(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM conversation
                WHERE state = 'waiting' AND brand_id = \(brand)
                  AND (priority > (SELECT priority FROM conversation WHERE id = \(id))
                       OR priority = (SELECT priority FROM conversation WHERE id = \(id))
                          AND (waiting_since, id) < (\(since), \(id)))
                LIMIT \(Self.aheadMax)) AS ahead
            """)?.get(0) ?? 0
    }
}
