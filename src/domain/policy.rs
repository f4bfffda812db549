//! Who may do what: one table, act by role, and how far the permission reaches.
use super::partners::Partners;
use crate::ids::{AccountId, AgencyId, text_enum};

text_enum! {
    /// What a person is here for. Roles are held per agency and reach down its tree.
    pub enum Role {
        Agent = "agent",
        Dispatcher = "dispatcher",
        Focal = "focal",
        Officer = "officer",
        Approver = "approver",
        Supervisor = "supervisor",
        Leader = "leader",
        Admin = "admin",
    }
}

text_enum! {
    /// Everything that staff may be allowed to do.
    pub enum Act {
        ReadTicket = "read_ticket",
        /// The sender's own words and photos, with what the checked copy leaves out.
        ReadOriginal = "read_original",
        /// The same, after saying why.
        OpenOriginal = "open_original",
        /// Who sent it and how to reach them, whatever they said of it.
        ReadContact = "read_contact",
        /// The same, after saying why; without `ReadContact` only where it was shared with the agency.
        OpenContact = "open_contact",
        ShareContact = "share_contact",
        EnterCall = "enter_call",
        EditPublicText = "edit_public_text",
        SetProminence = "set_prominence",
        Accept = "accept",
        Refuse = "refuse",
        MarkDuplicate = "mark_duplicate",
        Forward = "forward",
        SetLevel = "set_level",
        SetKind = "set_kind",
        Take = "take",
        SendBack = "send_back",
        Assign = "assign",
        Claim = "claim",
        Release = "release",
        AskInfo = "ask_info",
        WriteNote = "write_note",
        WriteProgress = "write_progress",
        DraftReply = "draft_reply",
        ReturnReply = "return_reply",
        PublishReply = "publish_reply",
        GrantExtension = "grant_extension",
        AskExtension = "ask_extension",
        Reopen = "reopen",
        Close = "close",
        Remind = "remind",
        AnswerReminder = "answer_reminder",
        Contribute = "contribute",
        /// To ask another agency for a part, and to take it back.
        AskPart = "ask_part",
        ReviewRefusal = "review_refusal",
        ReviewRating = "review_rating",
        SettleRefusal = "settle_refusal",
        ManageAgencies = "manage_agencies",
        ManageCategories = "manage_categories",
        ManageAccounts = "manage_accounts",
        ManageCalendar = "manage_calendar",
        ReadLetters = "read_letters",
        RunJobs = "run_jobs",
        /// The keys of other programs, and where they are told what happens.
        ConnectPrograms = "connect_programs",
        ReadFigures = "read_figures",
    }
}

/// How far a permission reaches: nowhere, tickets assigned to oneself, tickets of one's agency's tree, all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    No,
    Own,
    Agency,
    All,
}

/// The table. Whoever reported is not the handling agency's business: it reads the checked copy, and more only after saying
/// why; contact data is the 1022 desk's, and an agency's only where it was shared.
pub fn reach(role: Role, act: Act) -> Reach {
    use Act::*;
    use Reach::*;
    match role {
        Role::Agent => match act {
            ReadTicket | ReadOriginal | ReadContact | OpenContact | EnterCall | EditPublicText
            | SetProminence | Accept | Refuse | MarkDuplicate | Forward | SetLevel | SetKind | AskInfo
            | WriteNote | Reopen => All,
            _ => No,
        },
        Role::Dispatcher => match act {
            ReadTicket | ReadOriginal | ReadContact | OpenContact | ShareContact | EnterCall
            | EditPublicText | SetProminence | Accept | Refuse | MarkDuplicate | Forward | SetLevel
            | SetKind | AskInfo | WriteNote | Reopen | Close | Remind | AskPart | ReviewRefusal
            | ReviewRating | SettleRefusal | ReadLetters | ReadFigures => All,
            _ => No,
        },
        Role::Focal => match act {
            ReadTicket | OpenOriginal | OpenContact | Take | SendBack | Assign | Claim | AskInfo
            | WriteNote | WriteProgress | AskExtension | DraftReply | AnswerReminder | Contribute
            | AskPart | ReadFigures => Agency,
            Release => Own,
            _ => No,
        },
        Role::Officer => match act {
            ReadTicket | OpenOriginal | Take | Claim | Contribute | ReadFigures => Agency,
            OpenContact | Release | AskInfo | WriteNote | WriteProgress | AskExtension | DraftReply
            | AnswerReminder | AskPart => Own,
            _ => No,
        },
        Role::Approver => match act {
            ReadTicket | OpenOriginal | OpenContact | Assign | WriteNote | DraftReply | ReturnReply
            | PublishReply | GrantExtension | AnswerReminder | AskPart | ReadFigures => Agency,
            Release => Own,
            _ => No,
        },
        Role::Supervisor => match act {
            ReadTicket | Remind | ReviewRefusal | ReviewRating | ReadFigures => Agency,
            _ => No,
        },
        Role::Leader => match act {
            ReadTicket | Remind | ReviewRefusal | ReviewRating | ReadFigures => All,
            _ => No,
        },
        Role::Admin => match act {
            ManageAgencies | ManageCategories | ManageAccounts | ManageCalendar | ReadLetters | RunJobs
            | ConnectPrograms => All,
            _ => No,
        },
    }
}

