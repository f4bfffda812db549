-- So many words of a draft may its approver mend; more goes back to who wrote it.
INSERT INTO settings (name, value) SELECT 'city.terms.mend_words', '10' WHERE EXISTS (SELECT 1 FROM settings);
