import Storage

extension Migration {
    /// What the assistant could not answer, and what agents taught it.
    static let support0008 = Migration(
        "support-0008-unanswered",
        """
        -- Before the wallet was first asked; what may have been taken is never refused by the desk alone.
        ALTER TABLE money_order ADD COLUMN handed_at BIGINT;

        CREATE TABLE unanswered (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            language TEXT NOT NULL,
            text TEXT NOT NULL,
            guess TEXT,
            asked_at BIGINT NOT NULL,
            settled_at BIGINT,
            agent_id TEXT REFERENCES agent (id),
            CHECK ((settled_at IS NULL) = (agent_id IS NULL))
        );
        CREATE INDEX unanswered_open ON unanswered (id) WHERE settled_at IS NULL;

        CREATE TABLE wording (
            id TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            label TEXT NOT NULL,
            agent_id TEXT NOT NULL REFERENCES agent (id),
            added_at BIGINT NOT NULL
        );
        """)
}
