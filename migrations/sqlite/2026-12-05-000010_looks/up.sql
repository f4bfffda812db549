-- For how many minutes whoever said why may look at what a sender wrote, or how to reach them. A city that is there already
-- gets the default; it is a row like the others.
INSERT INTO settings (name, value) SELECT 'city.privacy.look_minutes', '30' WHERE EXISTS (SELECT 1 FROM settings);
