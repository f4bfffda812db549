-- Where somebody can act belongs to the city that is kept in memory: whoever gets a role, loses one, comes in or is locked tells it.
CREATE TRIGGER account_roles_insert_told AFTER INSERT ON account_roles BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER account_roles_update_told AFTER UPDATE ON account_roles BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER account_roles_delete_told AFTER DELETE ON account_roles BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
CREATE TRIGGER accounts_state_told AFTER UPDATE OF state ON accounts WHEN OLD.state <> NEW.state BEGIN DELETE FROM generations; INSERT INTO generations (id) VALUES (NULL); END;
