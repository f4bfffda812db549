-- What senders are written about: a row an event, which the city keeps.
CREATE TABLE letter_topics (
    topic TEXT NOT NULL PRIMARY KEY,
    written BOOLEAN NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('mail'))
);
CREATE TRIGGER letter_topics_told AFTER INSERT OR UPDATE OR DELETE ON letter_topics FOR EACH STATEMENT EXECUTE FUNCTION tell_generation();
-- A city that is there already writes what it wrote before; of progress it wrote nothing.
INSERT INTO letter_topics (topic, written, channel) SELECT 'received', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'forwarded', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'progress', FALSE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'asked', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'extended', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'answered', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'reopened', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'closed', TRUE, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
-- What the sender of a report does not want letters about.
CREATE TABLE letters_off (
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    topic TEXT NOT NULL,
    PRIMARY KEY (ticket_id, topic)
);
