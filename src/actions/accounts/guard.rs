//! What administrators may not do even to themselves.
use crate::actions::Refusal;
use crate::domain::policy::{Act, Actor};
use crate::ids::AccountId;
use crate::store::{Conn, accounts};

/// Only who manages accounts goes on.
pub fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageAccounts) { Ok(()) } else { Err(Refusal::Forbidden) }
}

/// Somebody else must still be able to administer: a portal without an administrator could only be opened by hand.
pub fn not_the_last(conn: &mut Conn, id: AccountId) -> Result<(), Refusal> {
    if accounts::other_admins(conn, id)? == 0 { Err(Refusal::field("account", "last_admin")) } else { Ok(()) }
}
