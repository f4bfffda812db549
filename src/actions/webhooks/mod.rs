//! Programs of others that are told of what happens in public: kept by administrators, told by a job.
mod create;
mod deliver;
mod resend;
mod turn;

pub use create::{NAME_LIMIT, WebhookFields, create};
pub use deliver::deliver;
pub use resend::resend;
pub use turn::{start, stop};

use super::Refusal;
use crate::domain::policy::{Act, Actor};
use crate::ids::WebhookId;
use crate::portal::Portal;

/// With what one is told: made from the portal's own key, and kept nowhere.
pub fn secret(portal: &Portal, id: WebhookId) -> Vec<u8> {
    portal.secrets.sign("webhook", &id.0.to_be_bytes()).into_bytes()
}

fn connects(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ConnectPrograms) { Ok(()) } else { Err(Refusal::Forbidden) }
}
