//! Somebody has seen what they were told.
use crate::actions::Refusal;
use crate::domain::notice::What;
use crate::domain::policy::Actor;
use crate::ids::NoticeId;
use crate::portal::Portal;
use crate::store::notices;

/// Marks as read all that stood before their eyes; what was told since stays new.
pub fn read_until(portal: &Portal, actor: &Actor, last: NoticeId) -> Result<usize, Refusal> {
    let now = portal.now();
    portal.db.change(|c| Ok(notices::read_until(c, actor.id, last, now)?))
}

/// Marks one as read: the code of the report that it is about, and what it told.
///
/// # Errors
/// `Missing` where it is another person's.
pub fn read_one(portal: &Portal, actor: &Actor, id: NoticeId) -> Result<(String, What), Refusal> {
    let now = portal.now();
    portal.db.change(|c| Ok(notices::read_one(c, actor.id, id, now)?))
}
