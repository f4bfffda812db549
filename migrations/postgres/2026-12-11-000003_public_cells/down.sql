DROP TRIGGER communes_moved ON communes;
DROP TABLE public_cells;
DROP INDEX public_reports_placed;
DROP INDEX public_reports_cell;
ALTER TABLE public_reports DROP COLUMN cell;
