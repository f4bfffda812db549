//! A sender says what they think of the answer.
use super::remember_as;
use crate::actions::notices::{Tidings, tell};
use crate::actions::{Problem, Refusal};
use crate::clock::Moment;
use crate::domain::event::EventKind;
use crate::domain::partners::Partners;
use crate::domain::rating::{Mark, Rating, Review, rated_until};
use crate::domain::text::tidy;
use crate::domain::ticket::Ticket;
use crate::ids::{EventId, TicketId};
use crate::portal::Portal;
use crate::store::{Conn, Found, ratings, replies, tickets};

/// The longest sentence beside a rating, in characters.
pub const RATING_LIMIT: usize = 500;

/// A rating as it was typed.
pub struct Given {
    pub mark: Option<Mark>,
    /// The codes of what was ticked; those that the city does not have count for nothing.
    pub ticked: Vec<String>,
    pub words: String,
}

/// Keeps the rating of the answer, in the place of the one before; a poor one waits for whoever watches. The report itself
/// stays as it is. The same once more changes nothing.
///
/// # Errors
/// `Invalid` without a mark or with too many words, `TooLate` where there is no answer to rate, or its days are over.
pub fn rate(portal: &Portal, id: TicketId, given: &Given) -> Result<Ticket, Refusal> {
    let (now, words) = (portal.now(), tidy(&given.words));
    let mut problems = Vec::new();
    if given.mark.is_none() {
        problems.push(Problem::new("mark", "mark_missing"));
    }
    if words.chars().count() > RATING_LIMIT {
        problems.push(Problem::new("words", "too_long"));
    }
    let Some(mark) = given.mark.filter(|_| problems.is_empty()) else {
        return Err(Refusal::Invalid(problems));
    };
    portal.db.change(|c| {
        let ticket = tickets::find(c, id)?;
        let city = portal.db.city(c)?;
        if rated_until(&ticket, city.facts.reopen_days).is_none_or(|last| last < now) {
            return Err(Refusal::TooLate);
        }
        let ticked = city.rating_reasons.iter().map(|one| one.code.as_str());
        let ticked = ticked.filter(|code| given.ticked.iter().any(|one| one == code));
        let reasons = ticked.collect::<Vec<_>>().join(" ");
        let before = ratings::of_ticket(c, id)?.filter(|one| one.is_about(ticket.answered_at));
        let same = |one: &Rating| (one.mark, &one.reasons, &one.words) == (mark, &reasons, &words);
        if before.as_ref().is_some_and(same) {
            return Ok(ticket);
        }
        let review = if mark.is_poor() { Review::Open } else { Review::None };
        let rating = Rating {
            ticket_id: id,
            mark,
            reasons: reasons.clone(),
            words: words.clone(),
            rated_at: now,
            review,
        };
        ratings::put(c, &rating)?;
        let event = remember_as(c, id, (EventKind::Rated, mark.as_str()), now)?;
        if mark.is_poor() && before.is_none_or(|one| !one.mark.is_poor()) {
            tell_of(c, &ticket, event, now)?;
        }
        Ok(ticket)
    })
}

/// Whoever watches the agency hears of a poor rating, and who wrote and who approved the answer.
fn tell_of(conn: &mut Conn, ticket: &Ticket, event: EventId, now: Moment) -> Found<()> {
    let answer = replies::of_ticket(conn, ticket.id)?.into_iter().next();
    let named = answer.map(|one| vec![one.author_id, one.approver_id]).unwrap_or_default();
    let (kind, before) = (EventKind::Rated, (None, Partners::default()));
    let tidings = Tidings { event, kind, ticket, before, agency: None, named: &named, by: None };
    tell(conn, &tidings, now)
}
