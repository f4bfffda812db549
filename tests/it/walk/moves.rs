//! What can be done to a report, and the doing of it by the portal's own verbs.
use super::cast::{AGENCIES, Cast};
use super::model::Model;
use crate::support::TestPortal;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use langnghe::actions::Refusal;
use langnghe::actions::replies::{self, Written};
use langnghe::actions::senders;
use langnghe::actions::tickets::{self as verbs, Destination, Order, PartWanted};
use langnghe::clock::{Moment, local};
use langnghe::domain::intake::PublicText;
use langnghe::domain::reply::Outcome;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::ids::TicketId;
use langnghe::lives::{self, Answer, Step};
use langnghe::store::{reply_drafts, tickets};
use rand::RngExt;
use rand::rngs::SmallRng;

/// A step, as the model knows it. Agencies and people stand by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    SetLevel(Level),
    Accept,
    /// To this agency, with that one beside those who help already.
    Forward(usize, Option<usize>),
    Take,
    Claim,
    Release,
    /// To the officer of this agency.
    Assign(usize),
    Progress,
    AskInfo,
    GiveInfo,
    SayMore,
    /// Waiting for no part that is still owed, or for each.
    Propose(bool),
    /// Of this agency.
    AskPart(usize),
    TakePartBack(usize),
    RemindPart(usize),
    GivePart,
    DeclinePart,
    ReturnDraft,
    Publish,
    SendBack,
    Extend,
    Remind,
    AnswerReminder,
    /// For a reason that hides what was public, or for one that does not.
    Refuse(bool),
    /// It repeats the other report.
    Merge(usize),
    Separate,
    Close,
    Withdraw,
    Reopen,
}

impl Move {
    /// Most often something that comes next where the report stands; else anything at all.
    pub fn choose(lot: &mut SmallRng, model: &Model, report: usize) -> Self {
        let (any, forward) = (Self::any(lot, report), Self::forward(lot));
        let (ask, propose) =
            (Self::AskPart(lot.random_range(0..AGENCIES.len())), Self::Propose(lot.random_bool(0.5)));
        let next = match model.reports[report].status {
            Status::New => Self::Accept,
            Status::Accepted | Status::Returned => any_of(lot, [forward, forward, Self::SayMore]),
            Status::Forwarded | Status::Reopened => any_of(lot, [Self::Take, Self::Take, Self::SendBack]),
            Status::InProgress => any_of(lot, [propose, propose, propose, Self::Remind, ask, Self::GivePart]),
            Status::AwaitingApproval => any_of(lot, [Self::Publish, Self::Publish, Self::ReturnDraft]),
            Status::Answered => any_of(lot, [Self::Reopen, Self::Reopen, Self::Close]),
            Status::NeedsInfo => any_of(lot, [Self::SayMore, Self::GiveInfo, Self::Close]),
            Status::Duplicate => Self::Separate,
            Status::Closed | Status::Rejected | Status::Withdrawn => any,
        };
        if lot.random_bool(0.6) { next } else { any }
    }

    fn forward(lot: &mut SmallRng) -> Self {
        let to = lot.random_range(0..AGENCIES.len());
        Self::Forward(to, lot.random_bool(0.3).then(|| lot.random_range(0..AGENCIES.len())))
    }

    fn any(lot: &mut SmallRng, report: usize) -> Self {
        let agency = lot.random_range(0..AGENCIES.len());
        let level = any_of(lot, [Level::Urgent, Level::Complex, Level::Normal]);
        let (forward, hides) = (Self::forward(lot), lot.random_bool(0.5));
        any_of(
            lot,
            [
                Self::SetLevel(level),
                Self::Accept,
                forward,
                Self::Take,
                Self::Claim,
                Self::Release,
                Self::Assign(agency),
                Self::Progress,
                Self::AskInfo,
                Self::GiveInfo,
                Self::SayMore,
                Self::Propose(hides),
                Self::AskPart(agency),
                Self::TakePartBack(agency),
                Self::RemindPart(agency),
                Self::GivePart,
                Self::DeclinePart,
                Self::ReturnDraft,
                Self::Publish,
                Self::SendBack,
                Self::Extend,
                Self::Remind,
                Self::AnswerReminder,
                Self::Refuse(hides),
                Self::Merge(1 - report),
                Self::Separate,
                Self::Close,
                Self::Withdraw,
                Self::Reopen,
            ],
        )
    }
}

fn any_of<T: Copy, const N: usize>(lot: &mut SmallRng, all: [T; N]) -> T {
    all[lot.random_range(0..N)]
}

/// A report of a walk.
pub struct Hand {
    pub private: bool,
    sent: Ticket,
}

impl Hand {
    pub fn send(portal: &TestPortal, private: bool) -> Self {
        let made = portal.ticket();
        let sent = if private { made.private() } else { made }.build();
        Self { private, sent }
    }

    pub fn id(&self) -> TicketId {
        self.sent.id
    }

    pub fn now(&self, portal: &TestPortal) -> Ticket {
        portal.look(|c| tickets::find(c, self.sent.id))
    }

