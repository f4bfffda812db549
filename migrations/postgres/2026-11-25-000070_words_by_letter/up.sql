-- Beginnings are looked for between two words: that needs the order of the letters' bytes, whatever the language of the
-- database; and of some reports those that have a beginning are found by both columns.
ALTER TABLE ticket_words ALTER COLUMN word TYPE TEXT COLLATE "C";
DROP INDEX ticket_words_ticket;
CREATE INDEX ticket_words_ticket ON ticket_words (ticket_id, word);
