-- What a sender thinks of the answer, and when they said so: figures count it.
ALTER TABLE ledger ADD COLUMN mark TEXT;
ALTER TABLE ledger ADD COLUMN rated_at TIMESTAMP;
UPDATE ledger SET
    mark = (SELECT r.mark FROM ratings r WHERE r.ticket_id = ledger.ticket_id),
    rated_at = (SELECT r.rated_at FROM ratings r WHERE r.ticket_id = ledger.ticket_id)
WHERE EXISTS (SELECT 1 FROM ratings r WHERE r.ticket_id = ledger.ticket_id);
