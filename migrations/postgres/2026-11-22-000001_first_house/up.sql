-- The city: who answers, where, about what, and when it is open. Rules are rows, so that the law may change them.
CREATE TABLE agencies (
    id BIGINT PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT REFERENCES agencies (id),
    successor_id BIGINT REFERENCES agencies (id),
    valid_from DATE,
    valid_to DATE,
    contact_point TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX agencies_parent ON agencies (parent_id);
CREATE INDEX agencies_successor ON agencies (successor_id);

CREATE TABLE communes (
    id BIGINT PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    old_units TEXT NOT NULL,
    old_districts TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    valid_from DATE,
    valid_to DATE
);
CREATE INDEX communes_agency ON communes (agency_id);

CREATE TABLE categories (
    id BIGINT PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    parent_id BIGINT REFERENCES categories (id),
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    hint_vi TEXT NOT NULL,
    hint_en TEXT NOT NULL,
    words TEXT NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('required', 'optional', 'none')),
    publish TEXT NOT NULL CHECK (publish IN ('never', 'after_check', 'after_answer')),
    agency_id BIGINT REFERENCES agencies (id),
    to_commune BOOLEAN NOT NULL,
    co_agency_id BIGINT REFERENCES agencies (id),
    co_commune BOOLEAN NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('urgent', 'complex', 'normal')),
    proof_required BOOLEAN NOT NULL,
    legal_basis TEXT NOT NULL,
    valid_from DATE,
    valid_to DATE,
    version INTEGER NOT NULL
);
CREATE INDEX categories_parent ON categories (parent_id);
CREATE INDEX categories_agency ON categories (agency_id);
CREATE INDEX categories_co_agency ON categories (co_agency_id);

CREATE TABLE calendar_days (
    day DATE PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    certainty TEXT NOT NULL
);
CREATE TABLE shifts (
    id BIGINT PRIMARY KEY NOT NULL,
    from_minute INTEGER NOT NULL,
    to_minute INTEGER NOT NULL,
    valid_from DATE,
    valid_to DATE
);
CREATE TABLE deadline_rules (
    id BIGINT PRIMARY KEY NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('triage', 'accept', 'answer')),
    level TEXT,
    category_id BIGINT REFERENCES categories (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL CHECK (unit IN ('minutes', 'working_minutes', 'working_days')),
    valid_from DATE,
    valid_to DATE,
    legal_basis TEXT NOT NULL
);
CREATE INDEX deadline_rules_category ON deadline_rules (category_id);
CREATE TABLE refusal_reasons (
    code TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    text_en TEXT NOT NULL,
    legal_basis TEXT NOT NULL
);
CREATE TABLE consents (
    id BIGINT PRIMARY KEY NOT NULL,
    version TEXT NOT NULL,
    lang TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (version, lang)
);
CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

-- The people who work here.
CREATE TABLE accounts (
    id BIGINT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    position TEXT NOT NULL,
    password TEXT,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'locked')),
    failures INTEGER NOT NULL,
    locked_until TIMESTAMP,
    lang TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE account_roles (
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL CHECK (role IN
        ('agent', 'dispatcher', 'focal', 'officer', 'approver', 'supervisor', 'leader', 'admin')),
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    PRIMARY KEY (account_id, role, agency_id)
);
CREATE INDEX account_roles_agency ON account_roles (agency_id);
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE TABLE passes (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('invite', 'reset')),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX passes_account ON passes (account_id);

-- A report and all that hangs on it.
CREATE TABLE tickets (
    id BIGINT PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    form_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('report', 'proposal', 'question', 'praise')),
    channel TEXT NOT NULL,
    lang TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN
        ('new', 'accepted', 'forwarded', 'in_progress', 'awaiting_approval', 'answered', 'closed', 'needs_info',
         'returned', 'rejected', 'duplicate', 'reopened', 'withdrawn')),
    level TEXT NOT NULL CHECK (level IN ('urgent', 'complex', 'normal')),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    public_title TEXT NOT NULL,
    public_body TEXT NOT NULL,
    prominence TEXT NOT NULL CHECK (prominence IN ('public', 'reporter', 'staff', 'hidden')),
    is_private BOOLEAN NOT NULL,
    is_public BOOLEAN NOT NULL,
    category_id BIGINT NOT NULL REFERENCES categories (id),
    commune_id BIGINT REFERENCES communes (id),
    place TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    co_agency_id BIGINT REFERENCES agencies (id),
    assignee_id BIGINT REFERENCES accounts (id),
    master_id BIGINT REFERENCES tickets (id),
    reason TEXT REFERENCES refusal_reasons (code),
    refusal TEXT NOT NULL,
    entered_by BIGINT REFERENCES accounts (id),
    national_code TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    accepted_at TIMESTAMP,
    forwarded_at TIMESTAMP,
    taken_at TIMESTAMP,
    answered_at TIMESTAMP,
    closed_at TIMESTAMP,
    due_at TIMESTAMP NOT NULL,
    answer_due TIMESTAMP,
    first_answer_due TIMESTAMP,
    answer_amount INTEGER,
    answer_unit TEXT,
    answer_rule TEXT NOT NULL,
    transfers INTEGER NOT NULL,
    reopenings INTEGER NOT NULL,
    extensions INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX tickets_public ON tickets (is_public, id);
