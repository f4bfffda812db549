//! Whoever reads only the checked copy opens the sender's own words, and says why.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "see_original",
    path: "xem-nguyen-van",
    letter: "",
    act: Act::OpenOriginal,
    offered: |opened| opened.is_kept_from(),
    fields: &[Field::line("original_why").of("why")],
    stands: Stands::Apart,
    place: 300,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::see_original(portal, order, fields.get("original_why")),
    leaves: &[EventKind::OriginalSeen],
    after: After::Stay,
};
