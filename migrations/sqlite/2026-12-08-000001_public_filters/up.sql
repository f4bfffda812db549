-- A list is narrowed by what came with a report and its answer, and stands in the order of the answers too. What the small columns
-- say stands in the indexes: a row need not be read for it.
ALTER TABLE public_reports ADD COLUMN has_photo BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE public_reports ADD COLUMN has_document BOOLEAN NOT NULL DEFAULT 0;
DROP INDEX public_reports_listed;
DROP INDEX public_reports_word;
DROP INDEX public_reports_category;
DROP INDEX public_reports_commune;
DROP INDEX public_reports_agency;
CREATE INDEX public_reports_listed ON public_reports (ticket_id, kind, code, answered_at, has_photo, has_document, on_time);
CREATE INDEX public_reports_word ON public_reports (word, ticket_id, kind, has_photo, has_document, on_time);
CREATE INDEX public_reports_category ON public_reports (category_id, ticket_id, word, kind, has_photo, has_document, on_time);
CREATE INDEX public_reports_commune ON public_reports (commune_id, ticket_id, category_id, word, kind, has_photo, has_document, on_time);
CREATE INDEX public_reports_agency ON public_reports (agency_id, ticket_id, commune_id, category_id, word, kind, has_photo, has_document, on_time);
CREATE INDEX public_reports_document ON public_reports (has_document, ticket_id, kind, word);
CREATE INDEX public_reports_answer_agency ON public_reports (agency_id, answer_id);
CREATE INDEX public_reports_answer_category ON public_reports (category_id, answer_id);
CREATE INDEX public_reports_answer_commune ON public_reports (commune_id, answer_id);
-- Every copy is written anew, a part at a time.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT 'category', CAST(id AS TEXT), 0 FROM categories WHERE TRUE
ON CONFLICT (rule, rule_key) DO UPDATE SET done_to = 0;
