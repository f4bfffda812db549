ALTER TABLE jobs DROP COLUMN failing_since;
ALTER TABLE jobs DROP COLUMN failures;
ALTER TABLE jobs DROP COLUMN next_at;
