-- Whoever is reminded owes a word, which is a clock like the others.
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
-- Who is told when something is owed for long: at what part of the term, before its end, or after it.
CREATE TABLE rungs (
    id INTEGER PRIMARY KEY NOT NULL,
    moment TEXT NOT NULL CHECK (moment IN ('part', 'before', 'after')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    unit TEXT NOT NULL CHECK (unit IN ('percent', 'minutes', 'working_minutes', 'working_days')),
    whom TEXT NOT NULL CHECK (whom IN ('holder', 'approver', 'supervisor', 'office')),
    UNIQUE (moment, amount, unit, whom)
);
-- Which rung was reached for which deadline of a clock: each once.
CREATE TABLE climbs (
    id INTEGER PRIMARY KEY NOT NULL,
    clock_id BIGINT NOT NULL REFERENCES clocks (id),
    rung_id BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    at TIMESTAMP NOT NULL,
    UNIQUE (clock_id, rung_id, due_at)
);
INSERT INTO rungs (id, moment, amount, unit, whom)
SELECT n.id, n.moment, n.amount, n.unit, n.whom FROM (
    SELECT 1 AS id, 'part' AS moment, 50 AS amount, 'percent' AS unit, 'holder' AS whom
    UNION ALL SELECT 2, 'before', 60, 'working_minutes', 'holder'
    UNION ALL SELECT 3, 'after', 0, 'working_days', 'approver'
    UNION ALL SELECT 4, 'after', 1, 'working_days', 'supervisor'
    UNION ALL SELECT 5, 'after', 3, 'working_days', 'office') n
WHERE EXISTS (SELECT 1 FROM settings);
