-- What narrows a page of the desk, saved under a name: for one person, or for the team of an agency.
CREATE TABLE views (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    agency_id BIGINT REFERENCES agencies (id),
    place TEXT NOT NULL CHECK (place IN ('list', 'figures')),
    name TEXT NOT NULL,
    asked TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX views_account ON views (account_id);
CREATE INDEX views_agency ON views (agency_id);
