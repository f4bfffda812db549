//! A report (phản ánh, kiến nghị): what came in and where it stands; and the ticket, which adds who holds it and what is
//! owed on it.
use super::assignment::{Ended, Holders};
use super::clocks::Clocks;
pub use super::kind::Kind;
pub use super::level::Level;
use super::partners::Partners;
use super::policy::Holding;
use super::status::{Status, Step};
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId, CategoryId, CommuneId, TicketId, text_enum};
use crate::schema::tickets;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};
use std::ops::{Deref, DerefMut};

text_enum! {
    /// The way in.
    pub enum Channel {
        Web = "web",
        App = "app",
        Hotline = "hotline",
        Zalo = "zalo",
        Email = "email",
        Counter = "counter",
        Paper = "letter",
        Api = "api",
    }
}

text_enum! {
    /// Who may see it once it has been accepted.
    pub enum Prominence {
        Public = "public",
        Reporter = "reporter",
        Staff = "staff",
        Hidden = "hidden",
    }
}

/// A report as it is kept. `title` and `body` are the sender's own words, which nobody else changes;
/// `public_title` and `public_body` are the checked copy that the public reads.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = tickets, treat_none_as_null = true)]
pub struct Report {
    pub id: TicketId,
    pub code: String,
    /// The key of the form it was sent with: the same form sent twice is one report.
    pub form_key: String,
    pub kind: Kind,
    pub channel: Channel,
    /// The language the sender chose, for the letters.
    pub lang: String,
    pub status: Status,
    pub level: Level,
    pub title: String,
    pub body: String,
    pub public_title: String,
    pub public_body: String,
    pub prominence: Prominence,
    /// It never appears anywhere public: the sender asked for it, its category said so when it came in, or the desk
    /// decided it. Once said, it stays.
    pub is_private: bool,
    /// The sender asked for it. Nothing that staff do changes what was asked for.
    pub wants_private: bool,
    /// When and by whom its public copy and photos were looked at last: an act of a person, which no state stands for.
    pub checked_at: Option<Moment>,
    pub checked_by: Option<AccountId>,
    /// Cached from `may_be_public`, so that the public lists are one index look-up.
    pub is_public: bool,
    /// Where it stands for who reads: its own state; that of its last master where it repeats one. Cached like
    /// `is_public`.
    pub standing: Status,
    pub category_id: CategoryId,
    pub commune_id: Option<CommuneId>,
    /// Street or landmark, in the sender's words.
    pub place: String,
    /// The report that this one repeats.
    pub master_id: Option<TicketId>,
    pub reason: Option<String>,
    /// What the sender was told when it was refused.
    pub refusal: String,
    pub entered_by: Option<AccountId>,
    /// Its number in the national system, which administrative procedures must also be entered in
    /// (Nghị định 20/2008, 92/2017).
    pub national_code: String,
    pub created_at: Moment,
    pub accepted_at: Option<Moment>,
    pub answered_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    pub version: i32,
}

/// A report at the desk: the report itself, who holds it, what is owed on it. What is asked of a ticket that the report
/// knows, the report answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    pub report: Report,
    pub holders: Holders,
    pub clocks: Clocks,
}

impl Deref for Ticket {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.report
    }
}

impl DerefMut for Ticket {
    fn deref_mut(&mut self) -> &mut Report {
        &mut self.report
    }
}

/// A moment after every deadline: what a settled ticket is "due", so that the queue's order needs no null.
pub fn never() -> Moment {
    chrono::NaiveDate::from_ymd_opt(9999, 12, 31)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .unwrap_or(Moment::MAX)
}

/// A ticket after a change, with the version it had before: only this can be stored, and only over that version.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    pub ticket: Ticket,
    seen: i32,
    pub from: Status,
    held: Holders,
    ran: Clocks,
}

/// The state does not allow this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongStep {
    pub status: Status,
    pub step: Step,
}

impl Report {
    /// A report as it comes in at `now`: new, unchecked and so not public. Words, place and sender are still to be filled
    /// in.
    pub fn received(code: String, category: CategoryId, now: Moment) -> Self {
        Self {
            id: TicketId::fresh(now),
            code,
            form_key: String::new(),
            kind: Kind::Report,
            channel: Channel::Web,
            lang: "vi".into(),
            status: Status::New,
            level: Level::Normal,
            title: String::new(),
            body: String::new(),
            public_title: String::new(),
            public_body: String::new(),
            prominence: Prominence::Public,
            is_private: false,
            wants_private: false,
            checked_at: None,
            checked_by: None,
            is_public: false,
            standing: Status::New,
            category_id: category,
            commune_id: None,
            place: String::new(),
            master_id: None,
            reason: None,
            refusal: String::new(),
            entered_by: None,
            national_code: String::new(),
            created_at: now,
            accepted_at: None,
            answered_at: None,
            closed_at: None,
            version: 1,
        }
    }

