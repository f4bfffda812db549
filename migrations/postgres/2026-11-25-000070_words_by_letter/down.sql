DROP INDEX ticket_words_ticket;
CREATE INDEX ticket_words_ticket ON ticket_words (ticket_id);
ALTER TABLE ticket_words ALTER COLUMN word TYPE TEXT COLLATE "default";
