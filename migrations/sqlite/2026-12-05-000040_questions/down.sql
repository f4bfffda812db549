DROP TABLE shown_stops;
DROP TABLE report_answers;
DROP TABLE questions;
ALTER TABLE categories DROP COLUMN stop_en;
ALTER TABLE categories DROP COLUMN stop_vi;
