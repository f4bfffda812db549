-- What whoever must act was told: a row a person and happening, written with it. A letter may follow, by each person's choice.
CREATE TABLE notices (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    event_id BIGINT NOT NULL REFERENCES events (id),
    what TEXT NOT NULL,
    by_id BIGINT REFERENCES accounts (id),
    for_id BIGINT REFERENCES accounts (id),
    due TIMESTAMP,
    made_at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    letter TEXT NOT NULL CHECK (letter IN ('at_once', 'digest', 'none', 'written')),
    UNIQUE (event_id, account_id)
);
CREATE INDEX notices_account ON notices (account_id, read_at, id);
CREATE INDEX notices_ticket ON notices (ticket_id, account_id);
CREATE INDEX notices_by ON notices (by_id);
CREATE INDEX notices_for ON notices (for_id);
CREATE INDEX notices_letter ON notices (letter, made_at);
-- Who is away, from when until when, and who does their work meanwhile.
CREATE TABLE absences (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    deputy_id BIGINT NOT NULL REFERENCES accounts (id),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    made_by BIGINT NOT NULL REFERENCES accounts (id),
    made_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX absences_account ON absences (account_id, last_day);
CREATE INDEX absences_deputy ON absences (deputy_id, last_day);
CREATE INDEX absences_made_by ON absences (made_by);
ALTER TABLE accounts ADD COLUMN letters TEXT NOT NULL DEFAULT 'at_once' CHECK (letters IN ('at_once', 'digest', 'none'));
INSERT INTO settings (name, value) SELECT 'city.notices.digest_at', '07:30' WHERE EXISTS (SELECT 1 FROM settings);
