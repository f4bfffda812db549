DROP INDEX desk_reports_urgent;
DROP INDEX desk_reports_agency;
CREATE INDEX desk_reports_agency ON desk_reports (agency_id, status, due_at, ticket_id);
