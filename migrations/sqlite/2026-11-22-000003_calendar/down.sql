CREATE TABLE office_events_old (
    id INTEGER PRIMARY KEY NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('agency', 'category', 'account', 'letter')),
    subject_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor_id BIGINT REFERENCES accounts (id),
    at TIMESTAMP NOT NULL
);
INSERT INTO office_events_old SELECT id, subject, subject_id, kind, detail, actor_id, at FROM office_events
    WHERE subject IN ('agency', 'category', 'account', 'letter');
DROP TABLE office_events;
ALTER TABLE office_events_old RENAME TO office_events;
CREATE INDEX office_events_subject ON office_events (subject, subject_id, id);
CREATE INDEX office_events_actor ON office_events (actor_id);
