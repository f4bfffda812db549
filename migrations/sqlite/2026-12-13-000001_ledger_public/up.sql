-- Figures that anybody may read count what is public alone, and refusals by their reason: both stand in the report's line.
ALTER TABLE ledger ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN reason TEXT;
UPDATE ledger SET reason = (SELECT t.reason FROM tickets t WHERE t.id = ledger.ticket_id);
UPDATE ledger SET is_public = NOT is_public WHERE EXISTS (
    SELECT 1 FROM tickets t WHERE t.id = ledger.ticket_id
        AND t.is_public AND NOT t.is_private AND t.prominence = 'public' AND t.checked_at IS NOT NULL);
