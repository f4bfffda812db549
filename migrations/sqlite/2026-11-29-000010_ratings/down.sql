DROP INDEX public_reports_answered;
DROP INDEX public_reports_answered_by;
ALTER TABLE public_reports DROP COLUMN mark;
CREATE INDEX public_reports_answered ON public_reports (answered_at, ticket_id, minutes, on_time);
CREATE INDEX public_reports_answered_by ON public_reports (agency_id, answered_at, ticket_id, minutes, on_time);
DROP TABLE ratings;
DROP TABLE rating_reasons;
