-- What senders are written about: a row an event, which the city keeps.
CREATE TABLE letter_topics (
    topic TEXT NOT NULL PRIMARY KEY,
    written BOOLEAN NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('mail'))
);
CREATE TRIGGER letter_topics_insert_told AFTER INSERT ON letter_topics BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER letter_topics_update_told AFTER UPDATE ON letter_topics BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER letter_topics_delete_told AFTER DELETE ON letter_topics BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
-- A city that is there already writes what it wrote before; of progress it wrote nothing.
INSERT INTO letter_topics (topic, written, channel) SELECT 'received', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'forwarded', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'progress', 0, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'asked', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'extended', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'answered', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'reopened', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
INSERT INTO letter_topics (topic, written, channel) SELECT 'closed', 1, 'mail' WHERE EXISTS (SELECT 1 FROM settings);
-- What the sender of a report does not want letters about.
CREATE TABLE letters_off (
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    topic TEXT NOT NULL,
    PRIMARY KEY (ticket_id, topic)
);
