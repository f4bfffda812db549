//! What must be, as plainly as it can be said: written from the rules of the field, with nothing of the portal's own but the
//! words for states, levels and what is owed.
use super::cast::Cast;
use super::moves::Move;
use chrono::Duration;
use langnghe::actions::Refusal;
use langnghe::clock::{Moment, local, moment_of};
use langnghe::domain::clocks::Owed;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Level;
use std::collections::BTreeMap;

/// Who may take a step, and what it needs, as the city's rules stand when it is founded.
const REOPENINGS: usize = 2;
const REOPEN_DAYS: i64 = 7;
const TRANSFERS_BACK: usize = 2;
const EXTENSIONS: usize = 1;

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Missing,
    Forbidden,
    TooLate,
    Invalid,
}

impl Why {
    pub fn is(self, refusal: &Refusal) -> bool {
        matches!(
            (self, refusal),
            (Self::Missing, Refusal::Missing)
                | (Self::Forbidden, Refusal::Forbidden)
                | (Self::TooLate, Refusal::TooLate)
                | (Self::Invalid, Refusal::Invalid(_))
        )
    }
}

/// Who answers for a report, or did last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    pub agency: usize,
    pub person: Option<usize>,
    pub taken: bool,
    /// It is theirs now.
    pub holds: bool,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub by: Option<usize>,
    pub since: Moment,
    pub stands_still: bool,
}

#[derive(Debug, Clone)]
pub struct Report {
    pub status: Status,
    pub version: i32,
    pub level: Level,
    pub checked: bool,
    pub private: bool,
    pub lead: Option<Lead>,
    pub with: Option<usize>,
    /// The agency beside works with the lead now.
    pub with_holds: bool,
    pub owed: BTreeMap<&'static str, Due>,
    pub master: Option<usize>,
    pub hides: bool,
    draft_by: Option<usize>,
    answered_at: Option<Moment>,
    sent_back: usize,
    extended: usize,
    reopened: usize,
    reminded_by: Vec<usize>,
}

#[derive(Debug, Clone)]
pub struct Model {
    pub reports: Vec<Report>,
}

/// Who is told what.
type Told = Vec<(usize, What)>;

impl Model {
    /// Reports that came in at `now`, private or not.
    pub fn of(private: Vec<bool>, now: Moment) -> Self {
        let report = |private| {
            let mut report = Report {
                status: Status::New,
                version: 1,
                level: Level::Normal,
                checked: false,
                private,
                lead: None,
                with: None,
                with_holds: false,
                owed: BTreeMap::new(),
                master: None,
                hides: false,
                draft_by: None,
                answered_at: None,
                sent_back: 0,
                extended: 0,
                reopened: 0,
                reminded_by: Vec::new(),
            };
            report.owe(Owed::Triage, None, now);
            report
        };
        Self { reports: private.into_iter().map(report).collect() }
    }

    /// The report whose state this one shows: what it repeats, else itself.
    pub fn decisive(&self, report: usize) -> &Report {
        let mut at = report;
        while let Some(master) = self.reports[at].master {
            at = master;
        }
        &self.reports[at]
    }

    /// May anybody read it?
    pub fn is_public(&self, report: usize) -> bool {
        let (own, decisive) = (&self.reports[report], self.decisive(report));
        let hidden = decisive.status == Status::Rejected && decisive.hides;
        own.checked && !own.private && own.status != Status::Withdrawn && !hidden
    }

    /// Takes the step. Answers who is told of it; a refused one may leave the model half changed.
    pub fn step(&mut self, cast: &Cast, at: usize, by: usize, one: Move, now: Moment) -> Result<Told, Why> {
        self.reports[at].permits(cast, by, one)?;
        if let Move::Merge(other) = one {
            return self.merge(at, other, now);
        }
        let followed = self.reports.iter().any(|report| report.master == Some(at));
        let report = &mut self.reports[at];
        let told = report.step(cast, by, one, now)?;
        if one == Move::Withdraw && followed {
            return Err(Why::Invalid);
        }
        report.version += 1;
        Ok(told.into_iter().filter(|(person, _)| *person != by || one.is_the_senders()).collect())
    }

