ALTER TABLE letters DROP COLUMN stop_link;
DROP INDEX contacts_confirm;
ALTER TABLE contacts DROP COLUMN confirm_by;
ALTER TABLE contacts DROP COLUMN email_verified_at;
ALTER TABLE contacts DROP COLUMN letters_stopped_at;
ALTER TABLE contacts DROP COLUMN email_failed_at;
