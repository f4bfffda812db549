DELETE FROM settings WHERE name IN ('city.terms.parts', 'city.terms.clock_on_transfer');
DELETE FROM rewrites WHERE rule = 'agency';
ALTER TABLE ledger ADD COLUMN co_agency_id BIGINT;
UPDATE ledger SET co_agency_id = (SELECT MAX(a.agency_id) FROM assignments a
    WHERE a.ticket_id = ledger.ticket_id AND a.part = 'with' AND a.ended IN ('open', 'answered', 'settled'));
ALTER TABLE ledger DROP COLUMN partners;
ALTER TABLE desk_reports ADD COLUMN co_agency_id BIGINT REFERENCES agencies (id);
UPDATE desk_reports SET co_agency_id = (SELECT MAX(a.agency_id) FROM assignments a
    WHERE a.ticket_id = desk_reports.ticket_id AND a.part = 'with' AND a.ended IN ('open', 'answered', 'settled'));
CREATE INDEX desk_reports_co_agency ON desk_reports (co_agency_id);
ALTER TABLE desk_reports DROP COLUMN sent_back;
ALTER TABLE desk_reports DROP COLUMN partners;
