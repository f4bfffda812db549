//! Keys by which other programs write to the portal: made and revoked by administrators, used by whoever holds them.
mod create;
mod revoke;
mod r#use;

pub use create::{ApiKeyFields, NAME_LIMIT, create};
pub use revoke::revoke;
pub use r#use::use_key;

use super::Refusal;
use crate::domain::policy::{Act, Actor};

fn connects(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ConnectPrograms) { Ok(()) } else { Err(Refusal::Forbidden) }
}