    fn merge(&mut self, at: usize, other: usize, now: Moment) -> Result<Told, Why> {
        let mut master = other;
        while let Some(next) = self.reports[master].master {
            master = next;
        }
        let ended = matches!(self.reports[master].status, Status::Rejected | Status::Withdrawn);
        if master == at || ended {
            return Err(Why::Invalid);
        }
        let report = &mut self.reports[at];
        report.go(&[
            Status::New,
            Status::Accepted,
            Status::Returned,
            Status::Forwarded,
            Status::InProgress,
        ])?;
        report.settle(Status::Duplicate, now);
        (report.master, report.version) = (Some(master), report.version + 1);
        Ok(Vec::new())
    }
}

impl Move {
    fn is_the_senders(self) -> bool {
        matches!(self, Self::SayMore | Self::Withdraw | Self::Reopen)
    }
}

impl Report {
    fn permits(&self, cast: &Cast, by: usize, one: Move) -> Result<(), Why> {
        use Move as M;
        if one.is_the_senders() {
            return Ok(());
        }
        let person = &cast.people[by];
        let lead = self.lead.as_ref();
        let leads = lead.is_some_and(|lead| person.agency == Some(lead.agency));
        let beside = self.with.is_some() && person.agency == self.with;
        let own = leads && lead.is_some_and(|lead| lead.person == Some(by));
        let inside = matches!(person.role, Role::Focal | Role::Officer | Role::Approver | Role::Supervisor);
        let sees = match person.role {
            Role::Admin => false,
            _ if inside => leads || beside,
            _ => true,
        };
        let desk = matches!(person.role, Role::Agent | Role::Dispatcher);
        let may = match one {
            M::SetLevel(_) | M::Accept | M::Forward(..) | M::Refuse(_) | M::Merge(_) | M::Separate => desk,
            M::AskInfo | M::GiveInfo => match person.role {
                Role::Focal => leads,
                Role::Officer => own,
                _ => desk,
            },
            M::Take | M::Claim => matches!(person.role, Role::Focal | Role::Officer) && leads,
            M::Release => inside && person.role != Role::Supervisor && own,
            M::Assign(_) => matches!(person.role, Role::Focal | Role::Approver) && leads,
            M::Progress => person.role == Role::Focal && leads || person.role == Role::Officer && own,
            M::Propose | M::AnswerReminder => match person.role {
                Role::Focal | Role::Approver => leads,
                Role::Officer => own,
                _ => false,
            },
            M::ReturnDraft | M::Publish | M::Extend => person.role == Role::Approver && leads,
            M::SendBack => person.role == Role::Focal && leads,
            M::Remind => match person.role {
                Role::Dispatcher | Role::Leader => true,
                Role::Supervisor => leads,
                _ => false,
            },
            M::Close => person.role == Role::Dispatcher,
            M::SayMore | M::Withdraw | M::Reopen => true,
        };
        if !sees {
            Err(Why::Missing)
        } else if may {
            Ok(())
        } else {
            Err(Why::Forbidden)
        }
    }

