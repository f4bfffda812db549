-- What a category leads to instead of a report ("Hãy gọi 114 …"); "" where it takes reports.
ALTER TABLE categories ADD COLUMN stop_vi TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN stop_en TEXT NOT NULL DEFAULT '';
-- What a category asks beside what all are asked. A row never changes but for `is_current`: other words are another row of the
-- same root, so that what was answered stays what was asked.
CREATE TABLE questions (
    id BIGINT NOT NULL PRIMARY KEY,
    root_id BIGINT NOT NULL REFERENCES questions (id),
    category_id BIGINT NOT NULL REFERENCES categories (id),
    version INTEGER NOT NULL,
    is_current BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'one', 'several')),
    label_vi TEXT NOT NULL,
    label_en TEXT NOT NULL,
    hint_vi TEXT NOT NULL,
    hint_en TEXT NOT NULL,
    is_required BOOLEAN NOT NULL,
    is_public BOOLEAN NOT NULL,
    -- Asked only where this question of one choice was answered by the choice of this number.
    depends_on BIGINT REFERENCES questions (id),
    depends_value INTEGER NOT NULL,
    -- JSON: what may be chosen, each with its number, its names, and what it leads to instead of a report.
    choices TEXT NOT NULL
);
CREATE INDEX questions_root ON questions (root_id);
CREATE INDEX questions_category ON questions (category_id);
CREATE INDEX questions_depends_on ON questions (depends_on);
-- What a report's sender answered, by the question as it was asked.
CREATE TABLE report_answers (
    id BIGINT NOT NULL PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    question_id BIGINT NOT NULL REFERENCES questions (id),
    value TEXT NOT NULL
);
CREATE INDEX report_answers_ticket ON report_answers (ticket_id);
CREATE INDEX report_answers_question ON report_answers (question_id);
-- Whom a form led to advice instead of sending it, once for each form; none of it says who. Without a question: the category itself.
CREATE TABLE shown_stops (
    id BIGINT NOT NULL PRIMARY KEY,
    category_id BIGINT NOT NULL REFERENCES categories (id),
    question_id BIGINT REFERENCES questions (id),
    choice INTEGER NOT NULL
);
CREATE INDEX shown_stops_category ON shown_stops (category_id);
CREATE INDEX shown_stops_question ON shown_stops (question_id);
CREATE TRIGGER questions_told AFTER INSERT OR UPDATE OR DELETE ON questions FOR EACH STATEMENT EXECUTE FUNCTION tell_generation();
CREATE TRIGGER report_answers_sealed AFTER INSERT OR UPDATE OR DELETE ON report_answers FOR EACH ROW EXECUTE FUNCTION note_change();
