-- A line for each report in the city's ledger: what figures choose and count by, written with the report. `turn` grows with
-- each change, so that whoever keeps the ledger in memory asks for what is new.
CREATE TABLE ledger (
    ticket_id BIGINT PRIMARY KEY NOT NULL REFERENCES tickets (id),
    turn BIGINT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    level TEXT NOT NULL,
    status TEXT NOT NULL,
    category_id BIGINT NOT NULL,
    commune_id BIGINT,
    agency_id BIGINT,
    co_agency_id BIGINT,
    due_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    kept TEXT,
    reopened_at TIMESTAMP,
    triage_minutes INTEGER,
    take_minutes INTEGER,
    answer_minutes INTEGER,
    unconfirmed BOOLEAN NOT NULL
);
CREATE INDEX ledger_turn ON ledger (turn);
-- From how many answers on agencies are compared.
INSERT INTO settings (name, value) SELECT 'city.figures.least', '20' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO settings (name, value) SELECT 'city.figures.aim_percent', '90' WHERE EXISTS (SELECT 1 FROM settings);
