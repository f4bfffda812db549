DROP TRIGGER events_no_update;
DROP TRIGGER events_no_delete;
DROP TRIGGER office_events_no_update;
DROP TRIGGER office_events_no_delete;
ALTER TABLE events DROP COLUMN seal;
ALTER TABLE events DROP COLUMN previous;
