-- The reports of one sender are found by either way to reach them.
CREATE INDEX contacts_email ON contacts (email);
