-- What an agent reads out or asks when a call is about this; "" for nothing.
ALTER TABLE categories ADD COLUMN script TEXT NOT NULL DEFAULT '';
