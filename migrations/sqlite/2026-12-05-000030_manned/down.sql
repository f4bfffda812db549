DROP TRIGGER account_roles_insert_told;
DROP TRIGGER account_roles_update_told;
DROP TRIGGER account_roles_delete_told;
DROP TRIGGER accounts_state_told;
