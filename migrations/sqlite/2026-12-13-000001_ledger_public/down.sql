ALTER TABLE ledger DROP COLUMN reason;
ALTER TABLE ledger DROP COLUMN is_public;
