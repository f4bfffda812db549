-- What happened cannot be unhappened: the database itself refuses to change or delete an event. And each event carries
-- the seal of the one before it on the same report, so that a gap shows even where somebody got past the database.
-- Events from before this day carry no seal.
ALTER TABLE events ADD COLUMN previous TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN seal TEXT NOT NULL DEFAULT '';
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER office_events_append_only BEFORE UPDATE OR DELETE ON office_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER office_events_no_truncate BEFORE TRUNCATE ON office_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
