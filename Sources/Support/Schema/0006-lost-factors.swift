import Storage

extension Migration {
    /// Second factors that their owner has lost, and that come off the account after a day.
    static let support0006 = Migration(
        "support-0006-lost-factors",
        """
        CREATE TABLE lost_factor (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            state TEXT NOT NULL CHECK (state IN ('cooling', 'done', 'stopped')),
            stop_hash TEXT NOT NULL,
            asked_at BIGINT NOT NULL,
            effective_at BIGINT NOT NULL,
            settled_at BIGINT,
            CHECK ((state = 'cooling') = (settled_at IS NULL)),
            CHECK (effective_at > asked_at)
        );
        CREATE UNIQUE INDEX lost_factor_cooling ON lost_factor (customer_id) WHERE state = 'cooling';
        CREATE UNIQUE INDEX lost_factor_stop ON lost_factor (stop_hash);
        CREATE INDEX lost_factor_by_customer ON lost_factor (customer_id, asked_at);
        """)
}
