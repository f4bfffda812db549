DELETE FROM settings WHERE name = 'city.terms.promise_years';
DELETE FROM climbs WHERE clock_id IN (SELECT id FROM clocks WHERE owed IN ('promise', 'consent'));
-- An answer that promised is an answer like the others.
UPDATE desk_reports SET due_at = '9999-12-31 00:00:00' WHERE status IN ('answered', 'closed');
DELETE FROM clocks WHERE owed IN ('promise', 'consent');
ALTER TABLE reply_drafts DROP COLUMN promised_for;
ALTER TABLE ledger DROP COLUMN promised_for;
ALTER TABLE ledger DROP COLUMN promise;
ALTER TABLE ledger DROP COLUMN promise_kept_at;
ALTER TABLE clocks DROP CONSTRAINT clocks_owed_check;
ALTER TABLE clocks ADD CONSTRAINT clocks_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info', 'word'));
