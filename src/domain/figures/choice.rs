//! Which reports are meant: by a page of figures, by the list that its numbers lead to, by a file. There is one rule for
//! all of them, so that they cannot differ.
use crate::clock::Moment;
use crate::domain::ledger::{Kept, Line, Promising};
use crate::domain::policy::Scope;
use crate::domain::rating::Mark;
use crate::domain::status::Status;
use crate::domain::ticket::{Channel, Kind, Level};
use crate::ids::{AgencyId, CategoryId, CommuneId, text_enum};

text_enum! {
    /// What is counted; the words stand in addresses.
    pub enum Measure {
        Received = "da-nhan",
        Answered = "da-tra-loi",
        /// Answered by the first deadline …
        InTime = "dung-han",
        /// … by one that was put off …
        Extended = "gia-han",
        /// … or after it.
        Late = "tre-han",
        Reopened = "mo-lai",
        /// What somebody still owes something on, now.
        Open = "dang-mo",
        /// Of these, what was due before now.
        Overdue = "qua-han",
        /// What is promised and not yet done, now …
        Promised = "da-hen",
        /// … of that, what was promised for before now.
        PromiseLate = "qua-hen",
        /// What was promised and is done.
        PromiseKept = "giu-hen",
        /// Rated by its sender …
        Rated = "duoc-danh-gia",
        /// … who is content …
        Content = "hai-long",
        /// … or is not.
        Poor = "khong-hai-long",
        /// Whom it waits for, now: the 1022 desk to send it on …
        AtDesk = "cho-tong-dai",
        /// … an agency to take it …
        AtTaking = "cho-nhan-viec",
        /// … whoever works on it …
        AtWork = "cho-xu-ly",
        /// … who approves the answer …
        AtApproval = "cho-duyet",
        /// … its sender to say more.
        AtSender = "cho-nguoi-gui",
    }
}

impl Measure {
    /// Whom an open report may wait for.
    pub const WAITING: [Self; 5] =
        [Self::AtDesk, Self::AtTaking, Self::AtWork, Self::AtApproval, Self::AtSender];

    /// Is it how things stand now, whatever the period?
    pub fn is_now(self) -> bool {
        match self {
            Self::Received
            | Self::Answered
            | Self::InTime
            | Self::Extended
            | Self::Late
            | Self::Reopened
            | Self::PromiseKept
            | Self::Rated
            | Self::Content
            | Self::Poor => false,
            Self::Open
            | Self::Promised
            | Self::PromiseLate
            | Self::Overdue
            | Self::AtDesk
            | Self::AtTaking
            | Self::AtWork
            | Self::AtApproval
            | Self::AtSender => true,
        }
    }

    /// The moment by which a report counts here; none where it does not count. What is open counts by when it came in.
    pub fn moment(self, line: &Line, now: Moment) -> Option<Moment> {
        let when = |is: bool, at: Option<Moment>| at.filter(|_| is && !line.unconfirmed);
        let (received, answered) = (Some(line.received_at), line.answered_at);
        match self {
            Self::Received => when(true, received),
            Self::Answered => when(true, answered),
            Self::InTime => when(line.kept == Some(Kept::InTime), answered),
            Self::Extended => when(line.kept == Some(Kept::Extended), answered),
            Self::Late => when(line.kept == Some(Kept::Late), answered),
            Self::Reopened => when(true, line.reopened_at),
            Self::Open => when(!line.status.is_settled(), received),
            Self::Overdue => {
                let waits = !line.status.is_settled() && line.status != Status::NeedsInfo;
                when(waits && line.due_at < now, received)
            }
            Self::Promised => when(line.promise == Some(Promising::Open), received),
            Self::PromiseLate => {
                let late = line.promised_for.is_some_and(|day| day < now);
                when(late && line.promise == Some(Promising::Open), received)
            }
            Self::PromiseKept => when(true, line.promise_kept_at),
            Self::Rated => when(true, line.rated_at),
            Self::Content => when(line.mark.is_some_and(Mark::is_content), line.rated_at),
            Self::Poor => when(line.mark.is_some_and(Mark::is_poor), line.rated_at),
            Self::AtDesk | Self::AtTaking | Self::AtWork | Self::AtApproval | Self::AtSender => {
                when(Self::waiting(line.status) == Some(self), received)
            }
        }
    }

