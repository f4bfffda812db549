-- Where a map shows a report: a square of some seventy metres, by its point where that may be shown, else by the middle of its commune.
ALTER TABLE public_reports ADD COLUMN cell BIGINT;
CREATE INDEX public_reports_cell ON public_reports (cell, ticket_id);
CREATE INDEX public_reports_placed ON public_reports (ticket_id, cell, word);
-- How many reports of each state stand in a square, for several sizes of squares; at level 0 a square is a commune.
CREATE TABLE public_cells (
    level INTEGER NOT NULL,
    cell BIGINT NOT NULL,
    word TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (level, cell, word)
);
INSERT INTO public_cells (level, cell, word, n)
SELECT 0, commune_id, word, COUNT(*) FROM public_reports WHERE commune_id IS NOT NULL GROUP BY commune_id, word;
CREATE TRIGGER communes_moved AFTER UPDATE OF lat, lon ON communes WHEN OLD.lat IS NOT NEW.lat OR OLD.lon IS NOT NEW.lon
BEGIN INSERT OR REPLACE INTO rewrites (rule, rule_key, done_to) VALUES ('commune', NEW.id, 0); END;
-- Every copy is written anew, a part at a time.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT 'category', CAST(id AS TEXT), 0 FROM categories WHERE TRUE
ON CONFLICT (rule, rule_key) DO UPDATE SET done_to = 0;
