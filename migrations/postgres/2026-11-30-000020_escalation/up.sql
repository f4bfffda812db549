-- Whoever is reminded owes a word, which is a clock like the others.
ALTER TABLE clocks DROP CONSTRAINT clocks_owed_check;
ALTER TABLE clocks ADD CONSTRAINT clocks_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info', 'word'));
-- Who is told when something is owed for long: at what part of the term, before its end, or after it.
CREATE TABLE rungs (
    id BIGINT PRIMARY KEY NOT NULL,
    moment TEXT NOT NULL CHECK (moment IN ('part', 'before', 'after')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    unit TEXT NOT NULL CHECK (unit IN ('percent', 'minutes', 'working_minutes', 'working_days')),
    whom TEXT NOT NULL CHECK (whom IN ('holder', 'approver', 'supervisor', 'office')),
    UNIQUE (moment, amount, unit, whom)
);
-- Which rung was reached for which deadline of a clock: each once.
CREATE TABLE climbs (
    id BIGINT PRIMARY KEY NOT NULL,
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
