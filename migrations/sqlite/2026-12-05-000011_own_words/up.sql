-- What a sender wrote before they corrected it: a row a correction, for the 1022 desk alone.
CREATE TABLE own_words (
    id INTEGER PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    place TEXT NOT NULL,
    photos_out INTEGER NOT NULL,
    until TIMESTAMP NOT NULL
);
CREATE INDEX own_words_ticket ON own_words (ticket_id);
