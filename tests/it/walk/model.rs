//! What must be, as plainly as it can be said: written from the rules of the field, with nothing of the portal's own but the
//! words for states, levels and what is owed.
use super::cast::Cast;
use super::moves::Move;
use langnghe::actions::Refusal;
use langnghe::clock::Moment;
use langnghe::domain::clocks::Owed;
use langnghe::domain::notice::What;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Level;
use std::collections::{BTreeMap, BTreeSet};

/// Who may take a step, and what it needs, as the city's rules stand when it is founded.
pub(super) const REOPENINGS: usize = 2;
pub(super) const REOPEN_DAYS: i64 = 7;
pub(super) const TRANSFERS_BACK: usize = 2;
pub(super) const EXTENSIONS: usize = 1;

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
    /// Who works with the lead, and whether they do now.
    pub partners: BTreeMap<usize, bool>,
    /// The parts that are owed, by whose they are.
    pub parts: BTreeMap<usize, Due>,
    pub owed: BTreeMap<&'static str, Due>,
    pub master: Option<usize>,
    pub hides: bool,
    /// Who ever gave a part.
    pub(super) gave: BTreeSet<usize>,
    pub(super) draft_by: Option<usize>,
    pub(super) answered_at: Option<Moment>,
    pub(super) sent_back: usize,
    pub(super) extended: usize,
    pub(super) reopened: usize,
    pub(super) reminded_by: Vec<usize>,
}

#[derive(Debug, Clone)]
pub struct Model {
    pub reports: Vec<Report>,
}

/// Who is told what.
pub(super) type Told = Vec<(usize, What)>;

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
                partners: BTreeMap::new(),
                parts: BTreeMap::new(),
                owed: BTreeMap::new(),
                master: None,
                hides: false,
                gave: BTreeSet::new(),
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
            return self.merge(at, other);
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

    fn merge(&mut self, at: usize, other: usize) -> Result<Told, Why> {
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
        report.settle(Status::Duplicate);
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
        let beside = person.agency.is_some_and(|agency| self.partners.contains_key(&agency));
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
            M::AskPart(_) | M::TakePartBack(_) if person.role == Role::Dispatcher => true,
            M::GivePart | M::DeclinePart => matches!(person.role, Role::Focal | Role::Officer) && beside,
            M::Propose(_) | M::AnswerReminder | M::AskPart(_) | M::TakePartBack(_) | M::RemindPart(_) => {
                match person.role {
                    Role::Focal | Role::Approver => leads,
                    Role::Officer => own,
                    _ => false,
                }
            }
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

    pub(super) fn go(&self, from: &[Status]) -> Result<(), Why> {
        if from.contains(&self.status) { Ok(()) } else { Err(Why::TooLate) }
    }

    pub(super) fn unsettled(&self) -> Result<(), Why> {
        let settled =
            [Status::Answered, Status::Closed, Status::Rejected, Status::Duplicate, Status::Withdrawn];
        if settled.contains(&self.status) { Err(Why::TooLate) } else { Ok(()) }
    }

    /// Nothing is owed any more, and nobody holds it.
    pub(super) fn settle(&mut self, status: Status) {
        self.status = status;
        self.owed.clear();
        self.parts.clear();
        self.partners.values_mut().for_each(|holds| *holds = false);
        if let Some(lead) = &mut self.lead {
            lead.holds = false;
        }
    }

    pub(super) fn owe(&mut self, owed: Owed, by: Option<usize>, since: Moment) {
        self.owed.insert(owed.as_str(), Due { by, since, stands_still: false });
    }

    pub(super) fn owe_part(&mut self, by: usize, since: Moment) {
        self.parts.insert(by, Due { by: Some(by), since, stands_still: false });
    }

    /// All that is owed, whoever owes it.
    pub(super) fn all_owed(&mut self) -> impl Iterator<Item = &mut Due> {
        self.owed.values_mut().chain(self.parts.values_mut())
    }

    pub(super) fn owes(&self, owed: Owed) -> bool {
        self.owed.contains_key(owed.as_str())
    }

    pub(super) fn done(&mut self, owed: Owed) {
        self.owed.remove(owed.as_str());
    }

    pub(super) fn pass_to(&mut self, agency: usize) {
        for owed in [Owed::Take, Owed::Answer, Owed::Word] {
            if let Some(due) = self.owed.get_mut(owed.as_str()) {
                due.by = Some(agency);
            }
        }
    }

    /// Whoever has it in hand: the person, else who takes work on in the agency, else the desk.
    pub(super) fn holder(&self, cast: &Cast, what: What) -> Told {
        let holds = self.lead.as_ref().is_some_and(|lead| lead.holds);
        if holds { self.last_holder(cast, what) } else { desk(cast, what) }
    }

    pub(super) fn last_holder(&self, cast: &Cast, what: What) -> Told {
        match self.lead.as_ref().and_then(|lead| lead.person) {
            Some(person) => vec![(person, what)],
            None => self.of_lead(cast, Role::Focal, what),
        }
    }

    pub(super) fn of_lead(&self, cast: &Cast, role: Role, what: What) -> Told {
        self.lead.as_ref().map(|lead| (cast.who(role, Some(lead.agency)), what)).into_iter().collect()
    }
}

pub(super) fn desk(cast: &Cast, what: What) -> Told {
    [Role::Agent, Role::Dispatcher].map(|role| (cast.who(role, None), what)).to_vec()
}
