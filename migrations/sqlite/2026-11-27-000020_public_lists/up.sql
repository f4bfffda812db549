-- Lists, search and figures choose from the copies alone: by small columns that stand before the texts, so that a row need not be
-- read to its end. What stood there is made anew at the next start.
DROP TABLE public_reports;
CREATE TABLE public_reports (
    ticket_id INTEGER PRIMARY KEY NOT NULL REFERENCES tickets (id),
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    category_id BIGINT NOT NULL,
    commune_id BIGINT,
    agency_id BIGINT,
    answer_id BIGINT,
    answered_at TIMESTAMP,
    minutes BIGINT,
    on_time BOOLEAN,
    words TEXT NOT NULL,
    card TEXT NOT NULL,
    rest TEXT NOT NULL
);
-- Each in the order of the list, with what else a list may ask for.
CREATE INDEX public_reports_listed ON public_reports (ticket_id, kind, code, answered_at);
CREATE INDEX public_reports_word ON public_reports (word, ticket_id, kind);
CREATE INDEX public_reports_category ON public_reports (category_id, ticket_id, word, kind);
CREATE INDEX public_reports_commune ON public_reports (commune_id, ticket_id, category_id, word, kind);
CREATE INDEX public_reports_agency ON public_reports (agency_id, ticket_id, commune_id, category_id, word, kind);
CREATE INDEX public_reports_answer ON public_reports (answer_id);
CREATE INDEX public_reports_answered ON public_reports (answered_at, ticket_id, minutes, on_time);
CREATE INDEX public_reports_answered_by ON public_reports (agency_id, answered_at, ticket_id, minutes, on_time);
DROP INDEX tickets_public_standing;
DROP INDEX tickets_answered;

-- Each change of a copy leaves another number, as each change of the city does.
CREATE TABLE public_generations (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT);
INSERT INTO public_generations DEFAULT VALUES;
CREATE TRIGGER public_reports_insert_told AFTER INSERT ON public_reports BEGIN DELETE FROM public_generations; INSERT INTO public_generations (id) VALUES (NULL); END;
CREATE TRIGGER public_reports_update_told AFTER UPDATE ON public_reports BEGIN DELETE FROM public_generations; INSERT INTO public_generations (id) VALUES (NULL); END;
CREATE TRIGGER public_reports_delete_told AFTER DELETE ON public_reports BEGIN DELETE FROM public_generations; INSERT INTO public_generations (id) VALUES (NULL); END;
