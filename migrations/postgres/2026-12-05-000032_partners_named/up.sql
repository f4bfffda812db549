-- The public reads who works with the lead: the copies of such reports are written anew.
INSERT INTO rewrites (rule, rule_key, done_to)
SELECT DISTINCT 'agency', CAST(agency_id AS TEXT), 0 FROM desk_reports WHERE agency_id IS NOT NULL AND co_agency_id IS NOT NULL
ON CONFLICT (rule, rule_key) DO NOTHING;
