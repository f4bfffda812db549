DELETE FROM settings WHERE name IN ('city.figures.least', 'city.figures.aim_percent');
DROP TABLE ledger;
