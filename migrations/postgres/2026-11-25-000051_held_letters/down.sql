DROP INDEX letters_mailbox;
ALTER TABLE letters DROP COLUMN mailbox;
UPDATE letters SET state = 'failed' WHERE state = 'held';
ALTER TABLE letters DROP CONSTRAINT letters_state_check;
ALTER TABLE letters ADD CONSTRAINT letters_state_check CHECK (state IN ('waiting', 'sending', 'sent', 'failed'));
