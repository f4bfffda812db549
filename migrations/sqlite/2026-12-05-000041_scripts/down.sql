ALTER TABLE categories DROP COLUMN script;