    fn step(&mut self, cast: &Cast, by: usize, one: Move, now: Moment) -> Result<Told, Why> {
        use Move as M;
        use Status as S;
        match one {
            M::SetLevel(level) => {
                self.unsettled()?;
                self.level = level;
                let urgent = level == Level::Urgent;
                Ok(if urgent { self.holder(cast, What::Urgent) } else { Vec::new() })
            }
            M::Accept => {
                self.go(&[S::New])?;
                (self.status, self.checked) = (S::Accepted, true);
                Ok(Vec::new())
            }
            M::Forward(to, with) => self.forward(cast, (to, with), now),
            M::Take => {
                self.go(&[S::Forwarded, S::Reopened])?;
                self.status = S::InProgress;
                self.done(Owed::Take);
                if let Some(lead) = &mut self.lead {
                    lead.taken = true;
                    if cast.people[by].role == Role::Officer {
                        lead.person = Some(by);
                    }
                }
                Ok(Vec::new())
            }
            M::Claim => {
                self.go(&[S::InProgress, S::AwaitingApproval])?;
                let lead = self.lead.as_mut().filter(|lead| lead.person.is_none()).ok_or(Why::TooLate)?;
                lead.person = Some(by);
                Ok(Vec::new())
            }
            M::Release => {
                self.go(&[S::InProgress, S::AwaitingApproval])?;
                self.lead.as_mut().ok_or(Why::TooLate)?.person = None;
                Ok(Vec::new())
            }
            M::Assign(agency) => {
                self.unsettled()?;
                let lead = self.lead.as_mut().filter(|lead| lead.holds).ok_or(Why::TooLate)?;
                if lead.agency != agency {
                    return Err(Why::Invalid);
                }
                let officer = cast.who(Role::Officer, Some(agency));
                lead.person = Some(officer);
                Ok(vec![(officer, What::Assigned)])
            }
            M::Progress => self.unsettled().map(|()| Vec::new()),
            M::AskInfo => {
                self.go(&[S::New, S::Accepted, S::Returned, S::Forwarded, S::InProgress])?;
                self.status = S::NeedsInfo;
                self.owed.values_mut().for_each(|due| due.stands_still = true);
                self.owe(Owed::Info, None, now);
                Ok(Vec::new())
            }
            M::GiveInfo => {
                self.go(&[S::NeedsInfo])?;
                self.go_on(now);
                Ok(self.holder(cast, What::SenderAnswered))
            }
            M::SayMore if self.status == S::NeedsInfo => {
                self.go_on(now);
                Ok(self.holder(cast, What::SenderAnswered))
            }
            M::SayMore => {
                self.unsettled()?;
                Ok(self.holder(cast, What::SenderAdded))
            }
            M::Propose => {
                self.go(&[S::InProgress])?;
                (self.status, self.draft_by) = (S::AwaitingApproval, Some(by));
                Ok(self.of_lead(cast, Role::Approver, What::ToApprove))
            }
            M::ReturnDraft => {
                self.go(&[S::AwaitingApproval])?;
                self.status = S::InProgress;
                Ok(self.draft_by.map(|author| (author, What::DraftReturned)).into_iter().collect())
            }
            M::Publish => self.publish(by, now),
            M::SendBack => self.send_back(cast, now),
            M::Extend => self.extend(),
            M::Remind => self.remind(cast, by, now),
            M::AnswerReminder => {
                if !self.owes(Owed::Word) {
                    return Err(Why::TooLate);
                }
                self.done(Owed::Word);
                let mut asked = std::mem::take(&mut self.reminded_by);
                asked.dedup();
                Ok(asked.into_iter().map(|who| (who, What::ReminderAnswered)).collect())
            }
            M::Refuse(hides) => {
                self.go(&[S::New, S::Accepted, S::Returned])?;
                self.hides = hides;
                self.settle(S::Rejected, now);
                Ok(Vec::new())
            }
            M::Separate => {
                self.go(&[S::Duplicate])?;
                self.status = if self.checked { S::Accepted } else { S::New };
                (self.master, self.lead, self.with, self.with_holds) = (None, None, None, false);
                self.owe(Owed::Triage, None, now);
                Ok(Vec::new())
            }
            M::Close => {
                self.go(&[S::Answered, S::NeedsInfo])?;
                self.settle(S::Closed, now);
                Ok(Vec::new())
            }
            M::Withdraw => {
                let open = [S::New, S::Accepted, S::Forwarded, S::InProgress, S::Returned, S::NeedsInfo];
                self.go(&open)?;
                let had = self.last_holder(cast, What::Withdrawn);
                self.settle(S::Withdrawn, now);
                Ok(had)
            }
            M::Reopen => self.reopen(cast, now),
            M::Merge(_) => unreachable!("two reports take part in it"),
        }
    }

