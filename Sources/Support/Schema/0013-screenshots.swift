import Storage

extension Migration {
    /// Pictures that customers send, and what was read in them.
    static let support0013 = Migration(
        "support-0013-screenshots",
        """
        -- What is shown of a message's pictures: JSON, so that reading a conversation stays one look.
        ALTER TABLE message ADD COLUMN attachments TEXT;

        CREATE TABLE screenshot (
            id TEXT PRIMARY KEY,
            conversation_id TEXT NOT NULL REFERENCES conversation (id),
            message_id TEXT NOT NULL REFERENCES message (id),
            place BIGINT NOT NULL CHECK (place BETWEEN 1 AND 3),
            kind TEXT NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp')),
            bytes {blob} NOT NULL CHECK (length(bytes) BETWEEN 1 AND 5242880),
            state TEXT NOT NULL CHECK (state IN ('unread', 'read', 'unreadable', 'confirmed', 'declined')),
            reading TEXT,
            added_at BIGINT NOT NULL,
            UNIQUE (message_id, place),
            CHECK ((state IN ('read', 'confirmed', 'declined')) <= (reading IS NOT NULL))
        );
        CREATE INDEX screenshot_by_conversation ON screenshot (conversation_id, added_at);
        CREATE INDEX screenshot_in_question ON screenshot (conversation_id, added_at) WHERE state = 'read';
        """)
}
