DROP TRIGGER categories_rewritten;
ALTER TABLE categories DROP COLUMN discussion;
CREATE TRIGGER categories_rewritten AFTER UPDATE OF publish, name_vi, name_en ON categories
WHEN OLD.publish <> NEW.publish OR OLD.name_vi <> NEW.name_vi OR OLD.name_en <> NEW.name_en
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('category', NEW.id, 0); END;
DROP TABLE comments;
