-- The link to a sender's own page carries a number: whoever asks for another link counts it up, and the old ones open
-- nothing more. A report whose link was never renewed has no row.
CREATE TABLE own_links (
    ticket_id BIGINT NOT NULL PRIMARY KEY REFERENCES tickets (id),
    number INTEGER NOT NULL,
    renewed_at TIMESTAMP NOT NULL
);
