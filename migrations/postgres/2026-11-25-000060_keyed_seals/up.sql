-- Seals are keyed and cover the whole report, so the chain of plain hashes on the events goes. What stands there now is
-- sealed once at the next start. No foreign keys: a report that was removed leaves its seals behind.
ALTER TABLE events DROP COLUMN seal;
ALTER TABLE events DROP COLUMN previous;
CREATE TABLE report_seals (
    report BIGINT PRIMARY KEY NOT NULL,
    events INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    parts TEXT NOT NULL,
    seal TEXT NOT NULL
);
CREATE TABLE journal_seals (
    number BIGINT PRIMARY KEY NOT NULL,
    entry BIGINT NOT NULL UNIQUE,
    seal TEXT NOT NULL
);
-- What the database remembers of itself, under the instance's key.
CREATE TABLE seal_marks (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    seal TEXT NOT NULL
);
-- The portal's own connections have a table of this name that only they can see; there they find what they changed.
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before TEXT;
    after TEXT;
BEGIN
    IF to_regclass('pg_temp.touched') IS NULL THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD)::text;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW)::text;
    END IF;
    INSERT INTO pg_temp.touched (thing, row_before, row_after) VALUES (TG_TABLE_NAME, before, after);
    RETURN NULL;
END
$$;
CREATE TRIGGER tickets_sealed AFTER INSERT OR UPDATE OR DELETE ON tickets FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER contacts_sealed AFTER INSERT OR UPDATE OR DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER events_sealed AFTER INSERT OR UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER replies_sealed AFTER INSERT OR UPDATE OR DELETE ON replies FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER reply_drafts_sealed AFTER INSERT OR UPDATE OR DELETE ON reply_drafts FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER photos_sealed AFTER INSERT OR UPDATE OR DELETE ON photos FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER documents_sealed AFTER INSERT OR UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER notes_sealed AFTER INSERT OR UPDATE OR DELETE ON notes FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER consents_sealed AFTER INSERT OR UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER office_events_sealed AFTER INSERT OR UPDATE OR DELETE ON office_events FOR EACH ROW EXECUTE FUNCTION note_change();
