import Storage

extension Migration {
    /// Why the assistant answered as it did, and who waits for a transaction to be settled.
    static let support0009 = Migration(
        "support-0009-receipts",
        """
        CREATE TABLE receipt (
            message_id TEXT PRIMARY KEY REFERENCES message (id),
            conversation_id TEXT NOT NULL REFERENCES conversation (id),
            position BIGINT NOT NULL,
            receipt TEXT NOT NULL,
            UNIQUE (conversation_id, position)
        );

        CREATE TABLE reminder (
            customer_id TEXT NOT NULL REFERENCES customer (id),
            transaction_id TEXT NOT NULL,
            conversation_id TEXT REFERENCES conversation (id),
            asked_at BIGINT NOT NULL,
            due_at BIGINT NOT NULL CHECK (due_at > asked_at),
            late_at BIGINT,
            told_at BIGINT,
            PRIMARY KEY (customer_id, transaction_id)
        );
        """)
}
