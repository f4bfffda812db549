ALTER TABLE documents DROP COLUMN acts;
