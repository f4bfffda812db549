-- A rule by which the public copies are made was changed, by whomever: the copies that it touches are to be written anew, a part
-- at a time. Up to which row that has been done stands in done_to.
CREATE TABLE rewrites (
    rule TEXT NOT NULL,
    rule_key TEXT NOT NULL,
    done_to BIGINT NOT NULL,
    PRIMARY KEY (rule, rule_key)
);
CREATE TRIGGER categories_rewritten AFTER UPDATE OF publish, name_vi, name_en ON categories
WHEN OLD.publish <> NEW.publish OR OLD.name_vi <> NEW.name_vi OR OLD.name_en <> NEW.name_en
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('category', NEW.id, 0); END;
CREATE TRIGGER agencies_rewritten AFTER UPDATE OF name, successor_id ON agencies
WHEN OLD.name <> NEW.name OR OLD.successor_id IS NOT NEW.successor_id
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('agency', NEW.id, 0), ('answers', NEW.id, 0); END;
CREATE TRIGGER communes_rewritten AFTER UPDATE OF name ON communes WHEN OLD.name <> NEW.name
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('commune', NEW.id, 0); END;
CREATE TRIGGER refusal_reasons_rewritten AFTER UPDATE OF hides ON refusal_reasons WHEN OLD.hides <> NEW.hides
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('reason', NEW.code, 0); END;
