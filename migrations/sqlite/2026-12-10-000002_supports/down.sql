DROP INDEX public_reports_supported_commune;
DROP INDEX public_reports_supported_category;
DROP INDEX public_reports_supported_agency;
DROP INDEX public_reports_supported;
ALTER TABLE public_reports DROP COLUMN supported;
ALTER TABLE public_reports DROP COLUMN supports;
DROP TABLE supports;
