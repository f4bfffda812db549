-- A letter may be held back: its reader never confirmed the address and got many that day. They are counted by mailbox:
-- one mailbox has many spellings.
CREATE TABLE letters_new (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT REFERENCES tickets (id),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'held')),
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    last_error TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    stop_link TEXT NOT NULL DEFAULT '',
    mailbox TEXT NOT NULL DEFAULT ''
);
INSERT INTO letters_new
SELECT id, ticket_id, kind, recipient, subject, text, html, state, attempts, next_try_at, last_error, created_at, sent_at, stop_link,
    lower(recipient) FROM letters;
DROP TABLE letters;
ALTER TABLE letters_new RENAME TO letters;
CREATE INDEX letters_state ON letters (state, next_try_at, id);
CREATE INDEX letters_ticket ON letters (ticket_id);
CREATE INDEX letters_mailbox ON letters (mailbox, created_at);
