-- A queue is counted from its index alone: who works on a report is in it. What is urgent is little, and has an index of its own.
DROP INDEX desk_reports_agency;
CREATE INDEX desk_reports_agency ON desk_reports (agency_id, status, due_at, ticket_id, assignee_id);
CREATE INDEX desk_reports_urgent ON desk_reports (status, due_at, ticket_id) WHERE level = 'urgent';
