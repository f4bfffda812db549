//! Somebody will be away, and names who does their work meanwhile; or an administrator does it for them.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::clock::{Moment, local};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::notice::Absence;
use crate::domain::policy::{Act, Actor};
use crate::ids::{AbsenceId, AccountId};
use crate::portal::Portal;
use crate::store::{Conn, absences, sessions};
use chrono::{Days, NaiveDate};

/// The longest absence, in days: whoever is away for longer has left.
const LONGEST: u64 = 366;

/// The days as typed, and the deputy's account.
#[derive(Debug, Clone, Default)]
pub struct Away {
    pub first_day: String,
    pub last_day: String,
    pub deputy: String,
}

/// Keeps the days and the deputy, who may do from the first day on what the other may, and hears what the other would.
///
/// # Errors
/// `Forbidden` for another's absence, but for who manages accounts; `Invalid` for days that cannot be, or a deputy who
/// may not do all of the work, is away too, or is needed as a deputy.
pub fn be_away(portal: &Portal, actor: &Actor, id: AccountId, typed: &Away) -> Result<(), Refusal> {
    allowed(actor, id)?;
    let now = portal.now();
    portal.db.change(|c| {
        let (days, deputy) = read(c, id, typed, now)?;
        let absence = Absence {
            id: AbsenceId::fresh(now),
            account_id: id,
            deputy_id: deputy.id,
            first_day: days.0,
            last_day: days.1,
            made_by: actor.id,
            made_at: now,
            ended_at: None,
        };
        absences::insert(c, &absence)?;
        let changes = vec![
            Change::new("first_day", "", days.0),
            Change::new("last_day", "", days.1),
            Change::new("deputy", "", deputy.name),
        ];
        Ok(Journal::by(actor.id, now).write(c, (Subject::Account, id.0), AuditKind::AwaySet, changes)?)
    })
}

/// They are back before the last day, or do not go.
///
/// # Errors
/// `Forbidden` as above, `Missing` where it is over already.
pub fn come_back(portal: &Portal, actor: &Actor, id: AccountId, absence: AbsenceId) -> Result<(), Refusal> {
    allowed(actor, id)?;
    let now = portal.now();
    portal.db.change(|c| {
        if !absences::end(c, id, absence, now)? {
            return Err(Refusal::Missing);
        }
        let subject = (Subject::Account, id.0);
        Ok(Journal::by(actor.id, now).write(c, subject, AuditKind::AwayEnded, Vec::new())?)
    })
}

fn allowed(actor: &Actor, id: AccountId) -> Result<(), Refusal> {
    if actor.id == id || actor.may_somewhere(Act::ManageAccounts) { Ok(()) } else { Err(Refusal::Forbidden) }
}

fn read(
    conn: &mut Conn,
    id: AccountId,
    typed: &Away,
    now: Moment,
) -> Result<((NaiveDate, NaiveDate), Actor), Refusal> {
    let (mut reader, today) = (Reader::default(), local(now).date());
    let days = [("first_day", &typed.first_day), ("last_day", &typed.last_day)].map(|(field, text)| {
        let day = reader.day(field, text);
        if text.trim().is_empty() {
            reader.wrong(field, "date_shape");
        }
        day
    });
    let people = sessions::actors(conn)?;
    let own = people.iter().find(|one| one.id == id);
    let deputy = people.iter().find(|one| one.id.to_string() == typed.deputy);
    match (own, deputy) {
        (_, None) => reader.wrong("deputy", "choose_one"),
        (Some(own), Some(deputy)) if deputy.can_stand_in_for(own) => {}
        _ => reader.wrong("deputy", "deputy_unfit"),
    }
    if let [Some(first), Some(last)] = days {
        if last < first || last < today {
            reader.wrong("last_day", "away_backwards");
        } else if last > first + Days::new(LONGEST) {
            reader.wrong("last_day", "away_long");
        } else if let Some(deputy) = deputy {
            let during =
                |(absence, _): &(Absence, String)| absence.first_day <= last && absence.last_day >= first;
            if absences::of_account(conn, id, today)?.iter().any(during) {
                reader.wrong("first_day", "away_already");
            }
            if absences::of_account(conn, deputy.id, today)?.iter().any(during) {
                reader.wrong("deputy", "deputy_away");
            }
            if absences::is_deputy(conn, id, (first, last))? {
                reader.wrong("first_day", "away_needed");
            }
        }
    }
    reader.done()?;
    match (days, deputy) {
        ([Some(first), Some(last)], Some(deputy)) => Ok(((first, last), deputy.clone())),
        _ => Err(Refusal::field("deputy", "choose_one")),
    }
}
