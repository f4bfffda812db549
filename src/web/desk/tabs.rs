//! The queues of the desk: which there are, for whom, and under which word in an address.
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::policy::{Act, Actor, Role, Scope};
use crate::domain::status::Status;
use crate::domain::ticket::never;
use crate::ids::AccountId;
use crate::links;
use crate::store::queues::{Hands, Queue};

/// The two rooms with queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// The 1022 desk: what has no agency yet.
    Triage,
    /// An agency: what it holds.
    Work,
}

/// One queue with its word, which is also the tail of its name in the catalogue.
#[derive(Debug, Clone)]
pub struct Tab {
    pub room: Room,
    /// In addresses: "chua-nhan".
    pub word: &'static str,
    /// In the catalogue: "untaken".
    pub name: &'static str,
    pub icon: &'static str,
    pub queue: Queue,
}

/// The word of the queue of drafts that wait for an approver.
pub const TO_APPROVE: &str = "cho-duyet";

/// The word of the queue of reminders that nobody answered.
pub const REMINDED: &str = "duoc-don-doc";

/// The word of the queue of what was answered and promised, and is not done yet.
pub const PROMISED: &str = "da-hen";

/// The word of the queue of what more time is asked for.
pub const ASKED: &str = "xin-gia-han";

const REMINDABLE: &[Status] =
    &[Status::Forwarded, Status::InProgress, Status::AwaitingApproval, Status::Reopened, Status::NeedsInfo];

const OPEN: &[Status] = &[Status::Forwarded, Status::InProgress, Status::AwaitingApproval, Status::Reopened];

impl Room {
    /// Where the room is; without a queue's word, its first queue opens.
    pub fn address(self) -> String {
        match self {
            Self::Triage => links::triage(),
            Self::Work => links::work(),
        }
    }

    /// The queues of this room, in the order of the day.
    pub fn tabs(self, actor: &Actor, now: Moment) -> Vec<Tab> {
        match self {
            Self::Triage => triage(),
            Self::Work => work(actor, now),
        }
    }

    /// The queue that opens first.
    pub fn first(self, actor: &Actor) -> &'static str {
        match self {
            Self::Triage => "moi",
            Self::Work if actor.holds(Role::Focal) => "chua-nhan",
            Self::Work if actor.holds(Role::Approver) => TO_APPROVE,
            Self::Work => "cua-toi",
        }
    }

    /// What its lists may show.
    pub fn scope(self, actor: &Actor) -> Scope {
        actor.scope(match self {
            Self::Triage => Act::Accept,
            Self::Work => Act::ReadTicket,
        })
    }

    /// The room that this person works in, if any.
    pub fn of(actor: &Actor) -> Option<Self> {
        if actor.may_somewhere(Act::Accept) {
            Some(Self::Triage)
        } else if actor.may_somewhere(Act::Take) || actor.may_somewhere(Act::PublishReply) {
            Some(Self::Work)
        } else {
            None
        }
    }
}

impl Tab {
    /// Where the queue is shown, with its own word.
    pub fn address(&self) -> String {
        links::in_queue(&self.room.address(), self.word)
    }

    /// The queue under this word among those that the person may open.
    pub fn find(actor: &Actor, word: &str, now: Moment) -> Option<Self> {
        let mut tabs = Vec::new();
        if actor.may_somewhere(Act::Accept) {
            tabs.extend(triage());
        }
        if actor.may_somewhere(Act::Take) || actor.may_somewhere(Act::PublishReply) {
            tabs.extend(work(actor, now));
        }
        tabs.into_iter().find(|tab| tab.word == word)
    }
}

fn triage() -> Vec<Tab> {
    let tab = |word, name, icon, queue| Tab { room: Room::Triage, word, name, icon, queue };
    vec![
        tab("moi", "new", "inbox", Queue::of(&[Status::New])),
        tab("da-tiep-nhan", "accepted", "check", Queue::of(&[Status::Accepted])),
        tab("chuyen-tra", "returned", "back", Queue::of(&[Status::Returned])),
        tab("cho-bo-sung", "needs_info", "bell", Queue::of(&[Status::NeedsInfo])),
        tab(
            "khan",
            "urgent",
            "alert",
            Queue {
                urgent_only: true,
                ..Queue::of(&[
                    Status::New,
                    Status::Accepted,
                    Status::Returned,
                    Status::Forwarded,
                    Status::InProgress,
                    Status::AwaitingApproval,
                ])
            },
        ),
    ]
}

fn work(actor: &Actor, now: Moment) -> Vec<Tab> {
    let tab = |word, name, icon, queue| Tab { room: Room::Work, word, name, icon, queue };
    vec![
        tab("cua-toi", "mine", "user", Queue { hands: Hands::Of(own(actor)), ..Queue::of(OPEN) }),
        tab("chua-nhan", "untaken", "inbox", Queue::of(&[Status::Forwarded, Status::Reopened])),
        tab(
            "chua-giao",
            "unassigned",
            "users",
            Queue { hands: Hands::Nobodys, ..Queue::of(&[Status::InProgress]) },
        ),
        tab("dang-xu-ly", "working", "list", Queue::of(&[Status::InProgress])),
        tab("cho-nguoi-gui", "asked", "bell", Queue::of(&[Status::NeedsInfo])),
        tab(TO_APPROVE, "awaiting", "pen", Queue::of(&[Status::AwaitingApproval])),
        tab("qua-han", "overdue", "alert", Queue { due_before: Some(now), ..Queue::of(OPEN) }),
        tab("phoi-hop", "parts", "users", Queue { parts_only: true, ..Queue::of(REMINDABLE) }),
        tab(REMINDED, "reminded", "bell", Queue { owed_only: Some(Owed::Word), ..Queue::of(REMINDABLE) }),
        tab(ASKED, "extension", "clock", Queue { owed_only: Some(Owed::Consent), ..Queue::of(REMINDABLE) }),
        tab(
            PROMISED,
            "promised",
            "calendar",
            Queue { due_before: Some(never()), ..Queue::of(&[Status::Answered, Status::Closed]) },
        ),
        tab(
            "da-tra-loi",
            "answered",
            "check",
            Queue { newest_first: true, ..Queue::of(&[Status::Answered, Status::Closed]) },
        ),
    ]
}

/// Whose work is this person's today.
fn own(actor: &Actor) -> Vec<AccountId> {
    actor.stands_for.iter().map(|one| one.id).chain([actor.id]).collect()
}
