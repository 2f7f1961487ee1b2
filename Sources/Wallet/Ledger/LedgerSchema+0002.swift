import Storage

extension Ledger {
    /// Withdrawals, fees, limits, freezing, what is known of cards, and the other side of transfers.
    static let secondMigration = Migration(
        "wallet-0002-own-account",
        relaxing: [
            .init(
                "wallet_account", "('balance', 'held', 'merchant', 'bank')",
                becomes: "('balance', 'held', 'merchant', 'bank', 'fee')",
                postgres: """
                    ALTER TABLE wallet_account DROP CONSTRAINT wallet_account_kind_check,
                    ADD CONSTRAINT wallet_account_kind_check
                    CHECK (kind IN ('balance', 'held', 'merchant', 'bank', 'fee'))
                    """),
            .init(
                "wallet_transaction", "('top_up', 'payment', 'transfer', 'refund')",
                becomes: "('top_up', 'payment', 'transfer', 'refund', 'withdrawal', 'received')",
                postgres: """
                    ALTER TABLE wallet_transaction DROP CONSTRAINT wallet_transaction_kind_check,
                    ADD CONSTRAINT wallet_transaction_kind_check
                    CHECK (kind IN ('top_up', 'payment', 'transfer', 'refund', 'withdrawal', 'received'))
                    """),
        ],
        """
        ALTER TABLE wallet_account ADD COLUMN level BIGINT NOT NULL DEFAULT 2;
        ALTER TABLE wallet_account ADD COLUMN frozen_at BIGINT;
        ALTER TABLE wallet_account ADD COLUMN frozen_because TEXT
            CHECK ((frozen_because IS NULL) = (frozen_at IS NULL));

        ALTER TABLE wallet_transaction ADD COLUMN fee BIGINT NOT NULL DEFAULT 0 CHECK (fee >= 0 AND fee < amount);
        ALTER TABLE wallet_transaction ADD COLUMN used_on TEXT;
        ALTER TABLE wallet_transaction ADD COLUMN transfer_id TEXT REFERENCES wallet_transaction (id)
            CHECK ((transfer_id IS NOT NULL) = (kind = 'received'));
        CREATE UNIQUE INDEX wallet_transaction_by_transfer ON wallet_transaction (transfer_id)
            WHERE transfer_id IS NOT NULL;

        ALTER TABLE wallet_card ADD COLUMN kind TEXT CHECK (kind IN ('debit', 'credit', 'prepaid'));
        ALTER TABLE wallet_card ADD COLUMN number_hash TEXT;
        ALTER TABLE wallet_card ADD COLUMN used_at BIGINT;
        ALTER TABLE wallet_card ADD COLUMN unbound_at BIGINT;
        CREATE UNIQUE INDEX wallet_card_by_number ON wallet_card (number_hash, customer_id)
            WHERE number_hash IS NOT NULL;

        CREATE TABLE wallet_card_attempt (
            id {serial},
            customer_id TEXT NOT NULL,
            bank TEXT NOT NULL,
            last_four TEXT NOT NULL,
            reason TEXT NOT NULL,
            attempted_at BIGINT NOT NULL
        );
        CREATE INDEX wallet_card_attempt_by_customer ON wallet_card_attempt (customer_id, id);

        CREATE TABLE wallet_limit (
            customer_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('payment', 'transfer', 'top_up', 'withdrawal')),
            per_transaction BIGINT CHECK (per_transaction >= 0),
            per_day BIGINT CHECK (per_day >= 0),
            set_at BIGINT NOT NULL,
            PRIMARY KEY (customer_id, kind)
        );

        CREATE TABLE wallet_usage (
            customer_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('payment', 'transfer', 'top_up', 'withdrawal')),
            day TEXT NOT NULL,
            used BIGINT NOT NULL CHECK (used >= 0),
            PRIMARY KEY (customer_id, kind, day)
        );

        CREATE INDEX wallet_posting_by_payer ON wallet_posting (from_id, posted_at);
        CREATE INDEX wallet_posting_by_payee ON wallet_posting (to_id, posted_at);
        """)
}
