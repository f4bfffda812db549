-- Readers who follow a report or a list by mail. Their addresses stand here until they stop.
CREATE TABLE follows (
    id BIGINT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    -- Whose box that is, for counting: many spellings lead to one.
    mailbox TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- A report; or what the public list was asked for, as its address says it, and the same in words.
    ticket_id BIGINT REFERENCES tickets (id),
    question TEXT NOT NULL,
    named TEXT NOT NULL,
    -- How often, and how often was asked for last, which holds once it is confirmed.
    pace TEXT NOT NULL CHECK (pace IN ('at_once', 'daily', 'weekly')),
    asked_pace TEXT NOT NULL CHECK (asked_pace IN ('at_once', 'daily', 'weekly')),
    -- The link that confirms it, and until when it opens.
    token_hash TEXT NOT NULL UNIQUE,
    asked_at TIMESTAMP NOT NULL,
    confirm_by TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    -- What happened before was told, or was to be read before it was confirmed.
    told_until TIMESTAMP,
    -- Something happened to the report since then.
    woken_at TIMESTAMP
);
CREATE UNIQUE INDEX follows_report ON follows (ticket_id, email);
CREATE UNIQUE INDEX follows_list ON follows (email, question) WHERE ticket_id IS NULL;
CREATE INDEX follows_mailbox ON follows (mailbox);
CREATE INDEX follows_due ON follows (pace, told_until, id);
CREATE INDEX follows_woken ON follows (woken_at);
CREATE INDEX follows_unconfirmed ON follows (confirm_by) WHERE confirmed_at IS NULL;
-- A letter to who follows goes with what it tells of: nothing of it stays once it was sent, or is not wanted any more. Since when
-- it tells: taken back before it left, it is written anew from there.
ALTER TABLE letters ADD COLUMN follow_id BIGINT;
ALTER TABLE letters ADD COLUMN follow_since TIMESTAMP;
CREATE INDEX letters_follow ON letters (follow_id);
-- When a report became public: what is new in a list since then.
ALTER TABLE public_reports ADD COLUMN published_at TIMESTAMP;
CREATE INDEX public_reports_published ON public_reports (published_at, ticket_id);

-- How much one box may follow, within how many days that is confirmed, and how much one letter names.
INSERT INTO settings (name, value) SELECT 'city.follows.most', '30' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO settings (name, value) SELECT 'city.follows.confirm_days', '3' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO settings (name, value) SELECT 'city.follows.items', '20' WHERE EXISTS (SELECT 1 FROM settings);
