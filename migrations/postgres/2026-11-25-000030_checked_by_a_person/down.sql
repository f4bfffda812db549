DELETE FROM refusal_reasons WHERE code = 'du_lieu_ca_nhan' AND code NOT IN (SELECT reason FROM tickets WHERE reason IS NOT NULL);
ALTER TABLE refusal_reasons DROP COLUMN hides;
DROP INDEX tickets_public_standing;
CREATE INDEX tickets_public_status ON tickets (is_public, status, id);
ALTER TABLE tickets DROP COLUMN standing;
ALTER TABLE tickets DROP COLUMN wants_private;
DROP INDEX tickets_checked_by;
ALTER TABLE tickets DROP COLUMN checked_by;
ALTER TABLE tickets DROP COLUMN checked_at;
