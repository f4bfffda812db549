//! An administrator adds a rung to the ladder, or takes one away.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::escalation::Rung;
use crate::domain::policy::{Act, Actor};
use crate::ids::RungId;
use crate::portal::Portal;
use crate::store::rungs;

/// The fields as they came in.
#[derive(Debug, Clone, Default)]
pub struct RungTyped {
    pub moment: String,
    pub amount: String,
    pub unit: String,
    pub whom: String,
}

/// Adds a rung. It is reached at once where it would have been before.
///
/// # Errors
/// `Invalid` for what cannot be meant, or is on the ladder already.
pub fn add_rung(portal: &Portal, actor: &Actor, typed: &RungTyped) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    let mut reader = Reader::default();
    let moment = reader.word("moment", &typed.moment);
    let (unit, whom) = (reader.word("unit", &typed.unit), reader.word("whom", &typed.whom));
    let amount: Option<i32> = typed.amount.trim().parse().ok().filter(|amount| (0..=10_000).contains(amount));
    if amount.is_none() {
        reader.wrong("amount", "rung_amount");
    }
    let read = moment.zip(amount).zip(unit).zip(whom);
    let rung = read.map(|(((moment, amount), unit), whom)| Rung {
        id: RungId::fresh(now),
        moment,
        amount,
        unit,
        whom,
    });
    if rung.is_some_and(|rung| !rung.is_sound()) {
        reader.wrong("unit", "rung_unit");
    }
    reader.done()?;
    let Some(rung) = rung else { return Err(Refusal::field("moment", "choice_missing")) };
    portal.db.change(|c| {
        let same = |one: &Rung| Rung { id: rung.id, ..*one } == rung;
        if rungs::all(c)?.iter().any(same) {
            return Err(Refusal::field("amount", "rung_known"));
        }
        rungs::insert(c, &rung)?;
        Ok(Journal::by(actor.id, now).write(c, (Subject::Ladder, 0), AuditKind::RungAdded, changes(&rung))?)
    })
}

/// Takes a rung away: nobody is told by it any more. The trail of it stays.
///
/// # Errors
/// `Missing` where it is gone already.
pub fn remove_rung(portal: &Portal, actor: &Actor, id: RungId) -> Result<(), Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let rung = rungs::all(c)?.into_iter().find(|one| one.id == id).ok_or(Refusal::Missing)?;
        rungs::remove(c, id)?;
        Ok(Journal::by(actor.id, now).write(
            c,
            (Subject::Ladder, 0),
            AuditKind::RungRemoved,
            changes(&rung),
        )?)
    })
}

fn changes(rung: &Rung) -> Vec<Change> {
    vec![
        Change::new("rung_moment", "", rung.moment),
        Change::new("rung_amount", "", rung.amount),
        Change::new("rung_unit", "", rung.unit),
        Change::new("rung_whom", "", rung.whom),
    ]
}

fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCalendar) { Ok(()) } else { Err(Refusal::Forbidden) }
}
