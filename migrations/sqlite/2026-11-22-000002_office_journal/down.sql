DROP TABLE office_events;
