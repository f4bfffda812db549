-- Append-only: what administrators changed in the house itself (agencies, categories, accounts, letters), and who did it.
CREATE TABLE office_events (
    id INTEGER PRIMARY KEY NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('agency', 'category', 'account', 'letter')),
    subject_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor_id BIGINT REFERENCES accounts (id),
    at TIMESTAMP NOT NULL
);
CREATE INDEX office_events_subject ON office_events (subject, subject_id, id);
CREATE INDEX office_events_actor ON office_events (actor_id);
