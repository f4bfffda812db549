//! Writes to readers what is new in the lists that they follow, each morning or each week, by the city's hour and working days.
//! It is read from the public copies as the letter is written: what was taken down meanwhile is in none.
use crate::actions::upkeep::GoesOn;
use crate::actions::{Refusal, letters};
use crate::clock::Moment;
use crate::domain::follow::{Pace, SETTLING, last_digest};
use crate::ids::FollowId;
use crate::portal::Portal;
use crate::store::listing::AnswersQuestion;
use crate::store::{Conn, follows, public};

/// Those that are read at a time.
const BATCH: i64 = 200;

/// Puts the letters into the outbox, each in the transaction that notes up to when it tells: how many. Where nothing is new there
/// is no letter. A crash between two of them loses none and doubles none.
pub fn write_digests(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now() - SETTLING;
    let mut count = 0;
    for pace in [Pace::Daily, Pace::Weekly] {
        let until = portal.db.look(|c| {
            let city = portal.db.city(c)?;
            Ok::<_, Refusal>(last_digest(pace, now, city.facts.digest_at, &city.calendar))
        })?;
        let Some(until) = until else { continue };
        loop {
            let due = portal.db.look(|c| Ok::<_, Refusal>(follows::due(c, pace, until, BATCH)?))?;
            if due.is_empty() {
                break;
            }
            for id in due {
                if !goes_on() {
                    return Ok(count);
                }
                count += usize::from(portal.db.change(|c| write(portal, c, id, until))?);
            }
        }
    }
    Ok(count)
}

fn write(portal: &Portal, conn: &mut Conn, id: FollowId, until: Moment) -> Result<bool, Refusal> {
    let Some(follow) = follows::find(conn, id)? else { return Ok(false) };
    let Some(since) = follow.told_until.filter(|since| *since < until) else { return Ok(false) };
    let city = portal.db.city(conn)?;
    let question = AnswersQuestion::kept(&follow.question);
    let found = match question.filter(&city) {
        Some(filter) => public::since::appeared(conn, &filter, (since, until))?,
        // What it names is in the city no more.
        None => Vec::new(),
    };
    follows::told(conn, id, until)?;
    let named = &found[..found.len().min(city.facts.following.items)];
    let cards = public::cards_of(conn, named)?;
    if cards.is_empty() {
        return Ok(false);
    }
    let more = found.len() - named.len();
    letters::follow_digest(portal, conn, &follow, (cards, more, question.q.trim()))?;
    Ok(true)
}
