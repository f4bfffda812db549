//! What somebody works on goes to somebody else, or back among the unassigned of its agency, once they can do it no more.
use crate::actions::Refusal;
use crate::actions::tickets::{Happening, record};
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::ids::{AccountId, AgencyId};
use crate::store::{Conn, colleagues, tickets};

/// Who does it, and when.
pub(super) type By = (AccountId, Moment);

/// Gives all open reports that `from` works on to `heir`, who is told of each; without one they are nobody's yet. With an
/// agency only what is there.
///
/// # Errors
/// `Invalid` at `heir` where that person does not work in an agency that holds one of them.
pub(super) fn hand_over(
    conn: &mut Conn,
    (from, heir): (AccountId, Option<AccountId>),
    within: Option<AgencyId>,
    (by, now): By,
) -> Result<usize, Refusal> {
    let mut handed = 0;
    for ticket in tickets::open_of(conn, from)? {
        let agency = ticket.agency();
        if !ticket.holders.is_held() || within.is_some_and(|only| Some(only) != agency) {
            continue;
        }
        let happening = match (heir, agency) {
            (Some(heir), Some(agency)) => {
                let works = colleagues::of_agency(conn, agency)?.into_iter().find(|one| one.id == heir);
                let works = works.ok_or_else(|| Refusal::field("heir", "heir_elsewhere"))?;
                Happening::of(EventKind::Assigned).remarked(&works.name)
            }
            _ => Happening::of(EventKind::Released),
        };
        let mut moved = ticket.change();
        moved.ticket.holders.hand_to(heir, now);
        record(conn, now, Some(by), moved, happening)?;
        handed += 1;
    }
    Ok(handed)
}
