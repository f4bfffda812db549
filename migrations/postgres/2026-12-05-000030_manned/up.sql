-- Where somebody can act belongs to the city that is kept in memory: whoever gets a role, loses one, comes in or is locked tells it.
CREATE TRIGGER account_roles_told AFTER INSERT OR UPDATE OR DELETE ON account_roles FOR EACH STATEMENT EXECUTE FUNCTION tell_generation();
CREATE TRIGGER accounts_state_told AFTER UPDATE OF state ON accounts FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_generation();
