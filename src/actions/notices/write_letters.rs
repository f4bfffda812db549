//! Writes the letters that notices wait for: at once, or in the morning, as each person chose. One letter a person and run,
//! however much it tells of.
use crate::actions::upkeep::GoesOn;
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::account::AccountState;
use crate::domain::notice::{NoticeLetter, last_digest};
use crate::ids::AccountId;
use crate::portal::Portal;
use crate::store::notices::{self, ForLetter};
use crate::store::{Conn, accounts};
use std::collections::BTreeSet;

/// Notices looked at in one run to find whose letters are due.
const AT_ONCE: i64 = 1_000;
/// The most that one letter tells of; the list has the rest.
const IN_ONE: i64 = 200;

/// Puts the letters into the outbox, each person's in a transaction of its own: how many. What was read meanwhile needs
/// no letter, and whoever cannot come in any more gets none.
pub fn write_letters(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let (digest, due) = portal.db.look(|c| {
        let city = portal.db.city(c)?;
        let digest = last_digest(now, city.facts.digest_at, &city.calendar);
        Ok::<_, Refusal>((digest, notices::due(c, digest, None, AT_ONCE)?))
    })?;
    let people: BTreeSet<AccountId> = due.into_iter().map(|one| one.account).collect();
    people.into_iter().take_while(|_| goes_on()).try_fold(0, |count, account| {
        let written = portal.db.change(|c| write(portal, c, account, digest))?;
        Ok(count + usize::from(written))
    })
}

fn write(portal: &Portal, conn: &mut Conn, id: AccountId, digest: Option<Moment>) -> Result<bool, Refusal> {
    let due = notices::due(conn, digest, Some(id), IN_ONE)?;
    let account = accounts::find(conn, id)?;
    let reads = account.state == AccountState::Active;
    let (fresh, spared): (Vec<ForLetter>, Vec<ForLetter>) =
        due.into_iter().partition(|one| reads && one.read_at.is_none());
    let ids = |all: &[ForLetter]| all.iter().map(|one| one.id).collect::<Vec<_>>();
    notices::lettered(conn, &ids(&spared), NoticeLetter::Spared)?;
    if fresh.is_empty() {
        return Ok(false);
    }
    notices::lettered(conn, &ids(&fresh), NoticeLetter::Written)?;
    let told: Vec<_> = fresh.iter().map(|one| (one.what, one.code.as_str(), one.due)).collect();
    letters::notices(portal, conn, &account, &told)?;
    Ok(true)
}
