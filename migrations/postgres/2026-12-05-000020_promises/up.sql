-- What an answer says will be done is owed by a day, and an agency's leave to answer later is owed by its approver: clocks like the others.
ALTER TABLE clocks DROP CONSTRAINT clocks_owed_check;
ALTER TABLE clocks ADD CONSTRAINT clocks_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info', 'word', 'promise', 'consent'));
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
