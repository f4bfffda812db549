-- A paper that asks its reader's program to do something (JavaScript, an open action), or whose inside cannot be looked at.
ALTER TABLE documents ADD COLUMN acts BOOLEAN NOT NULL DEFAULT FALSE;
