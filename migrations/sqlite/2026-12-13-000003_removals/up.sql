-- Somebody asks that something public is taken down or blacked out: why, by when it is decided, and what was decided.
CREATE TABLE removal_requests (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    reply_version INTEGER,
    why TEXT NOT NULL CHECK (why IN ('personal_data', 'picture', 'wrong', 'insult', 'other')),
    words TEXT NOT NULL,
    email TEXT NOT NULL,
    lang TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    decision TEXT CHECK (decision IN ('hidden', 'redacted', 'kept')),
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES accounts (id),
    answer TEXT NOT NULL
);
CREATE INDEX removal_requests_ticket ON removal_requests (ticket_id);
CREATE INDEX removal_requests_decided_by ON removal_requests (decided_by);
CREATE INDEX removal_requests_open ON removal_requests (decision, due_at, id);
CREATE INDEX removal_requests_asked ON removal_requests (asked_at);

-- Within how many working days such a request is decided.
INSERT INTO settings (name, value) SELECT 'city.terms.removal_days', '2' WHERE EXISTS (SELECT 1 FROM settings);
