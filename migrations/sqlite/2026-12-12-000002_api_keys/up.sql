-- Keys by which other programs write to the portal. Of the key itself only its first part and a hash of the rest are kept.
CREATE TABLE api_keys (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    -- What it lets do, separated by spaces.
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- Its last day.
    valid_to DATE NOT NULL,
    revoked_at TIMESTAMP,
    -- The day on which it was used last.
    used_on DATE
);
