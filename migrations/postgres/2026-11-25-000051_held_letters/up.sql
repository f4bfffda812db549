-- A letter may be held back: its reader never confirmed the address and got many that day. They are counted by mailbox:
-- one mailbox has many spellings.
ALTER TABLE letters DROP CONSTRAINT letters_state_check;
ALTER TABLE letters ADD CONSTRAINT letters_state_check
    CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'held'));
ALTER TABLE letters ADD COLUMN mailbox TEXT NOT NULL DEFAULT '';
UPDATE letters SET mailbox = lower(recipient);
CREATE INDEX letters_mailbox ON letters (mailbox, created_at);
