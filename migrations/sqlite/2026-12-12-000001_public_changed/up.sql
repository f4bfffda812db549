-- When something that the public reads happened to a report last: who reads the list by machine asks what is new since then.
ALTER TABLE public_reports ADD COLUMN changed_at TIMESTAMP;
CREATE INDEX public_reports_changed ON public_reports (changed_at, ticket_id, category_id, word);
-- Every copy is written anew, a part at a time.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT 'category', CAST(id AS TEXT), 0 FROM categories WHERE TRUE
ON CONFLICT (rule, rule_key) DO UPDATE SET done_to = 0;
