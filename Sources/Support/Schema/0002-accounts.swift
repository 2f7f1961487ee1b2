import Storage

extension Migration {
    /// What a customer can do about their own account: proofs of identity, locks, contacts, second factors, notices.
    static let support0002 = Migration(
        "support-0002-accounts",
        relaxing: [
            // Who signs up by phone has no e-mail yet, and the other way round.
            .init(
                "customer", "phone TEXT NOT NULL", becomes: "phone TEXT",
                postgres: "ALTER TABLE customer ALTER COLUMN phone DROP NOT NULL"),
            .init(
                "customer", "email TEXT NOT NULL", becomes: "email TEXT",
                postgres: "ALTER TABLE customer ALTER COLUMN email DROP NOT NULL"),
        ],
        """
        ALTER TABLE customer ADD COLUMN birthday TEXT;
        ALTER TABLE customer ADD COLUMN safe_word TEXT NOT NULL DEFAULT '';
        ALTER TABLE customer ADD COLUMN password_changed_at BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE customer ADD COLUMN password_reset_at BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE customer ADD COLUMN payment_password_hash TEXT;
        ALTER TABLE customer ADD COLUMN payment_password_changed_at BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE customer ADD COLUMN failed_payments BIGINT NOT NULL DEFAULT 0 CHECK (failed_payments >= 0);
        ALTER TABLE customer ADD COLUMN payments_locked_until BIGINT NOT NULL DEFAULT 0;

        ALTER TABLE conversation ADD COLUMN priority BIGINT NOT NULL DEFAULT 0;
        CREATE INDEX conversation_urgent ON conversation (priority DESC, waiting_since, id) WHERE state = 'waiting';

        ALTER TABLE session ADD COLUMN id TEXT;
        ALTER TABLE session ADD COLUMN device_id TEXT;
        ALTER TABLE session ADD COLUMN agent_text TEXT NOT NULL DEFAULT '';
        ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
        ALTER TABLE session ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
        UPDATE session SET id = substr(token_hash, 1, 32), seen_at = created_at WHERE kind = 'customer';
        CREATE UNIQUE INDEX session_by_id ON session (id);
        CREATE INDEX session_by_customer ON session (customer_id, created_at) WHERE customer_id IS NOT NULL;

        -- What happened to an account outside of conversations: few beside what is said in them.
        CREATE INDEX event_by_customer ON event (customer_id, id)
            WHERE customer_id IS NOT NULL AND conversation_id IS NULL;

        CREATE TABLE device (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            token_hash TEXT NOT NULL,
            name TEXT NOT NULL,
            first_seen_at BIGINT NOT NULL,
            last_seen_at BIGINT NOT NULL,
            UNIQUE (customer_id, token_hash)
        );

        CREATE TABLE notice (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT REFERENCES customer (id),
            template TEXT NOT NULL,
            medium TEXT NOT NULL CHECK (medium IN ('sms', 'email')),
            address TEXT NOT NULL,
            language TEXT NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            places TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
            carrier_id TEXT,
            failure TEXT,
            queued_at BIGINT NOT NULL,
            settled_at BIGINT,
            CHECK ((state = 'queued') = (settled_at IS NULL))
        );
        CREATE INDEX notice_by_time ON notice (queued_at, id);
        CREATE INDEX notice_by_customer ON notice (customer_id, queued_at) WHERE customer_id IS NOT NULL;

        CREATE TABLE identity_check (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT REFERENCES customer (id),
            purpose TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'passed', 'used', 'failed')),
            holder TEXT NOT NULL,
            contact TEXT NOT NULL,
            language TEXT NOT NULL,
            conversation_id TEXT REFERENCES conversation (id),
            agent_id TEXT REFERENCES agent (id),
            subject TEXT,
            failures BIGINT NOT NULL DEFAULT 0 CHECK (failures >= 0),
            opened_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            settled_at BIGINT,
            CHECK ((state = 'open') = (settled_at IS NULL))
        );
        CREATE INDEX identity_check_by_contact ON identity_check (brand_id, contact, opened_at);
        CREATE INDEX identity_check_by_customer ON identity_check (customer_id, opened_at)
            WHERE customer_id IS NOT NULL;
        CREATE INDEX identity_check_by_expiry ON identity_check (expires_at);
        CREATE INDEX identity_check_by_conversation ON identity_check (conversation_id, opened_at)
            WHERE conversation_id IS NOT NULL;

        CREATE TABLE identity_proof (
            check_id TEXT NOT NULL REFERENCES identity_check (id),
            kind TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('asked', 'given', 'refused')),
            secret TEXT,
            secret_until BIGINT NOT NULL DEFAULT 0,
            sent BIGINT NOT NULL DEFAULT 0,
            failures BIGINT NOT NULL DEFAULT 0 CHECK (failures >= 0),
            changed_at BIGINT NOT NULL,
            PRIMARY KEY (check_id, kind)
        );

        CREATE TABLE code_sent (
            brand_id TEXT NOT NULL,
            address TEXT NOT NULL,
            is_urgent BOOLEAN NOT NULL,
            minute BIGINT NOT NULL,
            sent_at BIGINT NOT NULL,
            UNIQUE (brand_id, address, is_urgent, minute)
        );
        CREATE INDEX code_sent_by_address ON code_sent (brand_id, address, sent_at);

        CREATE TABLE account_lock (
            id TEXT PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            kind TEXT NOT NULL CHECK (kind IN ('risk', 'owner', 'ban')),
            reason TEXT NOT NULL,
            placed_by TEXT NOT NULL,
            placed_at BIGINT NOT NULL,
            lifted_by TEXT,
            lifted_at BIGINT,
            told_at BIGINT,
            conversation_id TEXT REFERENCES conversation (id),
            CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
        );
        CREATE UNIQUE INDEX account_lock_open ON account_lock (customer_id, kind) WHERE lifted_at IS NULL;

        CREATE TABLE disowned_transaction (
            transaction_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            lock_id TEXT REFERENCES account_lock (id),
            marked_at BIGINT NOT NULL,
            PRIMARY KEY (customer_id, transaction_id)
        );

        CREATE TABLE appeal (
            id TEXT PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            lock_id TEXT NOT NULL REFERENCES account_lock (id),
            conversation_id TEXT NOT NULL REFERENCES conversation (id),
            text TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'granted')),
            answer TEXT,
            opened_at BIGINT NOT NULL,
            due_at BIGINT NOT NULL,
            settled_at BIGINT,
            settled_by TEXT,
            CHECK ((state = 'open') = (settled_at IS NULL))
        );
        CREATE UNIQUE INDEX appeal_open ON appeal (lock_id) WHERE state = 'open';

        CREATE TABLE account_change (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            kind TEXT NOT NULL CHECK (kind IN ('phone', 'email')),
            value TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('cooling', 'done', 'stopped')),
            stop_hash TEXT NOT NULL,
            asked_at BIGINT NOT NULL,
            effective_at BIGINT NOT NULL,
            settled_at BIGINT,
            CHECK ((state = 'cooling') = (settled_at IS NULL))
        );
        CREATE UNIQUE INDEX account_change_cooling ON account_change (customer_id, kind) WHERE state = 'cooling';
        CREATE UNIQUE INDEX account_change_stop ON account_change (stop_hash);

        CREATE TABLE two_factor (
            customer_id TEXT PRIMARY KEY REFERENCES customer (id),
            secret TEXT NOT NULL,
            confirmed_at BIGINT,
            last_step BIGINT NOT NULL DEFAULT 0,
            started_at BIGINT NOT NULL
        );

        CREATE TABLE recovery_code (
            customer_id TEXT NOT NULL REFERENCES customer (id),
            mac TEXT NOT NULL,
            used_at BIGINT,
            PRIMARY KEY (customer_id, mac)
        );

        CREATE TABLE passkey (
            id TEXT PRIMARY KEY,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            brand_id TEXT NOT NULL,
            credential TEXT NOT NULL,
            public_key TEXT NOT NULL,
            algorithm BIGINT NOT NULL,
            sign_count BIGINT NOT NULL CHECK (sign_count >= 0),
            transports TEXT NOT NULL,
            is_backed_up BOOLEAN NOT NULL,
            name TEXT NOT NULL,
            added_at BIGINT NOT NULL,
            used_at BIGINT,
            UNIQUE (brand_id, credential)
        );
        CREATE INDEX passkey_by_customer ON passkey (customer_id, added_at);

        CREATE TABLE incident (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            function TEXT NOT NULL CHECK (function IN ('payment', 'transfer', 'top_up', 'withdrawal')),
            bank TEXT,
            began_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL
        );
        CREATE INDEX incident_by_brand ON incident (brand_id, ends_at);

        CREATE TABLE passkey_challenge (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            holder TEXT NOT NULL,
            customer_id TEXT REFERENCES customer (id),
            challenge TEXT NOT NULL,
            expires_at BIGINT NOT NULL
        );
        CREATE INDEX passkey_challenge_by_expiry ON passkey_challenge (expires_at);

        CREATE TABLE money_order (
            id TEXT PRIMARY KEY,
            brand_id TEXT NOT NULL,
            customer_id TEXT NOT NULL REFERENCES customer (id),
            kind TEXT NOT NULL CHECK (kind IN ('top_up', 'withdrawal', 'transfer', 'payment')),
            amount BIGINT NOT NULL CHECK (amount > 0),
            currency TEXT NOT NULL,
            card_id TEXT,
            payee TEXT NOT NULL,
            payee_key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('prepared', 'confirmed', 'placed', 'refused')),
            confirmed_by TEXT CHECK (confirmed_by IN ('payment_password', 'passkey')),
            transaction_id TEXT,
            refusal TEXT,
            prepared_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            confirmed_at BIGINT,
            settled_at BIGINT,
            CHECK ((state = 'prepared') = (confirmed_at IS NULL)),
            CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
            CHECK ((state = 'placed') = (transaction_id IS NOT NULL))
        );
        CREATE INDEX money_order_by_customer ON money_order (customer_id, prepared_at);
        """)
}
