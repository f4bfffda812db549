//! What the ladder would do now, and does not.
use super::climb::{hears, reached};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::escalation::Rung;
use crate::store::{Db, accounts, tickets};

/// One telling that is due.
#[derive(Debug, Clone)]
pub struct Planned {
    pub code: String,
    pub owed: Owed,
    pub due_at: Moment,
    pub rung: Rung,
    /// Who would be told; nobody where nobody is there.
    pub people: Vec<String>,
}

/// The first `most` tellings that are due now, and how many there are in all. Nothing is written.
pub fn plan(db: &Db, now: Moment, most: usize) -> Result<(Vec<Planned>, usize), Refusal> {
    db.look(|c| {
        let due = reached(db, c, now)?;
        let count = due.len();
        let mut planned = Vec::new();
        for (clock, rung) in due.into_iter().take(most) {
            let ticket = tickets::find(c, clock.ticket_id)?;
            let told = hears(c, &ticket, &clock, rung, now)?;
            let people = told.iter().map(|one| Ok(accounts::find(c, one.account)?.name));
            let people = people.collect::<Result<Vec<String>, Refusal>>()?;
            planned.push(Planned {
                code: ticket.report.code,
                owed: clock.owed,
                due_at: clock.due_at,
                rung,
                people,
            });
        }
        Ok((planned, count))
    })
}
