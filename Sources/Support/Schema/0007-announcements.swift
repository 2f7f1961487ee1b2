import Storage

extension Migration {
    /// Incidents with their scope, words and states; what the radar counts; who is told; and announcements.
    static let support0007 = Migration(
        "support-0007-announcements",
        relaxing: [
            .init(
                "incident", "CHECK (function IN ('payment', 'transfer', 'top_up', 'withdrawal'))",
                becomes: """
                    CHECK (function IN ('payment', 'transfer', 'top_up', 'withdrawal', 'refund', 'sign_in', 'cards', \
                    'everything'))
                    """,
                postgres: """
                    ALTER TABLE incident DROP CONSTRAINT incident_function_check;
                    ALTER TABLE incident ADD CONSTRAINT incident_function_check
                        CHECK (function IN ('payment', 'transfer', 'top_up', 'withdrawal', 'refund', 'sign_in', \
                    'cards', 'everything'))
                    """)
        ],
        """
        -- Until now only sandboxes could begin one, and nobody could end it.
        ALTER TABLE incident ADD COLUMN state TEXT NOT NULL DEFAULT 'ended'
            CHECK (state IN ('proposed', 'planned', 'begun', 'ended', 'dismissed'));
        ALTER TABLE incident ADD COLUMN kind TEXT NOT NULL DEFAULT 'outage' CHECK (kind IN ('outage', 'maintenance'));
        ALTER TABLE incident ADD COLUMN app_version TEXT;
        ALTER TABLE incident ADD COLUMN ends_by_itself BOOLEAN NOT NULL DEFAULT TRUE;
        ALTER TABLE incident ADD COLUMN what TEXT;
        ALTER TABLE incident ADD COLUMN advice TEXT;
        ALTER TABLE incident ADD COLUMN signs TEXT;
        ALTER TABLE incident ADD COLUMN settled_at BIGINT;
        ALTER TABLE incident ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
        DROP INDEX incident_by_brand;
        CREATE INDEX incident_by_state ON incident (brand_id, state, began_at);
        -- The same outage is neither proposed twice nor under way twice; the same maintenance is planned once.
        CREATE UNIQUE INDEX incident_current
            ON incident (brand_id, function, kind, COALESCE(bank, ''), COALESCE(app_version, ''),
                         (CASE WHEN kind = 'maintenance' THEN began_at ELSE 0 END))
            WHERE state IN ('proposed', 'planned', 'begun');

        CREATE TABLE incident_affected (
            incident_id TEXT NOT NULL REFERENCES incident (id),
            owner TEXT NOT NULL,
            customer_id TEXT REFERENCES customer (id),
            cause TEXT NOT NULL CHECK (cause IN ('transaction', 'conversation', 'asked')),
            since BIGINT NOT NULL,
            told_at BIGINT,
            PRIMARY KEY (incident_id, owner)
        );
        CREATE INDEX incident_affected_untold ON incident_affected (incident_id, owner) WHERE told_at IS NULL;

        CREATE TABLE failed_transaction (
            transaction_id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            function TEXT NOT NULL,
            bank TEXT,
            created_at BIGINT NOT NULL
        );
        CREATE INDEX failed_transaction_by_time ON failed_transaction (brand_id, created_at);

        CREATE TABLE failure_count (
            brand_id TEXT NOT NULL,
            slot BIGINT NOT NULL,
            function TEXT NOT NULL,
            bank TEXT NOT NULL,
            reason TEXT NOT NULL,
            failures BIGINT NOT NULL CHECK (failures > 0),
            PRIMARY KEY (brand_id, slot, function, bank, reason)
        );

        CREATE INDEX conversation_by_opening ON conversation (brand_id, opened_at);

        CREATE TABLE announcement (
            id TEXT PRIMARY KEY,
            brand_id TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('news', 'offer', 'safety')),
            state TEXT NOT NULL CHECK (state IN ('proposed', 'published', 'withdrawn')),
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            shown_from BIGINT NOT NULL,
            shown_until BIGINT NOT NULL,
            changed_at BIGINT NOT NULL,
            key TEXT UNIQUE,
            CHECK (shown_until > shown_from)
        );
        CREATE INDEX announcement_by_time ON announcement (state, shown_from);
        """)
}
