-- Words by which a report is known to need another way first: somebody is in danger, or the law has its own channel for it.
CREATE TABLE signals (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('danger', 'channel')),
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    advice_vi TEXT NOT NULL,
    advice_en TEXT NOT NULL,
    link TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE TRIGGER signals_insert_told AFTER INSERT ON signals BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER signals_update_told AFTER UPDATE ON signals BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER signals_delete_told AFTER DELETE ON signals BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
-- Which of them a report had when it came in; no signal: its sender answered that somebody is in danger.
CREATE TABLE report_signals (
    id BIGINT NOT NULL PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    signal_id BIGINT REFERENCES signals (id)
);
CREATE INDEX report_signals_ticket ON report_signals (ticket_id);
CREATE INDEX report_signals_signal ON report_signals (signal_id);
-- To whom a signal was shown while they wrote, once for each form; none of it says who.
CREATE TABLE shown_signals (
    id BIGINT NOT NULL PRIMARY KEY,
    signal_id BIGINT NOT NULL REFERENCES signals (id)
);
CREATE INDEX shown_signals_signal ON shown_signals (signal_id);
