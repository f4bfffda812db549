-- The borders of the communes, as they were brought in: a version each time, never changed afterwards.
CREATE TABLE boundaries (
    id BIGINT NOT NULL PRIMARY KEY,
    valid_from DATE NOT NULL,
    source TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE TABLE commune_areas (
    boundary_id BIGINT NOT NULL REFERENCES boundaries (id),
    commune_id BIGINT NOT NULL REFERENCES communes (id),
    -- JSON: rings of longitudes and latitudes by turns, in hundred-thousandths of a degree.
    shape TEXT NOT NULL,
    PRIMARY KEY (boundary_id, commune_id)
);
CREATE INDEX commune_areas_commune ON commune_areas (commune_id);
CREATE TRIGGER boundaries_insert_told AFTER INSERT ON boundaries BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER boundaries_update_told AFTER UPDATE ON boundaries BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER boundaries_delete_told AFTER DELETE ON boundaries BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
