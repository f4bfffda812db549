DELETE FROM settings WHERE name = 'city.privacy.look_minutes';
