//! What every step at the desk has in common: how it is described, shown as a form, pressed, and answered.
pub mod ask;
pub mod conflict;
mod field;
mod form;
mod press;
mod second_press;
mod way_on;

pub use field::{Field, Kind};
pub use form::{FieldShown, KeyShown, Maker, StepForm, TypedStep};
pub use press::{AnyStep, Sent, again, answer, attempt, press};

use super::opened::Opened;
use crate::actions::Refusal;
use crate::actions::tickets::Order;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::web::posted::Fields;

/// Where one goes after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// To the next report of the queue: this one has left it.
    Next,
    /// Back to the same report.
    Stay,
}

/// Where a step's form stands on the report's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// In the list of steps.
    Listed,
    /// In the list, and it gives back what cannot be undone easily: its button says so.
    Careful,
    /// In the list; its first press does nothing, and shows what the sender and everybody would read (`ask`).
    Asking,
    /// In a place of its own: a note beside the notes, a decision under the draft.
    Apart,
}

/// A step, as its file describes it.
pub struct Step {
    /// What it is called: as its file, its verb and its words (`step.<name>.…`) are.
    pub name: &'static str,
    /// Its last part of the address. Addresses stay, whatever the step is called.
    pub path: &'static str,
    /// The single key that leads to its form; "" for none.
    pub letter: &'static str,
    /// What somebody must be allowed to do with this report. The verb asks for it again.
    pub act: Act,
    /// When the report lets it be taken, whoever asks.
    pub offered: fn(&Opened) -> bool,
    pub fields: &'static [Field],
    pub stands: Stands,
    /// Where it comes among the others: lower ones first. Tens, so that a new one finds room between two.
    pub place: u16,
    /// Puts choices, hints and emphasis into the form that is made of `fields`.
    pub dress: fn(&Maker<'_>, &mut StepForm),
    /// Reads the fields and does it.
    pub verb: fn(&Portal, Order<'_>, &Fields) -> Result<Ticket, Refusal>,
    /// What it leaves in the history: by these a second press is known.
    pub leaves: &'static [EventKind],
    pub after: After,
}

impl Step {
    /// May this person take this step with this report as it stands?
    pub fn is_open(&self, opened: &Opened) -> bool {
        opened.may(self.act) && (self.offered)(opened)
    }

    /// Does it ask once more, showing what would be read?
    pub fn asks_once_more(&self) -> bool {
        self.stands == Stands::Asking
    }

    /// A key of its words.
    pub fn key(&self, tail: &str) -> String {
        format!("step.{}.{tail}", self.name)
    }
}

/// The steps as a page shows them.
pub const fn in_order<const N: usize>(found: &[&'static Step]) -> [&'static Step; N] {
    let mut steps = [found[0]; N];
    let mut count = 0;
    while count < N {
        let mut at = count;
        while at > 0 && steps[at - 1].place > found[count].place {
            steps[at] = steps[at - 1];
            at -= 1;
        }
        steps[at] = found[count];
        count += 1;
    }
    steps
}

/// For a form that is ready as its fields say.
pub fn as_it_is(_: &Maker<'_>, _: &mut StepForm) {}
