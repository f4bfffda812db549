-- What the public reads of a report, ready: a list's card, and the rest of its page. Made of the other tables, and of nothing else.
CREATE TABLE public_reports (
    ticket_id BIGINT NOT NULL PRIMARY KEY REFERENCES tickets (id),
    code TEXT NOT NULL UNIQUE,
    card TEXT NOT NULL,
    rest TEXT NOT NULL
);
