DROP TABLE commune_areas;
DROP TABLE boundaries;