/// A role held for an agency, with every agency that it reaches (the agency itself and its tree).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub agency: AgencyId,
    pub agency_name: String,
    pub tree: Vec<AgencyId>,
    /// It is held at an office that watches over the whole city.
    pub over_all: bool,
}

impl Grant {
    /// How far it reaches: who watches at an office of the city's own sees what no agency holds yet, too.
    fn reach(&self, act: Act) -> Reach {
        match reach(self.role, act) {
            Reach::Agency if self.over_all && self.role == Role::Supervisor => Reach::All,
            reach => reach,
        }
    }
}

/// A person of the staff who wants to do something.
#[derive(Debug, Clone)]
pub struct Actor {
    pub id: AccountId,
    pub name: String,
    pub position: String,
    pub grants: Vec<Grant>,
    /// Whose work they do today, because those are away.
    pub stands_for: Vec<StandsFor>,
}

/// Somebody who is away.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct StandsFor {
    pub id: AccountId,
    pub name: String,
}

/// What policy has to know of a ticket: who holds it and who works on it.
#[derive(Debug, Clone)]
pub struct Holding {
    pub agency: Option<AgencyId>,
    /// Who works with the lead.
    pub partners: Partners,
    pub assignee: Option<AccountId>,
}

/// Which tickets a list may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    Agencies(Vec<AgencyId>),
    Nothing,
}

impl Actor {
    /// May this person do `act` to a ticket that is held like this?
    pub fn may(&self, act: Act, holding: &Holding) -> bool {
        self.grant_for(act, holding).is_some()
    }

    /// The role by which this person may do it, the first that lets them.
    pub fn grant_for(&self, act: Act, holding: &Holding) -> Option<&Grant> {
        self.grants.iter().find(|grant| match grant.reach(act) {
            Reach::No => false,
            Reach::Own => {
                holding.assignee.is_some_and(|id| self.works_as(id))
                    && holding.agency.is_some_and(|id| grant.tree.contains(&id))
            }
            Reach::Agency => {
                let leads = holding.agency.is_some_and(|id| grant.tree.contains(&id));
                let helps = || holding.partners.all().iter().any(|id| grant.tree.contains(id));
                match act {
                    Act::ReadTicket | Act::WriteNote => leads || helps(),
                    // Its part is the partner's own: whoever leads writes the answer.
                    Act::Contribute => helps(),
                    _ => leads,
                }
            }
            Reach::All => true,
        })
    }

    /// May this person do `act` to anything at all? Decides whether a page is shown in the menu or exists.
    pub fn may_somewhere(&self, act: Act) -> bool {
        self.grants.iter().any(|grant| reach(grant.role, act) != Reach::No)
    }

    /// The tickets on which `act` is allowed, for the lists.
    pub fn scope(&self, act: Act) -> Scope {
        let mut agencies = Vec::new();
        for grant in &self.grants {
            match grant.reach(act) {
                Reach::All => return Scope::All,
                Reach::Agency | Reach::Own => agencies.extend(grant.tree.iter().copied()),
                Reach::No => {}
            }
        }
        agencies.sort_unstable();
        agencies.dedup();
        if agencies.is_empty() { Scope::Nothing } else { Scope::Agencies(agencies) }
    }

    /// Is it their own work, or that of somebody for whom they stand in today?
    pub fn works_as(&self, account: AccountId) -> bool {
        account == self.id || self.stands_for.iter().any(|one| one.id == account)
    }

    /// May this person do all that the other one may do to reports? Only then can they stand in for them.
    pub fn can_stand_in_for(&self, other: &Self) -> bool {
        let theirs: Vec<&Grant> = other.grants.iter().filter(|grant| grant.role != Role::Admin).collect();
        let covers = |theirs: &Grant, act: Act| {
            let wanted = reach(theirs.role, act);
            let enough = |own: &Grant| match reach(own.role, act) {
                Reach::All => true,
                own_reach => own_reach >= wanted && own.tree.contains(&theirs.agency),
            };
            wanted == Reach::No || self.grants.iter().any(enough)
        };
        self.id != other.id
            && !theirs.is_empty()
            && theirs.iter().all(|grant| Act::ALL.iter().all(|act| covers(grant, *act)))
    }

    /// Does this person hold the role, for whichever agency?
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
