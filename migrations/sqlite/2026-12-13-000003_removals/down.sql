DELETE FROM settings WHERE name = 'city.terms.removal_days';
DROP TABLE removal_requests;
