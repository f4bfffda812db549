DROP TABLE climbs;
DROP TABLE rungs;
DELETE FROM clocks WHERE owed = 'word';
ALTER TABLE clocks DROP CONSTRAINT clocks_owed_check;
ALTER TABLE clocks ADD CONSTRAINT clocks_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info'));
