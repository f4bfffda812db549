UPDATE letters SET state = 'failed' WHERE state = 'held';
CREATE TABLE letters_old (
    id INTEGER PRIMARY KEY NOT NULL,
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
    sent_at TIMESTAMP,
    stop_link TEXT NOT NULL DEFAULT ''
);
INSERT INTO letters_old
SELECT id, ticket_id, kind, recipient, subject, text, html, state, attempts, next_try_at, last_error, created_at, sent_at, stop_link FROM letters;
DROP TABLE letters;
ALTER TABLE letters_old RENAME TO letters;
CREATE INDEX letters_state ON letters (state, next_try_at, id);
CREATE INDEX letters_ticket ON letters (ticket_id);
