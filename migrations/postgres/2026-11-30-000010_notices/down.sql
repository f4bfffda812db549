DELETE FROM settings WHERE name = 'city.notices.digest_at';
ALTER TABLE accounts DROP COLUMN letters;
DROP TABLE absences;
DROP TABLE notices;
