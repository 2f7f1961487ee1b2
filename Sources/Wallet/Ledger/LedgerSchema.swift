import Storage

extension Ledger {
    public static let migrations = [
        Migration(
            "wallet-0001-ledger",
            """
            CREATE TABLE wallet_account (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('balance', 'held', 'merchant', 'bank')),
                customer_id TEXT,
                currency TEXT NOT NULL,
                balance BIGINT NOT NULL DEFAULT 0,
                opened_at BIGINT NOT NULL,
                CHECK (kind = 'bank' OR balance >= 0),
                CHECK ((customer_id IS NOT NULL) = (kind IN ('balance', 'held')))
            );

            CREATE TABLE wallet_card (
                id TEXT PRIMARY KEY,
                customer_id TEXT NOT NULL,
                bank TEXT NOT NULL,
                last_four TEXT NOT NULL,
                expiry_year BIGINT NOT NULL,
                expiry_month BIGINT NOT NULL CHECK (expiry_month BETWEEN 1 AND 12),
                token TEXT NOT NULL,
                bound_at BIGINT NOT NULL,
                UNIQUE (customer_id, token)
            );

            CREATE TABLE wallet_transaction (
                position {serial},
                id TEXT NOT NULL UNIQUE,
                number TEXT NOT NULL UNIQUE,
                customer_id TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('top_up', 'payment', 'transfer', 'refund')),
                state TEXT NOT NULL
                    CHECK (state IN ('created', 'authorised', 'processing', 'succeeded', 'failed', 'returned')),
                reason TEXT,
                amount BIGINT NOT NULL CHECK (amount > 0),
                currency TEXT NOT NULL,
                card_id TEXT REFERENCES wallet_card (id),
                counterparty_name TEXT NOT NULL,
                counterparty_bank TEXT,
                counterparty_last_four TEXT,
                recipient_account TEXT,
                held BIGINT NOT NULL DEFAULT 0,
                refunded BIGINT NOT NULL DEFAULT 0,
                refund_of TEXT REFERENCES wallet_transaction (id),
                expected_at BIGINT,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                steps BIGINT NOT NULL DEFAULT 0,
                CHECK (held >= 0 AND refunded >= 0 AND held + refunded <= amount),
                CHECK ((refund_of IS NOT NULL) = (kind = 'refund'))
            );
            CREATE INDEX wallet_transaction_by_customer ON wallet_transaction (customer_id, position);
            CREATE INDEX wallet_transaction_by_refunded ON wallet_transaction (refund_of) WHERE refund_of IS NOT NULL;

            CREATE TABLE wallet_step (
                transaction_id TEXT NOT NULL REFERENCES wallet_transaction (id),
                position BIGINT NOT NULL,
                state TEXT NOT NULL,
                reason TEXT,
                actor TEXT NOT NULL,
                occurred_at BIGINT NOT NULL,
                PRIMARY KEY (transaction_id, position)
            );

            CREATE TABLE wallet_posting (
                id {serial},
                transaction_id TEXT NOT NULL REFERENCES wallet_transaction (id),
                from_id TEXT NOT NULL REFERENCES wallet_account (id),
                to_id TEXT NOT NULL REFERENCES wallet_account (id),
                amount BIGINT NOT NULL CHECK (amount > 0),
                posted_at BIGINT NOT NULL,
                CHECK (from_id <> to_id)
            );
            CREATE INDEX wallet_posting_by_transaction ON wallet_posting (transaction_id);

            CREATE TABLE wallet_order (
                customer_id TEXT NOT NULL,
                key TEXT NOT NULL,
                contents TEXT NOT NULL,
                made TEXT NOT NULL,
                ordered_at BIGINT NOT NULL,
                PRIMARY KEY (customer_id, key)
            );
            """), secondMigration,
    ]
}
