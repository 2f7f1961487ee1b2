import Storage

extension Migration {
    /// What customers said, pictures showed and customers confirmed of a matter.
    static let support0014 = Migration(
        "support-0014-intake",
        """
        CREATE TABLE intake (
            conversation_id TEXT NOT NULL REFERENCES conversation (id),
            field TEXT NOT NULL CHECK (field IN ('account', 'function', 'transaction', 'order', 'amount', 'happened',
                                                 'error', 'words', 'steps', 'tried', 'pictures', 'device')),
            value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 300),
            source TEXT NOT NULL CHECK (source IN ('system', 'customer', 'picture')),
            kept_at BIGINT NOT NULL,
            confirmed_at BIGINT,
            PRIMARY KEY (conversation_id, field)
        );
        """)
}
