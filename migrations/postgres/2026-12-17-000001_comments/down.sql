DROP TRIGGER categories_rewritten ON categories;
ALTER TABLE categories DROP COLUMN discussion;
CREATE TRIGGER categories_rewritten AFTER UPDATE OF publish, name_vi, name_en ON categories FOR EACH ROW
WHEN (OLD.publish <> NEW.publish OR OLD.name_vi <> NEW.name_vi OR OLD.name_en <> NEW.name_en)
EXECUTE FUNCTION note_rewrite('category', 'id');
DROP TABLE comments;