CREATE INDEX tickets_public_status ON tickets (is_public, status, id);
CREATE INDEX tickets_category ON tickets (category_id, is_public, id);
CREATE INDEX tickets_commune ON tickets (commune_id, is_public, id);
CREATE INDEX tickets_agency ON tickets (agency_id, is_public, id);
CREATE INDEX tickets_queue ON tickets (status, due_at, id);
CREATE INDEX tickets_agency_queue ON tickets (agency_id, status, due_at, id);
CREATE INDEX tickets_assignee ON tickets (assignee_id, status, due_at, id);
CREATE INDEX tickets_co_agency ON tickets (co_agency_id);
CREATE INDEX tickets_master ON tickets (master_id);
CREATE INDEX tickets_reason ON tickets (reason);
CREATE INDEX tickets_entered_by ON tickets (entered_by);
CREATE INDEX tickets_answered ON tickets (answered_at);

-- The folded words of what is public, a row a word, so that a search is an index look-up on both databases.
CREATE TABLE ticket_words (
    word TEXT NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (word, ticket_id)
);
CREATE INDEX ticket_words_ticket ON ticket_words (ticket_id);

-- Who sent it: apart from the ticket, so that no list and no public page reads it by accident.
CREATE TABLE contacts (
    ticket_id BIGINT PRIMARY KEY NOT NULL REFERENCES tickets (id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    show_name BOOLEAN NOT NULL,
    consent_id BIGINT NOT NULL REFERENCES consents (id),
    consented_at TIMESTAMP NOT NULL
);
CREATE INDEX contacts_consent ON contacts (consent_id);
CREATE INDEX contacts_phone ON contacts (phone);

CREATE TABLE replies (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    version INTEGER NOT NULL,
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    signed_as TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('handled', 'explained', 'planned')),
    body TEXT NOT NULL,
    document_number TEXT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES accounts (id),
    approver_id BIGINT NOT NULL REFERENCES accounts (id),
    published_at TIMESTAMP NOT NULL,
    UNIQUE (ticket_id, version)
);
CREATE INDEX replies_agency ON replies (agency_id, id);
CREATE INDEX replies_author ON replies (author_id);
CREATE INDEX replies_approver ON replies (approver_id);
CREATE TABLE reply_drafts (
    ticket_id BIGINT PRIMARY KEY NOT NULL REFERENCES tickets (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('handled', 'explained', 'planned')),
    body TEXT NOT NULL,
    signed_as TEXT NOT NULL,
    document_number TEXT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES accounts (id),
    remark TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX reply_drafts_author ON reply_drafts (author_id);

CREATE TABLE photos (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    reply_id BIGINT REFERENCES replies (id),
    role TEXT NOT NULL CHECK (role IN ('report', 'after')),
    position INTEGER NOT NULL,
    display TEXT NOT NULL,
    thumb TEXT NOT NULL,
    original TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    is_public BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX photos_ticket ON photos (ticket_id, role, position);
CREATE INDEX photos_reply ON photos (reply_id);
CREATE INDEX photos_display ON photos (display);
CREATE INDEX photos_thumb ON photos (thumb);
CREATE TABLE documents (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    reply_id BIGINT REFERENCES replies (id),
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    is_public BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX documents_ticket ON documents (ticket_id);
CREATE INDEX documents_reply ON documents (reply_id);
CREATE INDEX documents_hash ON documents (hash);

-- Append-only: what happened, who did it, and what the public may read of it.
CREATE TABLE events (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    kind TEXT NOT NULL,
    status_from TEXT,
    status_to TEXT NOT NULL,
    actor_id BIGINT REFERENCES accounts (id),
    agency_id BIGINT REFERENCES agencies (id),
    is_public BOOLEAN NOT NULL,
    public_text TEXT NOT NULL,
    remark TEXT NOT NULL,
    due TIMESTAMP,
    at TIMESTAMP NOT NULL
);
CREATE INDEX events_ticket ON events (ticket_id, id);
CREATE INDEX events_actor ON events (actor_id);
CREATE INDEX events_agency ON events (agency_id);

-- Internal notes live apart from everything a public page reads.
CREATE TABLE notes (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    author_id BIGINT NOT NULL REFERENCES accounts (id),
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX notes_ticket ON notes (ticket_id, id);
CREATE INDEX notes_author ON notes (author_id);
CREATE TABLE note_mentions (
    note_id BIGINT NOT NULL REFERENCES notes (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (note_id, account_id)
);
CREATE INDEX note_mentions_account ON note_mentions (account_id, note_id);

-- A form that is being filled in: what was typed, and photos already sent up.
CREATE TABLE drafts (
    key_hash TEXT PRIMARY KEY NOT NULL,
    answers TEXT NOT NULL,
    ticket_code TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX drafts_expiry ON drafts (expires_at);
CREATE TABLE uploads (
    id BIGINT PRIMARY KEY NOT NULL,
    draft_key TEXT NOT NULL REFERENCES drafts (key_hash),
    display TEXT NOT NULL,
    thumb TEXT NOT NULL,
    original TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX uploads_draft ON uploads (draft_key, id);

-- Letters wait here until the mail server took them.
CREATE TABLE letters (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT REFERENCES tickets (id),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    last_error TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX letters_state ON letters (state, next_try_at, id);
CREATE INDEX letters_ticket ON letters (ticket_id);

CREATE TABLE throttles (
    bucket TEXT PRIMARY KEY NOT NULL,
    window_ends_at TIMESTAMP NOT NULL,
    count INTEGER NOT NULL
);
CREATE INDEX throttles_window ON throttles (window_ends_at);
CREATE TABLE jobs (
    name TEXT PRIMARY KEY NOT NULL,
    claimed_until TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    outcome TEXT NOT NULL
);
