DELETE FROM settings WHERE name IN ('city.follows.most', 'city.follows.confirm_days', 'city.follows.items');
DROP INDEX public_reports_published;
ALTER TABLE public_reports DROP COLUMN published_at;
DELETE FROM letters WHERE follow_id IS NOT NULL;
DROP INDEX letters_follow;
ALTER TABLE letters DROP COLUMN follow_since;
ALTER TABLE letters DROP COLUMN follow_id;
DROP TABLE follows;
