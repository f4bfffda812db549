-- Seals are keyed and cover the whole report, so the chain of plain hashes on the events goes. What stands there now is
-- sealed once at the next start. No foreign keys: a report that was removed leaves its seals behind.
ALTER TABLE events DROP COLUMN seal;
ALTER TABLE events DROP COLUMN previous;
CREATE TABLE report_seals (
    report INTEGER PRIMARY KEY NOT NULL,
    events INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    parts TEXT NOT NULL,
    seal TEXT NOT NULL
);
CREATE TABLE journal_seals (
    number INTEGER PRIMARY KEY NOT NULL,
    entry BIGINT NOT NULL UNIQUE,
    seal TEXT NOT NULL
);
-- What the database remembers of itself, under the instance's key.
CREATE TABLE seal_marks (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    seal TEXT NOT NULL
);
