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
    phone TEXT,
    email TEXT,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    failed_sign_ins BIGINT NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
    locked_until BIGINT NOT NULL DEFAULT 0,
    joined_at BIGINT NOT NULL, birthday TEXT, safe_word TEXT NOT NULL DEFAULT '', password_changed_at BIGINT NOT NULL DEFAULT 0, password_reset_at BIGINT NOT NULL DEFAULT 0, payment_password_hash TEXT, payment_password_changed_at BIGINT NOT NULL DEFAULT 0, failed_payments BIGINT NOT NULL DEFAULT 0 CHECK (failed_payments >= 0), payments_locked_until BIGINT NOT NULL DEFAULT 0,
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
    expires_at BIGINT NOT NULL, id TEXT, device_id TEXT, agent_text TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', seen_at BIGINT NOT NULL DEFAULT 0,
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
    closed_at BIGINT, priority BIGINT NOT NULL DEFAULT 0, complained_at BIGINT,
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
    sent_at BIGINT NOT NULL, attachments TEXT,
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
CREATE INDEX conversation_urgent ON conversation (priority DESC, waiting_since, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX session_by_id ON session (id);
CREATE INDEX session_by_customer ON session (customer_id, created_at) WHERE customer_id IS NOT NULL;
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
    function TEXT NOT NULL CHECK (function IN ('payment', 'transfer', 'top_up', 'withdrawal', 'refund', 'sign_in', 'cards', 'everything')),
    bank TEXT,
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
, state TEXT NOT NULL DEFAULT 'ended'
    CHECK (state IN ('proposed', 'planned', 'begun', 'ended', 'dismissed')), kind TEXT NOT NULL DEFAULT 'outage' CHECK (kind IN ('outage', 'maintenance')), app_version TEXT, ends_by_itself BOOLEAN NOT NULL DEFAULT TRUE, what TEXT, advice TEXT, signs TEXT, settled_at BIGINT, changed_at BIGINT NOT NULL DEFAULT 0);
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
    settled_at BIGINT, handed_at BIGINT,
    CHECK ((state = 'prepared') = (confirmed_at IS NULL)),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CHECK ((state = 'placed') = (transaction_id IS NOT NULL))
);
CREATE INDEX money_order_by_customer ON money_order (customer_id, prepared_at);
CREATE TABLE former_contact (
    brand_id TEXT NOT NULL,
    contact TEXT NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (brand_id, contact)
);
CREATE TABLE article_vote (
    brand_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    owner TEXT NOT NULL,
    language TEXT NOT NULL,
    is_helpful BOOLEAN NOT NULL,
    reason TEXT CHECK (reason IN ('unsolved', 'unclear', 'outdated', 'unwanted')),
    note TEXT NOT NULL DEFAULT '',
    voted_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, slug, owner),
    CHECK (reason IS NULL OR NOT is_helpful)
);
CREATE TABLE article_view (
    brand_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL CHECK (count > 0),
    PRIMARY KEY (brand_id, slug, day)
);
CREATE INDEX conversation_by_complaint ON conversation (customer_id, opened_at)
    WHERE complained_at IS NOT NULL;
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
CREATE INDEX incident_by_state ON incident (brand_id, state, began_at);
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
CREATE TABLE unanswered (
    id TEXT PRIMARY KEY,
    brand_id TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    guess TEXT,
    asked_at BIGINT NOT NULL,
    settled_at BIGINT,
    agent_id TEXT REFERENCES agent (id), conversation_id TEXT REFERENCES conversation (id),
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
CREATE TABLE receipt (
    message_id TEXT PRIMARY KEY REFERENCES message (id),
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    position BIGINT NOT NULL,
    receipt TEXT NOT NULL,
    UNIQUE (conversation_id, position)
);
CREATE TABLE reminder (
    customer_id TEXT NOT NULL REFERENCES customer (id),
    transaction_id TEXT NOT NULL,
    conversation_id TEXT REFERENCES conversation (id),
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL CHECK (due_at > asked_at),
    late_at BIGINT,
    told_at BIGINT,
    PRIMARY KEY (customer_id, transaction_id)
);
CREATE TABLE article_comment (
    id TEXT PRIMARY KEY,
    brand_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    owner TEXT NOT NULL,
    customer_id TEXT REFERENCES customer (id),
    -- As everybody may see it: the first letter only; empty for a visitor.
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'refused', 'removed')),
    reason TEXT CHECK (reason IN ('account', 'privacy', 'abuse', 'advertising', 'unrelated')),
    decided_by TEXT REFERENCES agent (id),
    decided_at BIGINT,
    answer TEXT,
    answered_by TEXT REFERENCES agent (id),
    answered_at BIGINT,
    conversation_id TEXT REFERENCES conversation (id),
    posted_at BIGINT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (brand_id, key),
    CHECK ((state = 'removed') = (text = '')),
    CHECK ((state = 'refused') = (reason IS NOT NULL)),
    CHECK (state = 'removed' OR (state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_by IS NULL)),
    CHECK (answer IS NULL OR state IN ('shown', 'refused'))
);
CREATE INDEX article_comment_by_article ON article_comment (brand_id, slug, state, id);
CREATE INDEX article_comment_by_state ON article_comment (state, id);
CREATE INDEX article_comment_by_owner ON article_comment (owner, posted_at);
CREATE TABLE article_version (
    id TEXT PRIMARY KEY,
    brand_id TEXT NOT NULL,
    language TEXT NOT NULL,
    slug TEXT NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    revision BIGINT NOT NULL CHECK (revision > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'published', 'replaced', 'withdrawn')),
    source TEXT NOT NULL,
    -- Nobody where it came in a folder.
    writer_id TEXT REFERENCES agent (id),
    written_at BIGINT NOT NULL,
    publish_at BIGINT,
    publisher_id TEXT REFERENCES agent (id),
    published_at BIGINT,
    settled_at BIGINT,
    UNIQUE (brand_id, language, slug, number),
    CHECK ((state = 'scheduled') = (publish_at IS NOT NULL)),
    CHECK (state NOT IN ('published', 'replaced') OR published_at IS NOT NULL),
    CHECK (state NOT IN ('draft', 'scheduled') OR published_at IS NULL),
    CHECK ((state IN ('replaced', 'withdrawn')) = (settled_at IS NOT NULL))
);
CREATE UNIQUE INDEX article_version_open ON article_version (brand_id, language, slug)
    WHERE state IN ('draft', 'scheduled');