    fn forward(&mut self, cast: &Cast, (to, with): (usize, Option<usize>), now: Moment) -> Result<Told, Why> {
        use Status as S;
        self.go(&[S::Accepted, S::Forwarded, S::InProgress, S::Returned, S::Reopened])?;
        let with = with.filter(|with| *with != to);
        self.status = S::Forwarded;
        self.done(Owed::Triage);
        if !self.owes(Owed::Answer) {
            self.owe(Owed::Answer, Some(to), now);
        }
        self.lead = Some(Lead { agency: to, person: None, taken: false, holds: true });
        let mut told = self.of_lead(cast, Role::Focal, What::Arrived);
        if self.with != with {
            self.done(Owed::Part);
            if let Some(with) = with {
                self.owe(Owed::Part, Some(with), now);
                told.push((cast.who(Role::Focal, Some(with)), What::PartAsked));
            }
            (self.with, self.with_holds) = (with, with.is_some());
        }
        self.pass_to(to);
        self.owe(Owed::Take, Some(to), now);
        Ok(told)
    }

    fn publish(&mut self, by: usize, now: Moment) -> Result<Told, Why> {
        let author = self.draft_by.ok_or(Why::TooLate)?;
        if author == by {
            return Err(Why::Invalid);
        }
        self.go(&[Status::AwaitingApproval])?;
        self.draft_by = None;
        self.answered_at = Some(now);
        self.settle(Status::Answered, now);
        Ok(Vec::new())
    }

    fn send_back(&mut self, cast: &Cast, now: Moment) -> Result<Told, Why> {
        if self.sent_back >= TRANSFERS_BACK {
            return Err(Why::Invalid);
        }
        self.go(&[Status::Forwarded, Status::InProgress])?;
        self.status = Status::Returned;
        self.sent_back += 1;
        self.done(Owed::Take);
        if let Some(lead) = &mut self.lead {
            (lead.person, lead.holds) = (None, false);
        }
        self.owe(Owed::Triage, None, now);
        Ok(desk(cast, What::SentBack))
    }

    /// By the next working day after the answer is due, which is never longer than the first term.
    fn extend(&mut self) -> Result<Told, Why> {
        self.go(&[Status::Forwarded, Status::InProgress, Status::AwaitingApproval])?;
        if self.extended >= EXTENSIONS {
            return Err(Why::Invalid);
        }
        if !self.owes(Owed::Answer) {
            return Err(Why::TooLate);
        }
        self.extended += 1;
        Ok(Vec::new())
    }

    fn remind(&mut self, cast: &Cast, by: usize, now: Moment) -> Result<Told, Why> {
        self.unsettled()?;
        let lead = self.lead.clone().filter(|lead| lead.holds).ok_or(Why::TooLate)?;
        if !self.owes(Owed::Word) {
            self.reminded_by.clear();
        }
        self.owe(Owed::Word, Some(lead.agency), now);
        self.reminded_by = vec![by];
        let mut told = self.holder(cast, What::Reminded);
        if self.status == Status::AwaitingApproval {
            told.extend(self.of_lead(cast, Role::Approver, What::Reminded));
        }
        Ok(told)
    }

