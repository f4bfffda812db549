-- Who looked at a report before the public may read it, and when; empty while nobody did.
ALTER TABLE tickets ADD COLUMN checked_at TIMESTAMP;
ALTER TABLE tickets ADD COLUMN checked_by BIGINT REFERENCES accounts (id);
CREATE INDEX tickets_checked_by ON tickets (checked_by);
-- What the sender asked for, apart from what the desk decided.
ALTER TABLE tickets ADD COLUMN wants_private BOOLEAN NOT NULL DEFAULT FALSE;
-- Where it stands for who reads: its own state, or that of the last report which it repeats.
ALTER TABLE tickets ADD COLUMN standing TEXT NOT NULL DEFAULT 'new';
DROP INDEX tickets_public_status;
CREATE INDEX tickets_public_standing ON tickets (is_public, standing, id);

-- Does a refusal for this reason hide what was public?
ALTER TABLE refusal_reasons ADD COLUMN hides BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE refusal_reasons SET hides = TRUE WHERE code IN ('bi_mat_nha_nuoc', 'ngon_tu', 'quang_cao');
INSERT INTO refusal_reasons (code, position, name_vi, name_en, text_vi, text_en, legal_basis, hides)
SELECT 'du_lieu_ca_nhan', MAX(position) + 1, 'Lộ thông tin cá nhân', 'Personal data of others',
    'Nội dung bạn gửi có thông tin cá nhân không được phép công khai, như số điện thoại, số giấy tờ, nơi ở hoặc hình ảnh của một người, nên không được tiếp nhận. Việc bạn gặp vẫn có thể được giải quyết: bạn hãy gửi lại, nêu sự việc và bỏ những thông tin đó.',
    'What you sent contains personal data that may not be shown, such as somebody’s telephone number, identity number, home or picture, so it was not taken in. The matter itself can still be dealt with: please send it again, describing what happened and leaving those data out.',
    'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15', TRUE
FROM refusal_reasons HAVING COUNT(*) > 0;

-- Whoever accepted a report, or corrected its public copy, had looked at it.
UPDATE tickets SET
    checked_at = (SELECT e.at FROM events e WHERE e.ticket_id = tickets.id AND e.kind IN ('accepted', 'text_edited') ORDER BY e.id LIMIT 1),
    checked_by = (SELECT e.actor_id FROM events e WHERE e.ticket_id = tickets.id AND e.kind IN ('accepted', 'text_edited') ORDER BY e.id LIMIT 1);
UPDATE tickets SET wants_private = TRUE
WHERE is_private = TRUE AND category_id NOT IN (SELECT id FROM categories WHERE publish = 'never');

UPDATE tickets SET standing = status;
WITH RECURSIVE way (origin, master) AS (
    SELECT id, master_id FROM tickets WHERE status = 'duplicate' AND master_id IS NOT NULL
    UNION
    SELECT way.origin, t.master_id FROM way JOIN tickets t ON t.id = way.master
    WHERE t.status = 'duplicate' AND t.master_id IS NOT NULL
), ends (origin, status) AS (
    SELECT way.origin, t.status FROM way JOIN tickets t ON t.id = way.master WHERE t.status <> 'duplicate'
)
UPDATE tickets SET standing = (SELECT ends.status FROM ends WHERE ends.origin = tickets.id)
WHERE id IN (SELECT origin FROM ends);

-- What nobody checked, and what a refusal hides, is not public any more; nor is what repeats a report hidden so.
UPDATE tickets SET is_public = FALSE WHERE checked_at IS NULL;
WITH RECURSIVE way (origin, master) AS (
    SELECT id, id FROM tickets
    UNION
    SELECT way.origin, t.master_id FROM way JOIN tickets t ON t.id = way.master
    WHERE t.status = 'duplicate' AND t.master_id IS NOT NULL
)
UPDATE tickets SET is_public = FALSE WHERE standing = 'rejected' AND id IN (
    SELECT way.origin FROM way JOIN tickets t ON t.id = way.master JOIN refusal_reasons r ON r.code = t.reason
    WHERE t.status = 'rejected' AND r.hides = TRUE
);
DELETE FROM ticket_words WHERE ticket_id IN (SELECT id FROM tickets WHERE is_public = FALSE);
