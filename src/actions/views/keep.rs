//! A view is saved, renamed, removed. It shows nobody more than they may see: it only narrows.
use crate::actions::Refusal;
use crate::actions::typed::Reader;
use crate::domain::policy::{Act, Actor};
use crate::domain::view::{NAME_LIMIT, Place, View};
use crate::ids::{AgencyId, ViewId};
use crate::portal::Portal;
use crate::store::{Conn, views};

/// So many may one person save, and so many a team share.
pub const MOST: usize = 40;

/// A view as it came in.
#[derive(Debug, Clone)]
pub struct ViewTyped {
    pub name: String,
    /// The id of an agency of one's own whose team reads it, too; "" for nobody else.
    pub team: String,
    pub place: Place,
    /// What narrows the page, as its address says it.
    pub asked: String,
}

/// Keeps what narrows a page under a name.
///
/// # Errors
/// `Invalid` without a name or anything that narrows, with a name that stands there already or one too many; `Forbidden`
/// where one may not open the page, or is of another team.
pub fn save_view(portal: &Portal, actor: &Actor, typed: &ViewTyped) -> Result<(), Refusal> {
    let opens = match typed.place {
        Place::List => Act::ReadTicket,
        Place::Figures => Act::ReadFigures,
    };
    let team = if typed.team.is_empty() { None } else { Some(team(actor, &typed.team)?) };
    if !actor.may_somewhere(opens) {
        return Err(Refusal::Forbidden);
    }
    let mut reader = Reader::default();
    let name = reader.needed("name", &typed.name, NAME_LIMIT);
    if typed.asked.is_empty() {
        reader.wrong("name", "view_empty");
    }
    reader.done()?;
    let now = portal.now();
    portal.db.change(|c| {
        let known = views::all(c, actor.id)?;
        if known.iter().any(|(one, _)| one.name == name) {
            return Err(Refusal::field("name", "view_known"));
        }
        let beside = known.iter().filter(|(one, _)| match team {
            None => one.account_id == actor.id,
            Some(_) => one.agency_id == team,
        });
        if beside.count() >= MOST {
            return Err(Refusal::field("name", "view_many"));
        }
        let view = View {
            id: ViewId::fresh(now),
            account_id: actor.id,
            agency_id: team,
            place: typed.place,
            name: name.clone(),
            asked: typed.asked.clone(),
            made_at: now,
        };
        Ok(views::insert(c, &view)?)
    })
}

/// Gives it another name than the one that was seen.
///
/// # Errors
/// `Invalid` without a name or with one that stands there already, `Missing` where it is none of theirs, `Forbidden` where
/// it is for others to keep, `Stale` where it is called otherwise by now.
pub fn rename_view(
    portal: &Portal,
    actor: &Actor,
    id: ViewId,
    (name, seen): (&str, &str),
) -> Result<(), Refusal> {
    let mut reader = Reader::default();
    let name = reader.needed("name", name, NAME_LIMIT);
    reader.done()?;
    portal.db.change(|c| {
        let view = kept(c, actor, id)?;
        if view.name != seen {
            return Err(Refusal::Stale);
        }
        let same = |one: &View| one.name == name && one.id != id;
        if views::all(c, actor.id)?.iter().any(|(one, _)| same(one)) {
            return Err(Refusal::field("name", "view_known"));
        }
        Ok(views::rename(c, id, &name)?)
    })
}

/// Takes it away, for all who read it.
///
/// # Errors
/// `Missing` where it is none of theirs, `Forbidden` where it is for others to keep.
pub fn remove_view(portal: &Portal, actor: &Actor, id: ViewId) -> Result<(), Refusal> {
    portal.db.change(|c| {
        kept(c, actor, id)?;
        Ok(views::remove(c, id)?)
    })
}

fn kept(conn: &mut Conn, actor: &Actor, id: ViewId) -> Result<View, Refusal> {
    let view = views::find(conn, id)?;
    match (view.is_kept_by(actor), view.is_read_by(actor)) {
        (true, _) => Ok(view),
        (false, true) => Err(Refusal::Forbidden),
        (false, false) => Err(Refusal::Missing),
    }
}

/// One of the agencies for which this person holds a role.
fn team(actor: &Actor, typed: &str) -> Result<AgencyId, Refusal> {
    let own = actor.grants.iter().map(|grant| grant.agency).find(|agency| agency.to_string() == typed);
    own.ok_or(Refusal::Forbidden)
}
