-- How letters fare with a sender. Empty columns mean: letters arrive as far as we know, are wanted, and nothing is awaited.
ALTER TABLE contacts ADD COLUMN email_failed_at TIMESTAMP;
ALTER TABLE contacts ADD COLUMN letters_stopped_at TIMESTAMP;
ALTER TABLE contacts ADD COLUMN email_verified_at TIMESTAMP;
-- Until when the sender may still confirm; empty when there is nothing (more) to confirm.
ALTER TABLE contacts ADD COLUMN confirm_by TIMESTAMP;
CREATE INDEX contacts_confirm ON contacts (confirm_by);
-- Where the reader can stop letters like this one (RFC 8058); '' where they cannot be stopped.
ALTER TABLE letters ADD COLUMN stop_link TEXT NOT NULL DEFAULT '';
