DROP INDEX public_reports_changed;
ALTER TABLE public_reports DROP COLUMN changed_at;
