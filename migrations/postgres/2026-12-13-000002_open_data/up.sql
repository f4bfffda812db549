-- Under which terms the city gives its public reports away as data.
INSERT INTO settings (name, value) SELECT 'city.open_data.licence', 'CC BY 4.0' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO settings (name, value) SELECT 'city.open_data.licence_url', 'https://creativecommons.org/licenses/by/4.0/' WHERE EXISTS (SELECT 1 FROM settings);
