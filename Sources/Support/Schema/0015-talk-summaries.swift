import Storage

extension Migration {
    /// What a conversation was about when it was handed over, in the words of a language model.
    static let support0015 = Migration(
        "support-0015-talk-summaries",
        """
        CREATE TABLE talk_summary (
            id TEXT PRIMARY KEY,
            conversation_id TEXT NOT NULL REFERENCES conversation (id),
            position BIGINT NOT NULL CHECK (position > 0),
            text TEXT NOT NULL CHECK (text <> ''),
            model TEXT NOT NULL,
            written_at BIGINT NOT NULL,
            UNIQUE (conversation_id, position)
        );
        """)
}
