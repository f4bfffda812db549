DROP TRIGGER communes_before_rewritten;
DROP TABLE search_words;
DROP TABLE search_index;
CREATE TABLE ticket_words (
    word TEXT NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    PRIMARY KEY (word, ticket_id)
);
CREATE INDEX ticket_words_ticket ON ticket_words (ticket_id, word);
UPDATE public_reports SET words = '';
