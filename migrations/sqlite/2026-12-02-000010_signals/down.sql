DROP TABLE shown_signals;
DROP TABLE report_signals;
DROP TABLE signals;