    /// Title and text for whoever reads the checked copy: the sender's own where there is none.
    pub fn copy(&self) -> (&str, &str) {
        if self.public_title.is_empty() {
            (&self.title, &self.body)
        } else {
            (&self.public_title, &self.public_body)
        }
    }

    /// Says the checked copy something else than its sender wrote?
    pub fn is_edited(&self) -> bool {
        self.copy() != (self.title.as_str(), self.body.as_str())
    }

    /// When somebody looked at its photos: what they left out stays out, also while it waits to be looked at anew.
    pub fn looked_at(&self) -> Option<Moment> {
        self.checked_at.or(self.accepted_at)
    }

    /// A person looks at its public copy and its photos, at `now`.
    pub fn check(&mut self, by: AccountId, now: Moment) {
        (self.checked_at, self.checked_by) = (Some(now), Some(by));
    }
}

impl Ticket {
    /// A report in nobody's hands, on which no clock runs yet. It is owed at once until a rule says otherwise: better on
    /// top of the queue than lost.
    pub fn of(report: Report) -> Self {
        Self { report, holders: Holders::default(), clocks: Clocks::default() }
    }

    /// Takes a step on the way of a report: what it meets or ends stops. Who holds it next, and the clock of the next step,
    /// are the caller's to set.
    pub fn take(self, step: Step, now: Moment) -> Result<Moved, WrongStep> {
        let from = self.status;
        let Some(to) = from.after(step) else {
            return Err(WrongStep { status: from, step });
        };
        let mut moved = self.change();
        let ticket = &mut moved.ticket;
        (ticket.status, ticket.standing) = (to, to);
        match to {
            Status::Accepted => ticket.accepted_at = ticket.accepted_at.or(Some(now)),
            Status::InProgress => ticket.holders.take_on(now),
            Status::Answered => ticket.answered_at = Some(now),
            Status::Closed | Status::Rejected | Status::Duplicate | Status::Withdrawn => {
                ticket.closed_at = Some(now);
            }
            Status::New
            | Status::Forwarded
            | Status::AwaitingApproval
            | Status::NeedsInfo
            | Status::Returned
            | Status::Reopened => {}
        }
        ticket.clocks.follow(step, to, now);
        if to.is_settled() {
            let how = if step == Step::Answer { Ended::Answered } else { Ended::Settled };
            ticket.holders.end(how, now);
        }
        Ok(moved)
    }

    /// Begins a change that leaves the state as it is: another text, another officer.
    pub fn change(self) -> Moved {
        let (seen, from) = (self.version, self.status);
        let (held, ran) = (self.holders.clone(), self.clocks.clone());
        let mut ticket = self;
        ticket.version += 1;
        Moved { ticket, seen, from, held, ran }
    }

    /// Who holds it, as the policy asks.
    pub fn holding(&self) -> Holding {
        Holding { agency: self.agency(), partners: self.partners(), assignee: self.assignee() }
    }

    /// Who answers for it (chủ trì), or answered.
    pub fn agency(&self) -> Option<AgencyId> {
        self.holders.lead().map(|lead| lead.agency_id)
    }

    /// Who works with the lead (phối hợp), or did when it was answered.
    pub fn partners(&self) -> Partners {
        Partners::of(self.holders.partners().map(|one| one.agency_id).collect())
    }

    /// Who works on it.
    pub fn assignee(&self) -> Option<AccountId> {
        self.holders.lead().and_then(|lead| lead.person_id)
    }

    /// When the next step is due, whoever owes it; [`never`] when nothing is owed.
    pub fn due_at(&self) -> Moment {
        self.clocks.due_at(self.status, self.created_at)
    }

    /// When the answer is due, or was when it was given.
    pub fn answer_due(&self) -> Option<Moment> {
        self.clocks.answer().map(|clock| clock.due_at)
    }

    /// Was it sent back as often as the city allows, so that its coordinating office decides who has it?
    pub fn is_disputed(&self, most: i32) -> bool {
        self.status == Status::Returned && self.times_sent_back() >= most
    }

