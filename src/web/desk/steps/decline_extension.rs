//! The deadline stays as it is, whoever asked for more time.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "decline_extension",
    path: "tu-choi-gia-han",
    letter: "",
    act: Act::GrantExtension,
    offered: |opened| opened.ticket.clocks.running(Owed::Consent).is_some(),
    fields: &[Field::area("no_time_why").of("why")],
    stands: Stands::Listed,
    place: 81,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::decline_extension(portal, order, fields.get("no_time_why")),
    leaves: &[EventKind::ExtensionDeclined],
    after: After::Stay,
};
