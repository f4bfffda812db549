DROP TABLE public_reports;