    /// How often an agency sent it back.
    pub fn times_sent_back(&self) -> i32 {
        i32::try_from(self.holders.sent_back()).unwrap_or(i32::MAX)
    }

    /// May its sender still write other words in the place of the first? Until an agency has taken it on.
    pub fn is_its_senders(&self) -> bool {
        let begun = self.holders.all().iter().any(|one| one.taken_at.is_some());
        !begun && !self.status.is_settled() && self.answered_at.is_none()
    }

    /// Late: the next step was due before `now`.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.due_at() < now
    }
}

impl Moved {
    /// The version that must still stand in the database for this to be written.
    pub fn seen(&self) -> i32 {
        self.seen
    }

    /// Who held it, and what ran, before the change.
    pub fn before(&self) -> (&Holders, &Clocks) {
        (&self.held, &self.ran)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clocks::{Clock, Owed};
    use chrono::Duration;

    const ONE: AgencyId = AgencyId(1);
    const TWO: AgencyId = AgencyId(2);

    fn at(hour: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc() + Duration::hours(hour)
    }

    fn new() -> Ticket {
        Ticket::of(Report::received("26-0000-0000".into(), CategoryId(1), at(0)))
    }

    #[test]
    fn every_change_is_one_version_on_and_remembers_what_was_before() {
        let moved = new().change();
        assert_eq!((moved.seen(), moved.ticket.version, moved.from), (1, 2, Status::New));
        let moved = moved.ticket.take(Step::Accept, at(1)).unwrap();
        assert_eq!((moved.seen(), moved.ticket.version, moved.from), (2, 3, Status::New));
        assert_eq!((moved.ticket.status, moved.ticket.standing), (Status::Accepted, Status::Accepted));
        let wrong = WrongStep { status: Status::Accepted, step: Step::Answer };
        assert_eq!(moved.ticket.take(Step::Answer, at(2)), Err(wrong));
    }

    #[test]
    fn it_is_with_whom_it_was_given_to_until_it_is_settled() {
        let mut ticket = new().take(Step::Accept, at(1)).unwrap().ticket;
        let id = ticket.id;
        ticket.holders.give(id, ONE, Ended::Rerouted, at(1));
        ticket.holders.join(id, TWO, at(1));
        let mut moved = ticket.take(Step::Forward, at(1)).unwrap().ticket.take(Step::Take, at(2)).unwrap();
        moved.ticket.holders.hand_to(Some(AccountId(7)), at(2));
        let ticket = moved.ticket;
        let Holding { agency, partners, assignee } = ticket.holding();
        assert_eq!((agency, partners.all(), assignee), (Some(ONE), &[TWO][..], Some(AccountId(7))));
        assert!(ticket.holders.is_taken());
        let proposed = ticket.take(Step::Propose, at(3)).unwrap().ticket;
        let answered = proposed.take(Step::Answer, at(4)).unwrap();
        assert!(answered.before().0.is_held());
        let lead = answered.ticket.holders.lead().map(|lead| (lead.ended, lead.until));
        assert_eq!(lead, Some((Ended::Answered, at(4))));
        assert_eq!((answered.ticket.answered_at, answered.ticket.due_at()), (Some(at(4)), never()));
        let closed = answered.ticket.take(Step::Close, at(5)).unwrap().ticket;
        assert_eq!(closed.closed_at, Some(at(5)));
        let withdrawn = new().take(Step::Withdraw, at(1)).unwrap().ticket;
        assert_eq!(withdrawn.closed_at, Some(at(1)));
    }

    #[test]
    fn it_is_late_after_its_moment_and_never_where_nothing_is_owed() {
        let ticket = new();
        assert_eq!(
            (ticket.due_at(), ticket.answer_due()),
            (at(0), None),
            "owed at once until a rule says otherwise"
        );
        assert!(ticket.is_overdue(at(1)) && !ticket.is_overdue(at(0)));
        assert!(never() > at(1_000_000));
        let (mut ticket, id) = (new(), ticket.id);
        ticket.clocks.start(Clock::starting(id, Owed::Answer, at(0), at(5)));
        assert_eq!(ticket.answer_due(), Some(at(5)));
    }

    #[test]
    fn a_check_is_an_act_of_somebody() {
        let mut report = new().report;
        report.check(AccountId(7), at(1));
        assert_eq!((report.checked_at, report.checked_by), (Some(at(1)), Some(AccountId(7))));
        assert!(Kind::Report.needs_proof() && !Kind::Praise.needs_proof());
    }
}