    fn reopen(&mut self, cast: &Cast, now: Moment) -> Result<Told, Why> {
        self.go(&[Status::Answered, Status::Closed])?;
        let last_day = |at: Moment| local(at).date() + Duration::days(REOPEN_DAYS + 1);
        let over = |at: Moment| moment_of(last_day(at).and_hms_opt(0, 0, 0).expect("midnight")) <= now;
        if self.answered_at.is_some_and(over) || self.reopened >= REOPENINGS {
            return Err(Why::Invalid);
        }
        let higher = self.reopened > 0;
        let ready = self.checked && self.lead.is_some() && !higher;
        self.reopened += 1;
        if higher {
            (self.lead, self.with, self.with_holds) = (None, None, false);
        } else {
            if let Some(lead) = &mut self.lead {
                (lead.holds, lead.taken) = (true, false);
            }
            self.with_holds = self.with.is_some();
        }
        if ready {
            let by = self.lead.as_ref().map(|lead| lead.agency);
            self.status = Status::Reopened;
            self.owe(Owed::Answer, by, now);
            self.owe(Owed::Take, by, now);
            self.extended = 0;
            if self.with.is_some() {
                self.owe(Owed::Part, self.with, now);
            }
        } else {
            self.status = Status::New;
            self.owe(Owed::Triage, None, now);
        }
        Ok(self.holder(cast, What::Reopened))
    }

    /// The sender said what was asked.
    fn go_on(&mut self, now: Moment) {
        let working = self.lead.as_ref().is_some_and(|lead| lead.holds && lead.taken);
        self.done(Owed::Info);
        self.owed.values_mut().for_each(|due| due.stands_still = false);
        self.status = match (working, self.checked) {
            (true, _) => Status::InProgress,
            (false, true) => Status::Accepted,
            (false, false) => Status::New,
        };
        if !working {
            self.done(Owed::Take);
            self.owe(Owed::Triage, None, now);
        }
    }

    fn go(&self, from: &[Status]) -> Result<(), Why> {
        if from.contains(&self.status) { Ok(()) } else { Err(Why::TooLate) }
    }

    fn unsettled(&self) -> Result<(), Why> {
        let settled =
            [Status::Answered, Status::Closed, Status::Rejected, Status::Duplicate, Status::Withdrawn];
        if settled.contains(&self.status) { Err(Why::TooLate) } else { Ok(()) }
    }

    /// Nothing is owed any more, and nobody holds it.
    fn settle(&mut self, status: Status, _now: Moment) {
        self.status = status;
        self.owed.clear();
        self.with_holds = false;
        if let Some(lead) = &mut self.lead {
            lead.holds = false;
        }
    }

    fn owe(&mut self, owed: Owed, by: Option<usize>, since: Moment) {
        self.owed.insert(owed.as_str(), Due { by, since, stands_still: false });
    }

    fn owes(&self, owed: Owed) -> bool {
        self.owed.contains_key(owed.as_str())
    }

    fn done(&mut self, owed: Owed) {
        self.owed.remove(owed.as_str());
    }

    fn pass_to(&mut self, agency: usize) {
        for owed in [Owed::Take, Owed::Answer, Owed::Word] {
            if let Some(due) = self.owed.get_mut(owed.as_str()) {
                due.by = Some(agency);
            }
        }
    }

    /// Whoever has it in hand: the person, else who takes work on in the agency, else the desk.
    fn holder(&self, cast: &Cast, what: What) -> Told {
        let holds = self.lead.as_ref().is_some_and(|lead| lead.holds);
        if holds { self.last_holder(cast, what) } else { desk(cast, what) }
    }

    fn last_holder(&self, cast: &Cast, what: What) -> Told {
        match self.lead.as_ref().and_then(|lead| lead.person) {
            Some(person) => vec![(person, what)],
            None => self.of_lead(cast, Role::Focal, what),
        }
    }

    fn of_lead(&self, cast: &Cast, role: Role, what: What) -> Told {
        self.lead.as_ref().map(|lead| (cast.who(role, Some(lead.agency)), what)).into_iter().collect()
    }
}

fn desk(cast: &Cast, what: What) -> Told {
    [Role::Agent, Role::Dispatcher].map(|role| (cast.who(role, None), what)).to_vec()
}