CREATE UNIQUE INDEX article_version_live ON article_version (brand_id, language, slug)
    WHERE state = 'published';
CREATE TABLE article_stamp (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL
);
CREATE TABLE article_question (
    unanswered_id TEXT PRIMARY KEY REFERENCES unanswered (id),
    brand_id TEXT NOT NULL,
    language TEXT NOT NULL,
    slug TEXT NOT NULL
);
CREATE INDEX article_question_by_slug ON article_question (brand_id, language, slug);
CREATE TABLE search_click (
    brand_id TEXT NOT NULL,
    language TEXT NOT NULL,
    question TEXT NOT NULL,
    slug TEXT NOT NULL,
    -- A keyed hash: it tells people apart and says of nobody who they are.
    person TEXT NOT NULL,
    day BIGINT NOT NULL,
    is_helpful BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (brand_id, language, question, slug, person)
);
CREATE INDEX search_click_by_person ON search_click (person, day);
CREATE INDEX search_click_by_day ON search_click (day);
CREATE TABLE search_lesson (
    brand_id TEXT NOT NULL,
    language TEXT NOT NULL,
    question TEXT NOT NULL,
    slug TEXT NOT NULL,
    weight BIGINT NOT NULL CHECK (weight > 0),
    PRIMARY KEY (brand_id, language, question, slug)
);
CREATE TABLE screenshot (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    message_id TEXT NOT NULL REFERENCES message (id),
    place BIGINT NOT NULL CHECK (place BETWEEN 1 AND 3),
    kind TEXT NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp')),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 5242880),
    state TEXT NOT NULL CHECK (state IN ('unread', 'read', 'unreadable', 'confirmed', 'declined')),
    reading TEXT,
    added_at BIGINT NOT NULL,
    UNIQUE (message_id, place),
    CHECK ((state IN ('read', 'confirmed', 'declined')) <= (reading IS NOT NULL))
);
CREATE INDEX screenshot_by_conversation ON screenshot (conversation_id, added_at);
CREATE INDEX screenshot_in_question ON screenshot (conversation_id, added_at) WHERE state = 'read';
CREATE TABLE intake (
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    field TEXT NOT NULL CHECK (field IN ('account', 'function', 'transaction', 'order', 'amount', 'happened',
                                         'error', 'words', 'steps', 'tried', 'pictures', 'device')),
    value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 300),
    source TEXT NOT NULL CHECK (source IN ('system', 'customer', 'picture')),
    kept_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (conversation_id, field)
);
CREATE TABLE talk_summary (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    position BIGINT NOT NULL CHECK (position > 0),
    text TEXT NOT NULL CHECK (text <> ''),
    model TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    UNIQUE (conversation_id, position)
);
CREATE TABLE wallet_account (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('balance', 'held', 'merchant', 'bank', 'fee')),
    customer_id TEXT,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL DEFAULT 0,
    opened_at BIGINT NOT NULL, level BIGINT NOT NULL DEFAULT 2, frozen_at BIGINT, frozen_because TEXT
    CHECK ((frozen_because IS NULL) = (frozen_at IS NULL)),
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
    bound_at BIGINT NOT NULL, kind TEXT CHECK (kind IN ('debit', 'credit', 'prepaid')), number_hash TEXT, used_at BIGINT, unbound_at BIGINT,
    UNIQUE (customer_id, token)
);
CREATE TABLE wallet_transaction (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('top_up', 'payment', 'transfer', 'refund', 'withdrawal', 'received')),
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
    steps BIGINT NOT NULL DEFAULT 0, fee BIGINT NOT NULL DEFAULT 0 CHECK (fee >= 0 AND fee < amount), used_on TEXT, transfer_id TEXT REFERENCES wallet_transaction (id)
    CHECK ((transfer_id IS NOT NULL) = (kind = 'received')),
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
CREATE UNIQUE INDEX wallet_transaction_by_transfer ON wallet_transaction (transfer_id)
    WHERE transfer_id IS NOT NULL;
CREATE UNIQUE INDEX wallet_card_by_number ON wallet_card (number_hash, customer_id)
    WHERE number_hash IS NOT NULL;
CREATE TABLE wallet_card_attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
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
