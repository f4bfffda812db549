//! A note that only the staff read; it stands beside the notes.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use crate::actions::tickets::{self, NOTE_LIMIT};
use crate::domain::event::EventKind;
use crate::domain::policy::Act;

pub const STEP: Step = Step {
    name: "write_note",
    path: "ghi-chu",
    letter: "w",
    act: Act::WriteNote,
    offered: |_| true,
    fields: &[Field::area("note").at_most(NOTE_LIMIT)],
    stands: Stands::Apart,
    place: 240,
    dress: as_it_is,
    verb: |portal, order, fields| tickets::write_note(portal, order, fields.get("note")),
    leaves: &[EventKind::NoteWritten],
    after: After::Stay,
};
