-- The schema as SQLite has it, for reading. Nothing runs this file.
-- Made by script/schema: `walletdesk migrate` on an empty directory, then `.schema` of sqlite3. Do not edit it.
-- The source is Sources/Storage/Migration.swift, Sources/Support/Schema/ and Sources/Wallet/Ledger/LedgerSchema.swift.
-- PostgreSQL differs in three places: INTEGER PRIMARY KEY AUTOINCREMENT is BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
-- BLOB is BYTEA, and event.transaction_id is xid8 NOT NULL DEFAULT pg_current_xact_id().

CREATE TABLE migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at BIGINT NOT NULL);
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    transaction_id BIGINT NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    brand_id TEXT,
    customer_id TEXT,
    conversation_id TEXT,
    actor TEXT NOT NULL,
    change TEXT NOT NULL,
    occurred_at BIGINT NOT NULL
);
CREATE INDEX event_by_transaction ON event (transaction_id, id);
CREATE INDEX event_by_conversation ON event (conversation_id, id) WHERE conversation_id IS NOT NULL;
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
    run_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT,
    UNIQUE (kind, key)
);
CREATE INDEX job_due ON job (run_at, id) WHERE state = 'waiting';
CREATE TABLE customer (
    id TEXT PRIMARY KEY,
    brand_id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    failed_sign_ins BIGINT NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
    locked_until BIGINT NOT NULL DEFAULT 0,
    joined_at BIGINT NOT NULL,
    UNIQUE (brand_id, phone),
    UNIQUE (brand_id, email)
);
CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    staff_number TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('agent', 'supervisor', 'admin')),
    password_hash TEXT NOT NULL,
    failed_sign_ins BIGINT NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
    locked_until BIGINT NOT NULL DEFAULT 0,
    joined_at BIGINT NOT NULL
);
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'visitor', 'agent')),
    brand_id TEXT,
    customer_id TEXT REFERENCES customer (id),
    agent_id TEXT REFERENCES agent (id),
    visitor_id TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK ((kind = 'customer') = (customer_id IS NOT NULL)),
    CHECK ((kind = 'agent') = (agent_id IS NOT NULL)),
    CHECK ((kind = 'visitor') = (visitor_id IS NOT NULL))
);
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    brand_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    customer_id TEXT REFERENCES customer (id),
    customer_name TEXT NOT NULL,
    language TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('chat', 'ticket')),
    state TEXT NOT NULL CHECK (state IN ('assisted', 'waiting', 'assigned', 'closed')),
    subject TEXT NOT NULL,
    code TEXT,
    transaction_id TEXT,
    agent_id TEXT REFERENCES agent (id),
    agent_name TEXT,
    last_position BIGINT NOT NULL DEFAULT 0 CHECK (last_position >= 0),
    last_text TEXT NOT NULL DEFAULT '',
    last_from TEXT NOT NULL DEFAULT '',
    key TEXT,
    opened_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    waiting_since BIGINT,
    first_reply_at BIGINT,
    closed_at BIGINT,
    UNIQUE (owner, key),
    CHECK ((state = 'assigned') <= (agent_id IS NOT NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((state = 'waiting') <= (waiting_since IS NOT NULL))
);
CREATE INDEX conversation_by_owner ON conversation (owner, updated_at, id);
CREATE INDEX conversation_recent ON conversation (updated_at, id);
CREATE INDEX conversation_waiting ON conversation (waiting_since, id) WHERE state = 'waiting';
CREATE INDEX conversation_assigned ON conversation (agent_id, updated_at, id) WHERE state = 'assigned';
CREATE INDEX conversation_ahead ON conversation (brand_id, waiting_since, id) WHERE state = 'waiting';
CREATE INDEX conversation_assisted ON conversation (updated_at, id) WHERE state = 'assisted';
CREATE INDEX conversation_closed ON conversation (updated_at, id) WHERE state = 'closed';
CREATE INDEX conversation_by_transaction ON conversation (transaction_id) WHERE transaction_id IS NOT NULL;
CREATE TABLE message (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    position BIGINT NOT NULL CHECK (position > 0),
    author_kind TEXT NOT NULL CHECK (author_kind IN ('customer', 'agent', 'assistant', 'system')),
    author_id TEXT,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT,
    key TEXT,
    sent_at BIGINT NOT NULL,
    UNIQUE (conversation_id, position),
    UNIQUE (conversation_id, key)
);
CREATE TABLE note (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    agent_id TEXT NOT NULL REFERENCES agent (id),
    agent_name TEXT NOT NULL,
    text TEXT NOT NULL,
    key TEXT,
    written_at BIGINT NOT NULL,
    UNIQUE (conversation_id, key)
);
CREATE INDEX note_by_conversation ON note (conversation_id, written_at, id);
CREATE TABLE feedback (
    conversation_id TEXT PRIMARY KEY REFERENCES conversation (id),
    brand_id TEXT NOT NULL,
    customer_id TEXT,
    agent_id TEXT,
    experience BIGINT NOT NULL CHECK (experience BETWEEN 1 AND 5),
    attitude BIGINT NOT NULL CHECK (attitude BETWEEN 1 AND 5),
    efficiency BIGINT NOT NULL CHECK (efficiency BETWEEN 1 AND 5),
    comment TEXT NOT NULL,
    given_at BIGINT NOT NULL
);
CREATE TABLE refund_request (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    transaction_id TEXT NOT NULL,
    agent_id TEXT NOT NULL REFERENCES agent (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('requested', 'processing', 'succeeded', 'refused')),
    refund_id TEXT,
    refusal TEXT,
    key TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    settled_at BIGINT,
    UNIQUE (conversation_id, key)
);
CREATE INDEX refund_request_by_refund ON refund_request (refund_id) WHERE refund_id IS NOT NULL;
CREATE UNIQUE INDEX refund_request_open ON refund_request (transaction_id) WHERE state IN ('requested', 'processing');
CREATE TABLE feed_position (
    name TEXT PRIMARY KEY,
    cursor TEXT NOT NULL
);
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
    position INTEGER PRIMARY KEY AUTOINCREMENT,
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
    id INTEGER PRIMARY KEY AUTOINCREMENT,
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
