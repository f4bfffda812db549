-- An administrator keeps the reasons for refusing: one that is not given any more ends with a day, and reports keep it.
ALTER TABLE refusal_reasons ADD COLUMN valid_to DATE;
ALTER TABLE refusal_reasons ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
