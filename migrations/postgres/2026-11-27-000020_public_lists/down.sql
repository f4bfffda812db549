DROP TABLE public_reports;
DROP FUNCTION tell_public_generation();
DROP TABLE public_generations;
CREATE TABLE public_reports (
    ticket_id BIGINT NOT NULL PRIMARY KEY REFERENCES tickets (id),
    code TEXT NOT NULL UNIQUE,
    card TEXT NOT NULL,
    rest TEXT NOT NULL
);
CREATE INDEX tickets_public_standing ON tickets (is_public, standing, id);
CREATE INDEX tickets_answered ON tickets (answered_at);