    /// Takes the step as this person, over the version that stands.
    pub fn take(
        &self,
        portal: &TestPortal,
        cast: &Cast,
        hands: &[Hand],
        by: usize,
        one: Move,
    ) -> Result<(), Refusal> {
        let ticket = self.now(portal);
        let (actor, why) = (&cast.people[by].actor, "Theo thực tế tại hiện trường");
        let order = Order { actor, code: &ticket.code, seen: ticket.version };
        let step = match one {
            Move::SetLevel(level) => Step::SetLevel(actor, level, why),
            Move::Accept => {
                let text = PublicText::parse(&ticket.title, &ticket.body).expect("it was sent so");
                Step::Accept(actor, text, ticket.level, &[])
            }
            Move::Forward(to, with) => {
                let co_agency = with.map(|with| cast.agencies[with]);
                let to = Destination { agency: cast.agencies[to], co_agency, remark: String::new() };
                Step::Forward(actor, to)
            }
            Move::Take => Step::Take(actor),
            Move::Claim => return verbs::claim(portal, order).map(drop),
            Move::Release => return verbs::release(portal, order, why).map(drop),
            Move::Assign(agency) => {
                let officer = cast.who(langnghe::domain::policy::Role::Officer, Some(agency));
                Step::Assign(actor, cast.people[officer].actor.id)
            }
            Move::Progress => Step::WriteProgress(actor, "Đơn vị đã cử người tới xem."),
            Move::AskInfo => Step::AskInfo(actor, "Ổ gà ở trước số nhà nào?"),
            Move::GiveInfo => return verbs::give_info(portal, order, "Trước số nhà 12").map(drop),
            // Other words each time: what was just said is not kept twice.
            Move::SayMore => {
                let said = format!("Ở trước số nhà {}", ticket.version);
                return senders::say_more(portal, ticket.id, &said, Vec::new()).map(drop);
            }
            Move::GivePart => Step::GivePart(actor, why),
            Move::AskPart(_) | Move::TakePartBack(_) | Move::RemindPart(_) | Move::DeclinePart => {
                return in_parts(portal, cast, order, (one, why));
            }
            Move::Propose(goes_on) => {
                let over = portal.look(|c| reply_drafts::find(c, ticket.id)).map_or(0, |draft| draft.version);
                let without = if goes_on { why } else { "" };
                Step::Propose(actor, Answer { written: answer(over), photos: &[], papers: &[], without })
            }
            Move::ReturnDraft => return replies::return_draft(portal, order, why).map(drop),
            Move::Publish => Step::Publish(actor),
            Move::SendBack => Step::SendBack(actor, why),
            Move::Extend => {
                let due = ticket.answer_due().unwrap_or_else(|| portal.now());
                Step::Extend(actor, working_day_after(local(due).date(), 1), why)
            }
            Move::Remind => Step::Remind(actor, why, remind_day(portal.now())),
            Move::AnswerReminder => return verbs::answer_reminder(portal, order, why).map(drop),
            Move::Refuse(hides) => Step::Refuse(actor, if hides { "ngon_tu" } else { "khong_ro_noi_dung" }),
            Move::Merge(other) => Step::Merge(actor, &hands[other].sent.code),
            Move::Separate => return verbs::separate(portal, order, why).map(drop),
            Move::Close => Step::Close(actor),
            Move::Withdraw => Step::Withdraw,
            Move::Reopen => Step::Reopen("Ổ gà vẫn còn nguyên"),
        };
        lives::live(portal, &ticket, step).map(drop)
    }
}

/// What is asked of another agency, and taken back.
fn in_parts(
    portal: &TestPortal,
    cast: &Cast,
    order: Order<'_>,
    (one, why): (Move, &str),
) -> Result<(), Refusal> {
    let done = match one {
        Move::AskPart(agency) => {
            let wanted = PartWanted { agency: cast.agencies[agency], what: why, until: None };
            verbs::ask_part(portal, order, &wanted)
        }
        Move::TakePartBack(agency) => verbs::take_part_back(portal, order, cast.agencies[agency], why),
        Move::RemindPart(agency) => verbs::remind_part(portal, order, cast.agencies[agency], why),
        Move::DeclinePart => verbs::decline_part(portal, order, why),
        _ => unreachable!("another's step"),
    };
    done.map(drop)
}

fn answer(over: i32) -> Written {
    Written {
        outcome: Outcome::Explained,
        body: "Đơn vị đã kiểm tra và lấp ổ gà sáng nay. Mặt đường đã êm.".into(),
        signed_as: "Giám đốc".into(),
        document_number: String::new(),
        promised_for: None,
        over,
    }
}

/// The day by which a reminder asks for a word.
pub fn remind_day(now: Moment) -> NaiveDate {
    working_day_after(local(now).date(), 3)
}

/// The first day from Monday to Friday that is so many days on: in the weeks of the walks there is no holiday.
fn working_day_after(day: NaiveDate, days: u64) -> NaiveDate {
    let mut day = day + Days::new(days);
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day + Days::new(1);
    }
    day
}
