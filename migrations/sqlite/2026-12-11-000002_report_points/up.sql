-- Where a report is, as a point: a row each time it was said, by its sender or at the desk; the newest counts. No row is changed.
CREATE TABLE report_points (
    id BIGINT NOT NULL PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    -- Hundred-thousandths of a degree; none: the point was taken away.
    lat INTEGER,
    lon INTEGER,
    source TEXT NOT NULL,
    -- How exact whoever measured it said it is, in metres.
    accuracy INTEGER,
    -- In which commune it was found, among which, and by which borders.
    commune_id BIGINT REFERENCES communes (id),
    among TEXT NOT NULL,
    boundary_id BIGINT REFERENCES boundaries (id),
    -- May a map show it, rounded, once the report is public?
    is_shown BOOLEAN NOT NULL,
    -- Nobody: the sender.
    by_id BIGINT REFERENCES accounts (id),
    why TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX report_points_ticket ON report_points (ticket_id);
CREATE INDEX report_points_commune ON report_points (commune_id);
CREATE INDEX report_points_boundary ON report_points (boundary_id);
CREATE INDEX report_points_by ON report_points (by_id);
