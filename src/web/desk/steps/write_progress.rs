//! The agency tells the public how far it is.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets::{self, PROGRESS_LIMIT};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "write_progress",
    path: "tien-do",
    letter: "p",
    act: Act::WriteProgress,
    offered: |opened| opened.is_worked_on(),
    fields: &[Field::area("progress").at_most(PROGRESS_LIMIT)],
    stands: Stands::Listed,
    place: 60,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::write_progress(portal, order, fields.get("progress")),
    leaves: &[EventKind::Progress],
    after: After::Stay,
};
