-- Of some reports those that have a beginning are found by both columns.
DROP INDEX ticket_words_ticket;
CREATE INDEX ticket_words_ticket ON ticket_words (ticket_id, word);
