-- Several agencies may work with the lead, each with a part of its own: the lists keep all of them in one text, and how often a
-- report was sent back.
ALTER TABLE desk_reports ADD COLUMN partners TEXT NOT NULL DEFAULT '';
ALTER TABLE desk_reports ADD COLUMN sent_back INTEGER NOT NULL DEFAULT 0;
UPDATE desk_reports SET partners = CAST(co_agency_id AS TEXT) WHERE co_agency_id IS NOT NULL;
UPDATE desk_reports SET sent_back =
    (SELECT COUNT(*) FROM assignments a WHERE a.ticket_id = desk_reports.ticket_id AND a.ended = 'sent_back');
DROP INDEX desk_reports_co_agency;
ALTER TABLE desk_reports DROP COLUMN co_agency_id;
ALTER TABLE ledger ADD COLUMN partners TEXT NOT NULL DEFAULT '';
UPDATE ledger SET partners = CAST(co_agency_id AS TEXT) WHERE co_agency_id IS NOT NULL;
ALTER TABLE ledger DROP COLUMN co_agency_id;
-- The public reads all who work with the lead: the copies of such reports are written anew.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT DISTINCT 'agency', CAST(agency_id AS TEXT), 0 FROM desk_reports WHERE agency_id IS NOT NULL AND partners <> ''
ON CONFLICT (rule, rule_key) DO NOTHING;
INSERT INTO settings (name, value) SELECT 'city.terms.parts', '5' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO settings (name, value) SELECT 'city.terms.clock_on_transfer', 'keep' WHERE EXISTS (SELECT 1 FROM settings);
