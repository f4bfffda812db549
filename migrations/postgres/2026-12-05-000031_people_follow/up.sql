-- Where the people of an agency that ends go, where that is another than its successor.
CREATE TABLE people_follow (
    agency_id BIGINT NOT NULL PRIMARY KEY REFERENCES agencies (id),
    to_id BIGINT NOT NULL REFERENCES agencies (id)
);
CREATE INDEX people_follow_to ON people_follow (to_id);
