DROP TABLE climbs;
DROP TABLE rungs;
DELETE FROM clocks WHERE owed = 'word';
CREATE TABLE clocks_new (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    owed TEXT NOT NULL CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info')),
    agency_id BIGINT REFERENCES agencies (id),
    since TIMESTAMP NOT NULL,
    first_due TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    amount INTEGER,
    unit TEXT,
    rule TEXT NOT NULL,
    pauses TEXT NOT NULL,
    extensions INTEGER NOT NULL,
    until TIMESTAMP NOT NULL,
    stopped TEXT NOT NULL CHECK (stopped IN ('not', 'met', 'missed', 'dropped'))
);
INSERT INTO clocks_new SELECT * FROM clocks;
DROP TABLE clocks;
ALTER TABLE clocks_new RENAME TO clocks;
CREATE INDEX clocks_ticket ON clocks (ticket_id);
CREATE INDEX clocks_agency ON clocks (agency_id);
CREATE INDEX clocks_running ON clocks (stopped, owed, due_at);
CREATE INDEX clocks_stopped ON clocks (owed, until);
