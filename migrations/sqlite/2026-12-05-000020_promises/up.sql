-- What an answer says will be done is owed by a day, and an agency's leave to answer later is owed by its approver: clocks like the others.
CREATE TABLE climbs_kept AS SELECT * FROM climbs;
DROP TABLE climbs;
CREATE TABLE clocks_new (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    owed TEXT NOT NULL CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info', 'word', 'promise', 'consent')),
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
-- The day that an answer being written names.
ALTER TABLE reply_drafts ADD COLUMN promised_for DATE;
-- What figures count of promises: by when, how it stands, and when it was kept.
ALTER TABLE ledger ADD COLUMN promised_for TIMESTAMP;
ALTER TABLE ledger ADD COLUMN promise TEXT;
ALTER TABLE ledger ADD COLUMN promise_kept_at TIMESTAMP;
-- So many years ahead a promise may reach.
INSERT INTO settings (name, value) SELECT 'city.terms.promise_years', '3' WHERE EXISTS (SELECT 1 FROM settings);
-- Whoever has weeks is told before the last hour.
INSERT INTO rungs (id, moment, amount, unit, whom)
SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM rungs), 'before', 10, 'working_days', 'holder'
WHERE EXISTS (SELECT 1 FROM settings)
AND NOT EXISTS (SELECT 1 FROM rungs WHERE moment = 'before' AND amount = 10 AND unit = 'working_days' AND whom = 'holder');
