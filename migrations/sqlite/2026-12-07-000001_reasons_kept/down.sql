ALTER TABLE refusal_reasons DROP COLUMN version;
ALTER TABLE refusal_reasons DROP COLUMN valid_to;
