DELETE FROM settings WHERE name = 'city.terms.info_again_days';
DELETE FROM clocks WHERE owed = 'info';
DELETE FROM deadline_rules WHERE owed = 'info';
-- What is owed next is again what the desk or the agency owes.
UPDATE desk_reports SET due_at = COALESCE((
    SELECT c.due_at FROM clocks c
    WHERE c.ticket_id = desk_reports.ticket_id AND c.stopped = 'not' AND c.owed IN ('triage', 'take', 'answer')
    ORDER BY CASE c.owed WHEN 'triage' THEN 0 WHEN 'take' THEN 1 ELSE 2 END, c.id DESC LIMIT 1
), due_at) WHERE status = 'needs_info';
ALTER TABLE clocks DROP CONSTRAINT clocks_owed_check;
ALTER TABLE clocks ADD CONSTRAINT clocks_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part'));
ALTER TABLE deadline_rules DROP CONSTRAINT deadline_rules_owed_check;
ALTER TABLE deadline_rules ADD CONSTRAINT deadline_rules_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part'));
