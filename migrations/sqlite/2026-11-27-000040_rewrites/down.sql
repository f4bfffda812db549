DROP TRIGGER categories_rewritten;
DROP TRIGGER agencies_rewritten;
DROP TRIGGER communes_rewritten;
DROP TRIGGER refusal_reasons_rewritten;
DROP TABLE rewrites;
