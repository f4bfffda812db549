DROP TRIGGER account_roles_told ON account_roles;
DROP TRIGGER accounts_state_told ON accounts;
