-- Streets and landmarks by whose names a place is found: brought in from a file, all of them anew each time.
CREATE TABLE places (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- Its words without tones, with a space before and after each.
    folded TEXT NOT NULL,
    commune_id BIGINT REFERENCES communes (id),
    -- Hundred-thousandths of a degree.
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL
);
CREATE INDEX places_commune ON places (commune_id);
