ALTER TABLE tickets ADD COLUMN agency_id BIGINT REFERENCES agencies (id);
ALTER TABLE tickets ADD COLUMN co_agency_id BIGINT REFERENCES agencies (id);
ALTER TABLE tickets ADD COLUMN assignee_id BIGINT REFERENCES accounts (id);
ALTER TABLE tickets ADD COLUMN forwarded_at TIMESTAMP;
ALTER TABLE tickets ADD COLUMN taken_at TIMESTAMP;
ALTER TABLE tickets ADD COLUMN due_at TIMESTAMP NOT NULL DEFAULT '9999-12-31 00:00:00';
ALTER TABLE tickets ADD COLUMN answer_due TIMESTAMP;
ALTER TABLE tickets ADD COLUMN first_answer_due TIMESTAMP;
ALTER TABLE tickets ADD COLUMN answer_amount INTEGER;
ALTER TABLE tickets ADD COLUMN answer_unit TEXT;
ALTER TABLE tickets ADD COLUMN answer_rule TEXT NOT NULL DEFAULT '';
ALTER TABLE tickets ADD COLUMN transfers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN reopenings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN extensions INTEGER NOT NULL DEFAULT 0;
UPDATE tickets SET
    agency_id = (SELECT d.agency_id FROM desk_reports d WHERE d.ticket_id = tickets.id),
    co_agency_id = (SELECT d.co_agency_id FROM desk_reports d WHERE d.ticket_id = tickets.id),
    assignee_id = (SELECT d.assignee_id FROM desk_reports d WHERE d.ticket_id = tickets.id),
    due_at = (SELECT d.due_at FROM desk_reports d WHERE d.ticket_id = tickets.id),
    forwarded_at = (SELECT MAX(e.at) FROM events e WHERE e.ticket_id = tickets.id AND e.kind = 'forwarded'),
    taken_at = (SELECT a.taken_at FROM assignments a WHERE a.ticket_id = tickets.id AND a.part = 'lead' ORDER BY a.id DESC LIMIT 1),
    answer_due = (SELECT c.due_at FROM clocks c WHERE c.ticket_id = tickets.id AND c.owed = 'answer' ORDER BY c.id DESC LIMIT 1),
    first_answer_due = (SELECT c.first_due FROM clocks c WHERE c.ticket_id = tickets.id AND c.owed = 'answer' ORDER BY c.id DESC LIMIT 1),
    answer_amount = (SELECT c.amount FROM clocks c WHERE c.ticket_id = tickets.id AND c.owed = 'answer' ORDER BY c.id DESC LIMIT 1),
    answer_unit = (SELECT c.unit FROM clocks c WHERE c.ticket_id = tickets.id AND c.owed = 'answer' ORDER BY c.id DESC LIMIT 1),
    answer_rule = COALESCE((SELECT c.rule FROM clocks c WHERE c.ticket_id = tickets.id AND c.owed = 'answer' ORDER BY c.id DESC LIMIT 1), ''),
    transfers = (SELECT COUNT(*) FROM assignments a WHERE a.ticket_id = tickets.id AND a.ended = 'sent_back'),
    reopenings = (SELECT COUNT(*) FROM events e WHERE e.ticket_id = tickets.id AND e.kind = 'reopened'),
    extensions = (SELECT COALESCE(SUM(c.extensions), 0) FROM clocks c WHERE c.ticket_id = tickets.id AND c.owed = 'answer');
CREATE TABLE deadline_rules_old (
    id INTEGER PRIMARY KEY NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('triage', 'accept', 'answer')),
    level TEXT,
    category_id BIGINT REFERENCES categories (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    unit TEXT NOT NULL CHECK (unit IN ('minutes', 'working_minutes', 'working_days')),
    valid_from DATE,
    valid_to DATE,
    legal_basis TEXT NOT NULL
);
INSERT INTO deadline_rules_old
SELECT id, CASE owed WHEN 'take' THEN 'accept' ELSE owed END, level, category_id, amount, unit, valid_from, valid_to, legal_basis
FROM deadline_rules WHERE owed <> 'part';
DROP TABLE deadline_rules;
ALTER TABLE deadline_rules_old RENAME TO deadline_rules;
CREATE INDEX deadline_rules_category ON deadline_rules (category_id);
CREATE TRIGGER deadline_rules_insert_told AFTER INSERT ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER deadline_rules_update_told AFTER UPDATE ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER deadline_rules_delete_told AFTER DELETE ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE INDEX tickets_agency ON tickets (agency_id, is_public, id);
CREATE INDEX tickets_queue ON tickets (status, due_at, id);
CREATE INDEX tickets_agency_queue ON tickets (agency_id, status, due_at, id);
CREATE INDEX tickets_assignee ON tickets (assignee_id, status, due_at, id);
CREATE INDEX tickets_co_agency ON tickets (co_agency_id);
DROP TABLE desk_reports;
DROP TABLE clocks;
DROP TABLE assignments;
DELETE FROM public_reports;
