-- Reports are found by a full text index: their words folded, and once more with their tones. It holds no text of its own, and its
-- rows are the reports. No word of it is cut or folded by the database: that is done before.
DROP TABLE ticket_words;
CREATE VIRTUAL TABLE search_index USING fts5(
    head, plain, toned, content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- Each word that stands there, or stood there: for beginnings, and for what somebody may have meant.
CREATE TABLE search_words (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER communes_before_rewritten AFTER UPDATE OF old_units, old_districts ON communes
WHEN OLD.old_units <> NEW.old_units OR OLD.old_districts <> NEW.old_districts
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('commune', NEW.id, 0); END;
-- Every copy is written anew, a part at a time.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT 'category', CAST(id AS TEXT), 0 FROM categories WHERE TRUE
ON CONFLICT (rule, rule_key) DO UPDATE SET done_to = 0;
