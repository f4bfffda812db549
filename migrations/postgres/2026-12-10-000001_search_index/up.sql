-- Reports are found by a full text index: their words folded ("duong"), those of title and place once more ("^duong"), and with
-- their tones ("~…"). No word of it is cut or folded by the database: that is done before.
DROP TABLE ticket_words;
CREATE TABLE search_index (ticket_id BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX search_index_words ON search_index USING GIN (words) WITH (fastupdate = off);
-- Each word that stands there, or stood there: for beginnings, and for what somebody may have meant.
CREATE TABLE search_words (word TEXT COLLATE "C" NOT NULL PRIMARY KEY);
CREATE TRIGGER communes_before_rewritten AFTER UPDATE OF old_units, old_districts ON communes FOR EACH ROW
WHEN (OLD.old_units <> NEW.old_units OR OLD.old_districts <> NEW.old_districts)
EXECUTE FUNCTION note_rewrite('commune', 'id');
-- Every copy is written anew, a part at a time.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT 'category', CAST(id AS TEXT), 0 FROM categories WHERE TRUE
ON CONFLICT (rule, rule_key) DO UPDATE SET done_to = 0;