    /// Whom a report in this state waits for.
    pub fn waiting(status: Status) -> Option<Self> {
        match status {
            Status::New | Status::Accepted | Status::Returned => Some(Self::AtDesk),
            Status::Forwarded | Status::Reopened => Some(Self::AtTaking),
            Status::InProgress => Some(Self::AtWork),
            Status::AwaitingApproval => Some(Self::AtApproval),
            Status::NeedsInfo => Some(Self::AtSender),
            Status::Answered | Status::Closed | Status::Rejected | Status::Duplicate | Status::Withdrawn => {
                None
            }
        }
    }
}

/// A stretch of time, without its end; open where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<Moment>,
    pub until: Option<Moment>,
}

impl Span {
    /// Does a moment lie in it?
    pub fn holds(&self, at: Moment) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

/// Which reports: within whose reach, and of what kind. Nothing said means all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub scope: Scope,
    /// What an agency works on with another one, and what it gave back, is within its reach, too: for reading, not for its
    /// figures.
    pub with_co: bool,
    /// One agency, or that there is none yet; the same of the commune.
    pub agency: Option<Option<AgencyId>>,
    pub commune: Option<Option<CommuneId>>,
    pub categories: Vec<CategoryId>,
    pub channel: Option<Channel>,
    pub kind: Option<Kind>,
    pub level: Option<Level>,
    pub status: Option<Status>,
    pub measure: Option<Measure>,
    pub span: Span,
    /// Something was named that does not exist: nothing can be of it.
    pub is_strange: bool,
}

impl Choice {
    /// All within a reach.
    pub fn within(scope: Scope) -> Self {
        Self {
            scope,
            with_co: false,
            agency: None,
            commune: None,
            categories: Vec::new(),
            channel: None,
            kind: None,
            level: None,
            status: None,
            measure: None,
            span: Span::default(),
            is_strange: false,
        }
    }

    /// The states in which a report can be meant, where none but open ones are.
    pub fn open_states(&self) -> Option<Vec<Status>> {
        let waits = |status: &Status| match self.measure {
            Some(Measure::Open) => true,
            Some(Measure::Overdue) => *status != Status::NeedsInfo,
            Some(measure) => Measure::waiting(*status) == Some(measure),
            None => self.status.is_some(),
        };
        let open = Status::ALL.iter().filter(|status| !status.is_settled());
        let held = open.filter(|status| self.status.is_none_or(|own| own == **status));
        let states: Vec<Status> = held.filter(|status| waits(status)).copied().collect();
        (!states.is_empty()).then_some(states)
    }

    /// Is this report meant?
    pub fn takes(&self, line: &Line, now: Moment) -> bool {
        let at = self.measure.map_or(Some(line.received_at), |measure| measure.moment(line, now));
        at.is_some_and(|at| self.span.holds(at)) && self.is_of_kind(line)
    }

    /// The same without asking what is counted, and when.
    pub fn is_of_kind(&self, line: &Line) -> bool {
        let is = |wanted: bool| !self.is_strange && wanted;
        is(self.agency.is_none_or(|own| line.holder() == own))
            && self.commune.is_none_or(|own| line.commune_id == own)
            && (self.categories.is_empty() || self.categories.contains(&line.category_id))
            && self.channel.is_none_or(|own| line.channel == own)
            && self.kind.is_none_or(|own| line.kind == own)
            && self.level.is_none_or(|own| line.level == own)
            && self.status.is_none_or(|own| line.status == own)
            && self.is_within_reach(line)
    }

    fn is_within_reach(&self, line: &Line) -> bool {
        let holds =
            |own: &[AgencyId], id: Option<AgencyId>| id.is_some_and(|id| own.binary_search(&id).is_ok());
        match &self.scope {
            Scope::All => true,
            Scope::Nothing => false,
            // A scope is in order.
            Scope::Agencies(own) => {
                if self.with_co {
                    holds(own, line.agency_id)
                        || line.partners.all().iter().any(|id| own.binary_search(id).is_ok())
                } else {
                    holds(own, line.holder())
                }
            }
        }
    }
}
