//! A visitor asks that something public is taken down, or blacked out.
use crate::actions::Refusal;
use crate::actions::notices::{Tidings, tell};
use crate::actions::senders::remember_as;
use crate::actions::throttle::{self, Count};
use crate::domain::audience::{Audience, Share};
use crate::domain::event::EventKind;
use crate::domain::limits::Limited;
use crate::domain::partners::Partners;
use crate::domain::removal::{Removal, RemovalTyped};
use crate::domain::{Term, TermUnit, due};
use crate::ids::RemovalId;
use crate::portal::Portal;
use crate::store::{removals, tickets};

/// Keeps a request about the report with this code, to be decided within the city's days, and tells the 1022 desk. The same once more, while it
/// waits, is the same request.
///
/// # Errors
/// `Invalid` with everything that cannot be taken, `Missing` where nobody may read the report, `TooMany` for a network that
/// asked too often.
pub fn ask(
    portal: &Portal,
    (network, lang): (&str, &str),
    code: &str,
    typed: &RemovalTyped,
) -> Result<(), Refusal> {
    let asked = typed.check().map_err(Refusal::Invalid)?;
    throttle::count(portal, &[Count::new(Limited::RemovalsNetwork, network)])?;
    let now = portal.now();
    portal.db.change(|c| {
        let ticket = tickets::by_code(c, code)?.ok_or(Refusal::Missing)?;
        if ticket.shares(Audience::Anyone) < Share::Words {
            return Err(Refusal::Missing);
        }
        if removals::is_open(c, ticket.id, &asked.words)? {
            return Ok(());
        }
        let city = portal.db.city(c)?;
        let term = Term { amount: city.facts.removal_days, unit: TermUnit::WorkingDays };
        let removal = Removal {
            id: RemovalId::fresh(now),
            ticket_id: ticket.id,
            reply_version: asked.reply_version,
            why: asked.why,
            words: asked.words.clone(),
            email: asked.email.clone(),
            lang: lang.to_owned(),
            asked_at: now,
            due_at: due(now, term, &city.calendar),
            decision: None,
            decided_at: None,
            decided_by: None,
            answer: String::new(),
        };
        removals::insert(c, &removal)?;
        let kind = EventKind::RemovalAsked;
        let event = remember_as(c, ticket.id, (kind, ""), now)?;
        let before = (None, Partners::default());
        let tidings = Tidings { event, kind, ticket: &ticket, before, agency: None, named: &[], by: None };
        Ok(tell(c, &tidings, now)?)
    })
}
