-- A rule by which the public copies are made was changed, by whomever: the copies that it touches are to be written anew, a part
-- at a time. Up to which row that has been done stands in done_to.
CREATE TABLE rewrites (
    rule TEXT NOT NULL,
    rule_key TEXT NOT NULL,
    done_to BIGINT NOT NULL,
    PRIMARY KEY (rule, rule_key)
);
CREATE FUNCTION note_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO rewrites (rule, rule_key, done_to) VALUES (TG_ARGV[0], to_jsonb(NEW) ->> TG_ARGV[1], 0)
    ON CONFLICT (rule, rule_key) DO UPDATE SET done_to = 0;
    RETURN NULL;
END
$$;
CREATE TRIGGER categories_rewritten AFTER UPDATE OF publish, name_vi, name_en ON categories FOR EACH ROW
WHEN (OLD.publish <> NEW.publish OR OLD.name_vi <> NEW.name_vi OR OLD.name_en <> NEW.name_en)
EXECUTE FUNCTION note_rewrite('category', 'id');
CREATE TRIGGER agencies_rewritten AFTER UPDATE OF name, successor_id ON agencies FOR EACH ROW
WHEN (OLD.name <> NEW.name OR OLD.successor_id IS DISTINCT FROM NEW.successor_id)
EXECUTE FUNCTION note_rewrite('agency', 'id');
CREATE TRIGGER agencies_answers_rewritten AFTER UPDATE OF name, successor_id ON agencies FOR EACH ROW
WHEN (OLD.name <> NEW.name OR OLD.successor_id IS DISTINCT FROM NEW.successor_id)
EXECUTE FUNCTION note_rewrite('answers', 'id');
CREATE TRIGGER communes_rewritten AFTER UPDATE OF name ON communes FOR EACH ROW WHEN (OLD.name <> NEW.name)
EXECUTE FUNCTION note_rewrite('commune', 'id');
CREATE TRIGGER refusal_reasons_rewritten AFTER UPDATE OF hides ON refusal_reasons FOR EACH ROW WHEN (OLD.hides <> NEW.hides)
EXECUTE FUNCTION note_rewrite('reason', 'code');
