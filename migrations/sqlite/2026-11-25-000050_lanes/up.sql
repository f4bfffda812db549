-- A job is held for a short time by whoever works (claimed_until), and due again at next_at; empty means at once.
-- How often it failed in a row, and since when.
ALTER TABLE jobs ADD COLUMN next_at TIMESTAMP;
ALTER TABLE jobs ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN failing_since TIMESTAMP;
