import Storage

extension Migration {
    /// When a customer called a conversation a complaint.
    static let support0005 = Migration(
        "support-0005-complaints",
        """
        ALTER TABLE conversation ADD COLUMN complained_at BIGINT;
        CREATE INDEX conversation_by_complaint ON conversation (customer_id, opened_at)
            WHERE complained_at IS NOT NULL;
        """)
}
