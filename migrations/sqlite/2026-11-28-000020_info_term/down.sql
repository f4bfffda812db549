DELETE FROM settings WHERE name = 'city.terms.info_again_days';
DELETE FROM clocks WHERE owed = 'info';
DELETE FROM deadline_rules WHERE owed = 'info';
-- What is owed next is again what the desk or the agency owes.
UPDATE desk_reports SET due_at = COALESCE((
    SELECT c.due_at FROM clocks c
    WHERE c.ticket_id = desk_reports.ticket_id AND c.stopped = 'not' AND c.owed IN ('triage', 'take', 'answer')
    ORDER BY CASE c.owed WHEN 'triage' THEN 0 WHEN 'take' THEN 1 ELSE 2 END, c.id DESC LIMIT 1
), due_at) WHERE status = 'needs_info';
CREATE TABLE clocks_new (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    owed TEXT NOT NULL CHECK (owed IN ('triage', 'take', 'answer', 'part')),
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
CREATE TABLE deadline_rules_new (
    id INTEGER PRIMARY KEY NOT NULL,
    owed TEXT NOT NULL CHECK (owed IN ('triage', 'take', 'answer', 'part')),
    level TEXT,
    category_id BIGINT REFERENCES categories (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL CHECK (unit IN ('minutes', 'working_minutes', 'working_days')),
    valid_from DATE,
    valid_to DATE,
    legal_basis TEXT NOT NULL
);
INSERT INTO deadline_rules_new SELECT * FROM deadline_rules;
DROP TABLE deadline_rules;
ALTER TABLE deadline_rules_new RENAME TO deadline_rules;
CREATE INDEX deadline_rules_category ON deadline_rules (category_id);
CREATE TRIGGER deadline_rules_insert_told AFTER INSERT ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER deadline_rules_update_told AFTER UPDATE ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER deadline_rules_delete_told AFTER DELETE ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
