-- About where a commune lies, for lists on a map. A city that is there already has said it for none yet.
ALTER TABLE communes ADD COLUMN lat DOUBLE PRECISION;
ALTER TABLE communes ADD COLUMN lon DOUBLE PRECISION;
