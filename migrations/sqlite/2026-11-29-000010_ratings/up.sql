-- What a sender thinks of the answer: one rating for each report, which its sender may change for some days. What they
-- tick beside it are the city's rows.
CREATE TABLE rating_reasons (
    code TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL
);
CREATE TRIGGER rating_reasons_insert_told AFTER INSERT ON rating_reasons BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER rating_reasons_update_told AFTER UPDATE ON rating_reasons BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER rating_reasons_delete_told AFTER DELETE ON rating_reasons BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
-- A city that is there already gets the default ones; they are rows like the others.
INSERT INTO rating_reasons (code, position, name_vi, name_en)
SELECT 'ket_qua', 0, 'Kết quả tại chỗ', 'The result on the spot' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO rating_reasons (code, position, name_vi, name_en)
SELECT 'thoi_gian', 1, 'Thời gian', 'The time it took' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO rating_reasons (code, position, name_vi, name_en)
SELECT 'loi_tra_loi', 2, 'Lời trả lời', 'The words of the answer' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO rating_reasons (code, position, name_vi, name_en)
SELECT 'thai_do', 3, 'Thái độ', 'How I was treated' WHERE EXISTS (SELECT 1 FROM settings);
CREATE TABLE ratings (
    ticket_id INTEGER PRIMARY KEY NOT NULL REFERENCES tickets (id),
    mark TEXT NOT NULL CHECK (mark IN ('very_good', 'good', 'fair', 'poor')),
    reasons TEXT NOT NULL,
    words TEXT NOT NULL,
    rated_at TIMESTAMP NOT NULL,
    review TEXT NOT NULL CHECK (review IN ('none', 'open', 'closed', 'sent_on'))
);
CREATE INDEX ratings_review ON ratings (review, rated_at);
-- The figures count the marks of public reports from their copies.
ALTER TABLE public_reports ADD COLUMN mark TEXT;
DROP INDEX public_reports_answered;
DROP INDEX public_reports_answered_by;
CREATE INDEX public_reports_answered ON public_reports (answered_at, ticket_id, minutes, on_time, mark);
CREATE INDEX public_reports_answered_by ON public_reports (agency_id, answered_at, ticket_id, minutes, on_time, mark);
