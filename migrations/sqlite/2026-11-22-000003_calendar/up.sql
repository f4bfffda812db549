-- The calendar is kept by administrators too. What may be a subject is the program's list, as the kinds are.
CREATE TABLE office_events_new (
    id INTEGER PRIMARY KEY NOT NULL,
    subject TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor_id BIGINT REFERENCES accounts (id),
    at TIMESTAMP NOT NULL
);
INSERT INTO office_events_new SELECT id, subject, subject_id, kind, detail, actor_id, at FROM office_events;
DROP TABLE office_events;
ALTER TABLE office_events_new RENAME TO office_events;
CREATE INDEX office_events_subject ON office_events (subject, subject_id, id);
CREATE INDEX office_events_actor ON office_events (actor_id);
