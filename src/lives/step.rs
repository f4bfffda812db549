//! A report moves on by one step.
use crate::actions::tickets::{
    Accepted, Destination, Order, PartWanted, accept, ask_info, ask_part, assign, close, contribute, forward,
    fulfil, grant_extension, mark_duplicate, refuse, remind, send_back, set_level, take, write_progress,
};
use crate::actions::{Refusal, replies, senders};
use crate::domain::intake::PublicText;
use crate::domain::policy::Actor;
use crate::domain::reply::Outcome;
use crate::domain::ticket::{Level, Ticket};
use crate::files::{KeptDocument, KeptPhoto};
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::photos;
use chrono::NaiveDate;

/// What somebody does with a report. What its sender does names nobody.
pub enum Step<'a> {
    SetLevel(&'a Actor, Level, &'a str),
    /// Words and level are decided, all else is left as its sender has it; these of its photos, by their place, the public
    /// does not see.
    Accept(&'a Actor, PublicText, Level, &'a [usize]),
    Forward(&'a Actor, Destination),
    Take(&'a Actor),
    Assign(&'a Actor, AccountId),
    WriteProgress(&'a Actor, &'a str),
    AskInfo(&'a Actor, &'a str),
    /// This agency is asked for a part, in these words.
    AskPart(&'a Actor, AgencyId, &'a str),
    /// Whoever works with the lead does its part, in these words.
    GivePart(&'a Actor, &'a str),
    Propose(&'a Actor, Answer<'a>),
    Publish(&'a Actor),
    SendBack(&'a Actor, &'a str),
    /// Until this day, and why.
    Extend(&'a Actor, NaiveDate, &'a str),
    /// With these words, for an answer by the end of this day.
    Remind(&'a Actor, &'a str, NaiveDate),
    /// For this of the city's reasons, by its code.
    Refuse(&'a Actor, &'a str),
    /// It repeats the report with this code.
    Merge(&'a Actor, &'a str),
    Close(&'a Actor),
    /// What its answer promised is done, or needs another day.
    Fulfil(&'a Actor, Outcome),
    Withdraw,
    Reopen(&'a str),
    Rate(senders::Given),
}

/// A drafted answer, with what proves it.
pub struct Answer<'a> {
    pub written: replies::Written,
    pub photos: &'a [KeptPhoto],
    /// Each with the name it is shown by.
    pub papers: &'a [(KeptDocument, &'a str)],
    /// Why it waits for no part that is still owed; "" where none is.
    pub without: &'a str,
}

/// Takes the step, at the portal's time.
///
/// # Errors
/// As the verb behind it.
pub fn live(portal: &Portal, ticket: &Ticket, step: Step<'_>) -> Result<Ticket, Refusal> {
    let by = |actor| Order { actor, code: &ticket.code, seen: ticket.version };
    match step {
        Step::SetLevel(who, level, why) => set_level(portal, by(who), level, why),
        Step::Accept(who, text, level, hidden) => {
            take_in(portal, by(who), ticket, Checked { text, level, hidden })
        }
        Step::Forward(who, to) => forward(portal, by(who), &to),
        Step::Take(who) => take(portal, by(who)),
        Step::Assign(who, to) => assign(portal, by(who), Some(to)),
        Step::WriteProgress(who, words) => write_progress(portal, by(who), words),
        Step::AskInfo(who, question) => ask_info(portal, by(who), question),
        Step::AskPart(who, agency, what) => {
            ask_part(portal, by(who), &PartWanted { agency, what, until: None })
        }
        Step::GivePart(who, words) => contribute(portal, by(who), words),
        Step::Propose(who, answer) => propose(portal, by(who), &answer),
        Step::Publish(who) => replies::publish(portal, by(who)),
        Step::SendBack(who, why) => send_back(portal, by(who), why),
        Step::Extend(who, until, why) => grant_extension(portal, by(who), until, why),
        Step::Remind(who, words, until) => remind(portal, by(who), words, until),
        Step::Refuse(who, reason) => refuse(portal, by(who), reason, ""),
        Step::Merge(who, master) => mark_duplicate(portal, by(who), master),
        Step::Close(who) => close(portal, by(who)),
        Step::Fulfil(who, outcome) => fulfil(portal, by(who), outcome),
        Step::Withdraw => senders::withdraw(portal, ticket.id),
        Step::Reopen(why) => senders::reopen(portal, ticket.id, why, Vec::new()),
        Step::Rate(given) => senders::rate(portal, ticket.id, &given),
    }
}

struct Checked<'a> {
    text: PublicText,
    level: Level,
    hidden: &'a [usize],
}

/// Whoever accepts ticks nothing: what its sender wants private stays so by itself.
fn take_in(
    portal: &Portal,
    order: Order<'_>,
    ticket: &Ticket,
    checked: Checked<'_>,
) -> Result<Ticket, Refusal> {
    let came = portal.db.look(|c| Ok::<_, Refusal>(photos::of_ticket(c, ticket.id)?))?;
    let shown = came.iter().enumerate().filter(|(place, _)| !checked.hidden.contains(place));
    let decided = Accepted {
        text: checked.text,
        category: ticket.category_id,
        commune: ticket.commune_id,
        place: ticket.place.clone(),
        level: checked.level,
        is_private: false,
        public_photos: shown.map(|(_, photo)| photo.id).collect(),
        destination: None,
    };
    accept(portal, order, &decided)
}

fn propose(portal: &Portal, order: Order<'_>, answer: &Answer<'_>) -> Result<Ticket, Refusal> {
    for photo in answer.photos {
        replies::attach_photo(portal, order, photo.clone())?;
    }
    for (paper, name) in answer.papers {
        replies::attach_document(portal, order, paper.clone(), name)?;
    }
    replies::propose(portal, order, &answer.written, answer.without)
}
