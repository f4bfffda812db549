-- Who holds a report and what is owed on it become rows of their own: several agencies, pauses, extensions and every turn that
-- was taken can be kept, and a report's own row says only what the report is.
CREATE TABLE assignments (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    part TEXT NOT NULL CHECK (part IN ('lead', 'with')),
    agency_id BIGINT NOT NULL REFERENCES agencies (id),
    person_id BIGINT REFERENCES accounts (id),
    taken_at TIMESTAMP,
    since TIMESTAMP NOT NULL,
    until TIMESTAMP NOT NULL,
    ended TEXT NOT NULL CHECK (ended IN
        ('open', 'handed_on', 'rerouted', 'sent_back', 'passed_on', 'taken_back', 'answered', 'settled'))
);
CREATE INDEX assignments_ticket ON assignments (ticket_id);
CREATE INDEX assignments_agency ON assignments (agency_id);
CREATE INDEX assignments_person ON assignments (person_id);
CREATE TABLE clocks (
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
CREATE INDEX clocks_ticket ON clocks (ticket_id);
CREATE INDEX clocks_agency ON clocks (agency_id);
CREATE INDEX clocks_running ON clocks (stopped, owed, due_at);
CREATE INDEX clocks_stopped ON clocks (owed, until);
-- What the desk's lists choose and order by: made of the tables above and the report, with every change.
CREATE TABLE desk_reports (
    ticket_id INTEGER PRIMARY KEY NOT NULL REFERENCES tickets (id),
    status TEXT NOT NULL,
    level TEXT NOT NULL,
    agency_id BIGINT REFERENCES agencies (id),
    co_agency_id BIGINT REFERENCES agencies (id),
    assignee_id BIGINT REFERENCES accounts (id),
    due_at TIMESTAMP NOT NULL
);
CREATE INDEX desk_reports_queue ON desk_reports (status, due_at, ticket_id);
CREATE INDEX desk_reports_agency ON desk_reports (agency_id, status, due_at, ticket_id);
CREATE INDEX desk_reports_co_agency ON desk_reports (co_agency_id);
CREATE INDEX desk_reports_assignee ON desk_reports (assignee_id, status, due_at, ticket_id);
INSERT INTO desk_reports (ticket_id, status, level, agency_id, co_agency_id, assignee_id, due_at)
SELECT id, status, level, agency_id, co_agency_id, assignee_id, due_at FROM tickets;

-- The turns of the lead, as the events tell them.
WITH turns AS (
    SELECT id, ticket_id, kind, agency_id, at,
        LEAD(kind) OVER way AS next_kind, LEAD(at) OVER way AS next_at
    FROM events
    WHERE kind IN ('forwarded', 'reopened', 'sent_back', 'separated', 'answered', 'refused', 'marked_duplicate', 'withdrawn',
        'expired', 'closed') OR (kind = 'passed_on' AND is_public = 1)
    WINDOW way AS (PARTITION BY ticket_id ORDER BY id)
)
INSERT INTO assignments (id, ticket_id, part, agency_id, person_id, taken_at, since, until, ended)
SELECT id, ticket_id, 'lead', agency_id, NULL, NULL, at, COALESCE(next_at, '9999-12-31 00:00:00'),
    CASE
        WHEN next_kind IS NULL THEN 'open'
        WHEN next_kind = 'forwarded' THEN 'rerouted'
        WHEN next_kind IN ('sent_back', 'passed_on', 'answered') THEN next_kind
        WHEN next_kind = 'separated' THEN 'taken_back'
        ELSE 'settled'
    END
FROM turns WHERE kind IN ('forwarded', 'passed_on', 'reopened') AND agency_id IS NOT NULL;
-- What stands on the report has the last word: who holds it, since when, who works on it. That it was sent back stays true
-- whatever came of it, and an answer ends the turn in which it was given, not the one after it.
INSERT INTO assignments (id, ticket_id, part, agency_id, person_id, taken_at, since, until, ended)
SELECT id, id, 'lead', agency_id, NULL, NULL, COALESCE(forwarded_at, accepted_at, created_at), '9999-12-31 00:00:00',
    CASE WHEN status = 'returned' AND transfers > 0 THEN 'sent_back' ELSE 'open' END
FROM tickets WHERE agency_id IS NOT NULL AND id NOT IN (SELECT ticket_id FROM assignments);
UPDATE assignments SET
    agency_id = (SELECT t.agency_id FROM tickets t WHERE t.id = ticket_id),
    person_id = (SELECT t.assignee_id FROM tickets t WHERE t.id = ticket_id),
    taken_at = (SELECT t.taken_at FROM tickets t WHERE t.id = ticket_id),
    until = (SELECT CASE
        WHEN ended = 'sent_back' THEN until
        WHEN t.status IN ('answered', 'closed') AND t.answered_at >= since THEN t.answered_at
        WHEN t.status IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn')
            THEN COALESCE(t.closed_at, t.answered_at, t.created_at)
        ELSE '9999-12-31 00:00:00' END FROM tickets t WHERE t.id = ticket_id),
    ended = (SELECT CASE
        WHEN ended = 'sent_back' THEN ended
        WHEN t.status IN ('answered', 'closed') AND t.answered_at >= since THEN 'answered'
        WHEN t.status IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn') THEN 'settled'
        ELSE 'open' END FROM tickets t WHERE t.id = ticket_id)
WHERE id IN (SELECT MAX(a.id) FROM assignments a JOIN tickets t ON t.id = a.ticket_id
    WHERE t.agency_id IS NOT NULL GROUP BY a.ticket_id);
-- What was separated from its master is in nobody's hands: a turn that ended as it began, so that the ones before it stay.
INSERT INTO assignments (id, ticket_id, part, agency_id, person_id, taken_at, since, until, ended)
SELECT e.id, a.ticket_id, 'lead', a.agency_id, NULL, NULL, e.at, e.at, 'taken_back'
FROM assignments a JOIN tickets t ON t.id = a.ticket_id JOIN events e ON e.ticket_id = a.ticket_id
WHERE t.agency_id IS NULL AND e.id > a.id
    AND a.id = (SELECT MAX(b.id) FROM assignments b WHERE b.ticket_id = a.ticket_id)
    AND e.id = (SELECT MAX(f.id) FROM events f WHERE f.ticket_id = a.ticket_id AND f.kind = 'separated');
UPDATE assignments SET ended = 'taken_back'
WHERE ended NOT IN ('rerouted', 'passed_on') AND id IN (SELECT MAX(a.id) FROM assignments a JOIN tickets t ON t.id = a.ticket_id
    WHERE t.agency_id IS NULL GROUP BY a.ticket_id);
INSERT INTO assignments (id, ticket_id, part, agency_id, person_id, taken_at, since, until, ended)
SELECT -t.id, t.id, 'with', t.co_agency_id, NULL, NULL, COALESCE(t.forwarded_at, t.accepted_at, t.created_at),
    CASE WHEN a.ended = 'answered' THEN a.until
        WHEN t.status IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn')
            THEN COALESCE(t.closed_at, t.answered_at, t.created_at)
        ELSE '9999-12-31 00:00:00' END,
    CASE WHEN a.ended = 'answered' THEN a.ended
        WHEN t.status IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn') THEN 'settled'
        ELSE 'open' END
FROM tickets t JOIN assignments a ON a.ticket_id = t.id
WHERE t.co_agency_id IS NOT NULL AND a.id = (SELECT MAX(b.id) FROM assignments b WHERE b.ticket_id = t.id);

-- The answer's clock, with the times at which it stood still.
WITH asked AS (
    SELECT id, ticket_id, kind, at, LEAD(at) OVER (PARTITION BY ticket_id ORDER BY id) AS next_at
    FROM events WHERE kind IN ('info_asked', 'info_given', 'closed', 'withdrawn')
), began AS (
    SELECT t.id AS ticket_id, COALESCE(
        (SELECT MAX(e.at) FROM events e WHERE e.ticket_id = t.id AND e.kind = 'reopened'),
        (SELECT MIN(e.at) FROM events e WHERE e.ticket_id = t.id AND e.kind = 'forwarded'),
        t.forwarded_at, t.created_at) AS at
    FROM tickets t WHERE t.answer_due IS NOT NULL
)
INSERT INTO clocks (id, ticket_id, owed, agency_id, since, first_due, due_at, amount, unit, rule, pauses, extensions, until, stopped)
SELECT -t.id, t.id, 'answer', t.agency_id, began.at, COALESCE(t.first_answer_due, t.answer_due), t.answer_due, t.answer_amount,
    t.answer_unit, t.answer_rule,
    COALESCE((SELECT group_concat(replace(asked.at, ' ', 'T') || '/' || COALESCE(replace(asked.next_at, ' ', 'T'), ''), ' ')
        FROM asked WHERE asked.ticket_id = t.id AND asked.kind = 'info_asked' AND asked.at >= began.at), ''),
    t.extensions,
    CASE WHEN t.status IN ('answered', 'closed') AND t.answered_at >= began.at THEN t.answered_at
        WHEN t.status IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn')
            THEN COALESCE(t.closed_at, t.answered_at, t.created_at)
        ELSE '9999-12-31 00:00:00' END,
    CASE WHEN t.status IN ('answered', 'closed') AND t.answered_at >= began.at
            THEN CASE WHEN t.answered_at <= t.answer_due THEN 'met' ELSE 'missed' END
        WHEN t.status IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn') THEN 'dropped'
        ELSE 'not' END
FROM tickets t JOIN began ON began.ticket_id = t.id;
-- The clock of the step before it, where that is what is due next.
INSERT INTO clocks (id, ticket_id, owed, agency_id, since, first_due, due_at, amount, unit, rule, pauses, extensions, until, stopped)
SELECT t.id, t.id,
    CASE WHEN t.status IN ('forwarded', 'reopened') OR (t.status = 'needs_info' AND a.ended = 'open')
        THEN 'take' ELSE 'triage' END,
    CASE WHEN t.status IN ('forwarded', 'reopened') OR (t.status = 'needs_info' AND a.ended = 'open')
        THEN t.agency_id END,
    COALESCE((SELECT MAX(e.at) FROM events e WHERE e.ticket_id = t.id
        AND e.kind IN ('submitted', 'forwarded', 'reopened', 'sent_back', 'info_given', 'separated', 'confirmed')), t.created_at),
    t.due_at, t.due_at, NULL, NULL, '',
    CASE WHEN t.status = 'needs_info' THEN COALESCE((SELECT replace(MAX(e.at), ' ', 'T') || '/' FROM events e
        WHERE e.ticket_id = t.id AND e.kind = 'info_asked'), '') ELSE '' END,
    0, '9999-12-31 00:00:00', 'not'
FROM tickets t
    LEFT JOIN assignments a ON a.id = (SELECT MAX(b.id) FROM assignments b WHERE b.ticket_id = t.id AND b.part = 'lead')
WHERE t.status NOT IN ('answered', 'closed', 'rejected', 'duplicate', 'withdrawn')
    AND (t.answer_due IS NULL OR t.due_at <> t.answer_due);
-- Who works with the lead owes their part by the same day.
INSERT INTO clocks (id, ticket_id, owed, agency_id, since, first_due, due_at, amount, unit, rule, pauses, extensions, until, stopped)
SELECT a.since_id, c.ticket_id, 'part', t.co_agency_id, c.since, c.first_due, c.due_at, c.amount, c.unit, c.rule, c.pauses, 0, c.until, c.stopped
FROM clocks c JOIN tickets t ON t.id = c.ticket_id
    JOIN (SELECT ticket_id, MAX(id) AS since_id FROM events WHERE kind = 'forwarded' GROUP BY ticket_id) a ON a.ticket_id = t.id
WHERE c.owed = 'answer' AND t.co_agency_id IS NOT NULL;

-- What a step is called, once.
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
INSERT INTO deadline_rules_new
SELECT id, CASE step WHEN 'accept' THEN 'take' ELSE step END, level, category_id, amount, unit, valid_from, valid_to, legal_basis
FROM deadline_rules;
DROP TABLE deadline_rules;
ALTER TABLE deadline_rules_new RENAME TO deadline_rules;
CREATE INDEX deadline_rules_category ON deadline_rules (category_id);
CREATE TRIGGER deadline_rules_insert_told AFTER INSERT ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER deadline_rules_update_told AFTER UPDATE ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER deadline_rules_delete_told AFTER DELETE ON deadline_rules BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;

DROP INDEX tickets_agency;
DROP INDEX tickets_queue;
DROP INDEX tickets_agency_queue;
DROP INDEX tickets_assignee;
DROP INDEX tickets_co_agency;
ALTER TABLE tickets DROP COLUMN agency_id;
ALTER TABLE tickets DROP COLUMN co_agency_id;
ALTER TABLE tickets DROP COLUMN assignee_id;
ALTER TABLE tickets DROP COLUMN forwarded_at;
ALTER TABLE tickets DROP COLUMN taken_at;
ALTER TABLE tickets DROP COLUMN due_at;
ALTER TABLE tickets DROP COLUMN answer_due;
ALTER TABLE tickets DROP COLUMN first_answer_due;
ALTER TABLE tickets DROP COLUMN answer_amount;
ALTER TABLE tickets DROP COLUMN answer_unit;
ALTER TABLE tickets DROP COLUMN answer_rule;
ALTER TABLE tickets DROP COLUMN transfers;
ALTER TABLE tickets DROP COLUMN reopenings;
ALTER TABLE tickets DROP COLUMN extensions;
-- Copies of what the public reads are made anew at the next start.
DELETE FROM public_reports;
