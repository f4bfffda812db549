-- A refusal that its sender objects to, or that whoever watches doubts, waits for somebody else than who refused: one row a report.
CREATE TABLE objections (
    ticket_id INTEGER PRIMARY KEY NOT NULL REFERENCES tickets (id),
    by_sender BOOLEAN NOT NULL,
    why TEXT NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    heard TEXT NOT NULL CHECK (heard IN ('open', 'upheld', 'taken_up'))
);
CREATE INDEX objections_heard ON objections (heard, raised_at);
