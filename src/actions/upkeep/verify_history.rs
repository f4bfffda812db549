//! Reads every report's history and looks whether its seals hold.
use crate::actions::Refusal;
use crate::domain::seal::{Sealed, broken};
use crate::ids::TicketId;
use crate::store::{Db, events, tickets};

/// Reports read at a time.
const PART: i64 = 200;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub reports: usize,
    pub events: usize,
    /// Events from before there were seals.
    pub unsealed: usize,
    /// The codes of the reports whose history was changed past the portal.
    pub broken: Vec<String>,
}

/// Verifies every report. That the last events of one are missing altogether cannot be seen from the seals: the
/// database's own refusal to delete is what stands against that.
pub fn verify_history(db: &Db) -> Result<Verified, Refusal> {
    let mut found = Verified::default();
    let mut after = TicketId(0);
    loop {
        let (part, all) = db.look(|c| {
            let part = tickets::codes_after(c, after, PART)?;
            let ids: Vec<TicketId> = part.iter().map(|(id, _)| *id).collect();
            Ok::<_, Refusal>((part, events::sealed_of(c, &ids)?))
        })?;
        let Some((last, _)) = part.last() else { return Ok(found) };
        after = *last;
        found.reports += part.len();
        found.events += all.len();
        found.unsealed += all.iter().filter(|one| one.seal.is_empty()).count();
        let by_report: Vec<&[Sealed]> =
            all.chunk_by(|one, next| one.event.ticket_id == next.event.ticket_id).collect();
        for history in by_report.into_iter().filter(|history| broken(history).is_some()) {
            let id = history[0].event.ticket_id;
            found.broken.extend(part.iter().find(|(own, _)| *own == id).map(|(_, code)| code.clone()));
        }
    }
}
