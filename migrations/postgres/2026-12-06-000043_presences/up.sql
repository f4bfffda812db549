-- Who has which report open, and whether they write at it: said by their pages, forgotten after minutes. No record of anything.
CREATE TABLE presences (
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    seen_at TIMESTAMP NOT NULL,
    writes BOOLEAN NOT NULL,
    PRIMARY KEY (ticket_id, account_id)
);
CREATE INDEX presences_account ON presences (account_id);
CREATE INDEX presences_seen ON presences (seen_at);
