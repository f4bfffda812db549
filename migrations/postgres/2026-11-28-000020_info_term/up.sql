-- A sender who is asked has a term of their own, which is a clock like the others and a rule of the city.
ALTER TABLE clocks DROP CONSTRAINT clocks_owed_check;
ALTER TABLE clocks ADD CONSTRAINT clocks_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info'));
ALTER TABLE deadline_rules DROP CONSTRAINT deadline_rules_owed_check;
ALTER TABLE deadline_rules ADD CONSTRAINT deadline_rules_owed_check CHECK (owed IN ('triage', 'take', 'answer', 'part', 'info'));
-- A city that has rules already gets the default one; it is a row like the others.
INSERT INTO deadline_rules (id, owed, level, category_id, amount, unit, valid_from, valid_to, legal_basis)
SELECT MAX(id) + 1, 'info', NULL, NULL, 5, 'working_days', NULL, NULL, '' FROM deadline_rules HAVING COUNT(*) > 0;
INSERT INTO settings (name, value) SELECT 'city.terms.info_again_days', '30' WHERE EXISTS (SELECT 1 FROM settings);
