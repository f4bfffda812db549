//! Who holds a report now, and by when they owe the next step.
use crate::clock::Moment;
use crate::domain::promise::Promised;
use crate::domain::status::Status;
use crate::domain::ticket::never;
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::store::city::City;
use crate::web::parts::{moment, promise};

/// "" where nobody owes anything any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holder {
    pub who: String,
    /// "Trả lời trước 17:00, 9/9/2026"
    pub until: String,
}

/// Where a report is in the hands of.
pub struct Held<'a> {
    pub status: Status,
    pub agency: Option<AgencyId>,
    pub answer_due: Option<Moment>,
    pub due_at: Moment,
    /// What its answer promised, while that stands.
    pub promised: Option<&'a Promised>,
    pub hotline: &'a str,
    pub now: Moment,
}

/// In words for residents; nothing once the report is answered or settled.
pub fn holder(w: &Words, city: &City, held: Held) -> Holder {
    use Status::*;
    let until = |key: &str, due: Option<Moment>| {
        due.filter(|due| *due < never())
            .map_or_else(String::new, |due| w.fill(key, [("when", moment::full(due))]))
    };
    let desk = || w.fill("holder.desk", [("hotline", held.hotline)]);
    if let Some(promised) = held.promised.filter(|one| one.is_open()) {
        return Holder {
            who: city.agency(promised.agency.or(held.agency)).to_owned(),
            until: promise::next(w, promised, held.now),
        };
    }
    match held.status {
        New | Accepted | Returned => {
            Holder { who: desk(), until: until("holder.forward_by", Some(held.due_at)) }
        }
        NeedsInfo => {
            Holder { who: w.say("holder.sender"), until: until("holder.info_by", Some(held.due_at)) }
        }
        Forwarded | InProgress | AwaitingApproval | Reopened => Holder {
            who: match city.agency(held.agency) {
                "" => desk(),
                agency => agency.to_owned(),
            },
            until: until(answer_key(&held), held.answer_due.or(Some(held.due_at))),
        },
        Answered | Closed | Rejected | Duplicate | Withdrawn => Holder::default(),
    }
}

/// A deadline that has passed is said to have passed.
fn answer_key(held: &Held) -> &'static str {
    if held.answer_due.is_some_and(|due| due < held.now) { "holder.answer_late" } else { "holder.answer_by" }
}
