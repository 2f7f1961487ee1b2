import Terms

/// One state change, written in the transaction that made it. It feeds the live view, timelines, reports and audit.
public struct Event: Sendable, Equatable {
    /// Where a reader stands. On SQLite `transaction` is always 0.
    public struct Cursor: Sendable, Equatable {
        public var transaction: Int64
        public var id: Int64
        public static let start = Cursor(transaction: 0, id: 0)

        public init(transaction: Int64, id: Int64) {
            self.transaction = transaction
            self.id = id
        }
    }

    public let cursor: Cursor
    /// `message.posted`, `conversation.assigned`: noun and past participle.
    public let kind: String
    public let brand: BrandID?
    public let customer: CustomerID?
    public let conversation: ConversationID?
    /// `customer:…`, `agent:…`, `assistant`, `system`.
    public let actor: String
    /// JSON: what changed, in ids, numbers and states; no personal data.
    public let change: String
    public let at: Moment
}

extension Transaction {
    /// Records what happened; readers see it only after the commit.
    public func record(
        _ kind: String, brand: BrandID? = nil, customer: CustomerID? = nil, conversation: ConversationID? = nil,
        by actor: String, change: String = "{}"
    ) throws {
        try put(
            """
            INSERT INTO event (kind, brand_id, customer_id, conversation_id, actor, change, occurred_at)
            VALUES (\(kind), \(brand), \(customer), \(conversation), \(actor), \(change), \(now))
            """)
        commit.events = true
    }

    /// The events after `cursor` in an order in which none can appear later before one already seen, `limit` at most.
    ///
    /// On PostgreSQL ids become visible out of order: a transaction that took a lower id may commit later. So a reader
    /// takes only
    /// rows of transactions older than every one still running, and moves by (transaction, id).
    public func events(after cursor: Event.Cursor, limit: Int) throws -> [Event] {
        let columns: SQL = "id, kind, brand_id, customer_id, conversation_id, actor, change, occurred_at"
        let found =
            switch dialect {
            case .sqlite:
                try rows("SELECT \(columns), 0 FROM event WHERE id > \(cursor.id) ORDER BY id LIMIT \(limit)")
            case .postgres:
                try rows(
                    """
                    SELECT \(columns), CAST(CAST(transaction_id AS TEXT) AS BIGINT) FROM event
                    WHERE (transaction_id, id) > (CAST(CAST(\(String(cursor.transaction)) AS TEXT) AS xid8), \
                    \(cursor.id))
                      AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                    ORDER BY transaction_id, id LIMIT \(limit)
                    """)
            }
        return try found.map { row in
            Event(
                cursor: .init(transaction: try row.get(8), id: try row.get(0)), kind: try row.get(1),
                brand: try row.optional(2),
                customer: try row.optional(3), conversation: try row.optional(4), actor: try row.get(5),
                change: try row.get(6), at: try row.get(7))
        }
    }

    /// After a dump was restored into another PostgreSQL, events carry transaction numbers that this server has not
    /// reached, and
    /// readers would wait for them for ever. Such events become older than every transaction here; their order stays.
    /// True when there were any: readers' cursors then mean nothing and have to start again.
    public func adoptRestoredEvents() throws -> Bool {
        guard dialect == .postgres else { return false }
        // What this snapshot sees was committed before it, so only foreign numbers can be this high.
        return try execute(
            "UPDATE event SET transaction_id = '3' WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())") > 0
    }

    /// The end of the log as it can be read now; a live reader starts here.
    public func eventsEnd() throws -> Event.Cursor {
        switch dialect {
        case .sqlite:
            let row = try first("SELECT COALESCE(MAX(id), 0) FROM event")
            return .init(transaction: 0, id: try row?.get(0) ?? 0)
        case .postgres:
            let row = try first(
                """
                SELECT CAST(CAST(transaction_id AS TEXT) AS BIGINT), id FROM event
                WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY transaction_id DESC, id DESC LIMIT 1
                """)
            return try row.map { .init(transaction: try $0.get(0), id: try $0.get(1)) } ?? .start
        }
    }
}
