DELETE FROM settings WHERE name = 'city.terms.promise_years';
DELETE FROM climbs WHERE clock_id IN (SELECT id FROM clocks WHERE owed IN ('promise', 'consent'));
-- An answer that promised is an answer like the others.
UPDATE desk_reports SET due_at = '9999-12-31 00:00:00' WHERE status IN ('answered', 'closed');
DELETE FROM clocks WHERE owed IN ('promise', 'consent');
ALTER TABLE reply_drafts DROP COLUMN promised_for;
ALTER TABLE ledger DROP COLUMN promised_for;
ALTER TABLE ledger DROP COLUMN promise;
ALTER TABLE ledger DROP COLUMN promise_kept_at;
CREATE TABLE climbs_kept AS SELECT * FROM climbs;
DROP TABLE climbs;
CREATE TABLE clocks_new (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    owed TEXT NOT NULL CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info', 'word')),
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
CREATE TABLE climbs (
    id INTEGER PRIMARY KEY NOT NULL,
    clock_id BIGINT NOT NULL REFERENCES clocks (id),
    rung_id BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    at TIMESTAMP NOT NULL,
    UNIQUE (clock_id, rung_id, due_at)
);
INSERT INTO climbs SELECT * FROM climbs_kept;
DROP TABLE climbs_kept;
