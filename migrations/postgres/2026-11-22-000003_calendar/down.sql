DELETE FROM office_events WHERE subject NOT IN ('agency', 'category', 'account', 'letter');
ALTER TABLE office_events ADD CONSTRAINT office_events_subject_check
    CHECK (subject IN ('agency', 'category', 'account', 'letter'));
