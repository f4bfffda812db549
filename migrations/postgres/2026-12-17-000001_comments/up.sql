-- What somebody says publicly about a report, and what became of it: nobody reads it before a person looked at it. `shown_words` is
-- what the public reads, `words` what was sent.
CREATE TABLE comments (
    id BIGINT PRIMARY KEY NOT NULL,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    by_sender BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    decision TEXT CHECK (decision IN ('shown', 'refused')),
    shown_words TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_by BIGINT REFERENCES agencies (id),
    why TEXT NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES accounts (id),
    version INTEGER NOT NULL
);
CREATE INDEX comments_ticket ON comments (ticket_id);
CREATE INDEX comments_answered_by ON comments (answered_by);
CREATE INDEX comments_decided_by ON comments (decided_by);
CREATE INDEX comments_waiting ON comments (decision, sent_at, id);
CREATE TRIGGER comments_sealed AFTER INSERT OR UPDATE OR DELETE ON comments FOR EACH ROW EXECUTE FUNCTION note_change();

-- Who may say something about public reports of a category. What is switched off is not shown any more.
ALTER TABLE categories ADD COLUMN discussion TEXT NOT NULL DEFAULT 'sender' CHECK (discussion IN ('off', 'sender', 'everyone'));
DROP TRIGGER categories_rewritten ON categories;
CREATE TRIGGER categories_rewritten AFTER UPDATE OF publish, discussion, name_vi, name_en ON categories FOR EACH ROW
WHEN (OLD.publish <> NEW.publish OR OLD.discussion <> NEW.discussion OR OLD.name_vi <> NEW.name_vi OR OLD.name_en <> NEW.name_en)
EXECUTE FUNCTION note_rewrite('category', 'id');
