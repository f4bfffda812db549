-- What happened cannot be unhappened: the database itself refuses to change or delete an event. And each event carries
-- the seal of the one before it on the same report, so that a gap shows even where somebody got past the database.
-- Events from before this day carry no seal.
ALTER TABLE events ADD COLUMN previous TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN seal TEXT NOT NULL DEFAULT '';
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'events is append-only');
END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'events is append-only');
END;
CREATE TRIGGER office_events_no_update BEFORE UPDATE ON office_events BEGIN
    SELECT RAISE(ABORT, 'office_events is append-only');
END;
CREATE TRIGGER office_events_no_delete BEFORE DELETE ON office_events BEGIN
    SELECT RAISE(ABORT, 'office_events is append-only');
END;
