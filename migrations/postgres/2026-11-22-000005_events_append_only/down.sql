DROP TRIGGER events_append_only ON events;
DROP TRIGGER events_no_truncate ON events;
DROP TRIGGER office_events_append_only ON office_events;
DROP TRIGGER office_events_no_truncate ON office_events;
DROP FUNCTION refuse_change();
ALTER TABLE events DROP COLUMN seal;
ALTER TABLE events DROP COLUMN previous;
