-- Who has the same trouble as a report says: a browser's key, hashed, and no more of whoever sits before it.
CREATE TABLE supports (
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    device TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (ticket_id, device)
);
-- How many they are, those of what repeats a report included; and its place in the list that the most supported lead: nothing
-- where there are none.
ALTER TABLE public_reports ADD COLUMN supports INTEGER NOT NULL DEFAULT 0;
ALTER TABLE public_reports ADD COLUMN supported BIGINT;
CREATE INDEX public_reports_supported ON public_reports (supported) WHERE supported IS NOT NULL;
CREATE INDEX public_reports_supported_agency ON public_reports (agency_id, supported) WHERE supported IS NOT NULL;
CREATE INDEX public_reports_supported_category ON public_reports (category_id, supported) WHERE supported IS NOT NULL;
CREATE INDEX public_reports_supported_commune ON public_reports (commune_id, supported) WHERE supported IS NOT NULL;
