DROP TRIGGER categories_rewritten ON categories;
DROP TRIGGER agencies_rewritten ON agencies;
DROP TRIGGER agencies_answers_rewritten ON agencies;
DROP TRIGGER communes_rewritten ON communes;
DROP TRIGGER refusal_reasons_rewritten ON refusal_reasons;
DROP FUNCTION note_rewrite();
DROP TABLE rewrites;
