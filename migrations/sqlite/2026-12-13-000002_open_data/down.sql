DELETE FROM settings WHERE name LIKE 'city.open_data.%';
