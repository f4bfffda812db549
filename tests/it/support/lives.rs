//! A report's life (`langnghe::lives`), with the people whom a test's report meets.
use super::TestPortal;
use langnghe::actions::replies;
use langnghe::actions::tickets::Destination;
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::reply::Outcome;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::lives::{self, Answer, Step};

pub const PART: &str = "Đã kiểm tra và xử lý phần việc của mình sáng nay.";
pub const ANSWER: &str = "Đơn vị đã kiểm tra và lấp ổ gà sáng nay. Mặt đường đã êm.";

/// Whom a report meets on its way: the desk at 1022, the people of one agency, and whoever is to work on it there.
pub struct Life<'a> {
    pub portal: &'a TestPortal,
    pub agency: String,
    pub co_agency: Option<String>,
    pub assignee: Option<Actor>,
}

impl TestPortal {
    /// The life of a report that an agency holds or held, to live on.
    pub fn life(&self, ticket: &Ticket) -> Life<'_> {
        let agency = ticket.agency().expect("it was forwarded");
        Life {
            portal: self,
            agency: self.city().agencies[&agency].slug.clone(),
            co_agency: None,
            assignee: ticket.assignee().map(|id| self.actor_of(id)),
        }
    }
}

impl Life<'_> {
    /// From now on at another agency, once it is forwarded there.
    pub fn elsewhere(mut self, agency: &str) -> Self {
        (self.agency, self.assignee) = (agency.to_owned(), None);
        self
    }

    pub fn set_level(&self, ticket: &Ticket, level: Level) -> Ticket {
        self.live(ticket, Step::SetLevel(&self.agent(), level, "Theo mô tả của người gửi"))
    }

    /// All is left as its sender has it, but for the words and for which photos the public does not see.
    pub fn accept(&self, ticket: &Ticket, text: &PublicText, hidden: &[usize]) -> Ticket {
        self.live(ticket, Step::Accept(&self.agent(), text.clone(), ticket.level, hidden))
    }

    /// Nothing goes to where nobody can act: somebody is there first.
    pub fn forward(&self, ticket: &Ticket) -> Ticket {
        self.portal.man(&self.agency);
        self.co_agency.iter().for_each(|slug| self.portal.man(slug));
        let to = Destination {
            agency: self.portal.agency(&self.agency),
            co_agency: self.co_agency.as_ref().map(|slug| self.portal.agency(slug)),
            remark: String::new(),
        };
        self.live(ticket, Step::Forward(&self.agent(), to))
    }

    /// An officer takes their own work; what somebody else is to do, or nobody yet, the focal point takes and gives them.
    pub fn take(&self, ticket: &Ticket) -> Ticket {
        let own = |one: &&Actor| one.holds(Role::Officer) && !one.holds(Role::Focal);
        if let Some(officer) = self.assignee.as_ref().filter(own) {
            return self.live(ticket, Step::Take(officer));
        }
        let focal = self.player(Role::Focal);
        let taken = self.live(ticket, Step::Take(&focal));
        match &self.assignee {
            Some(to) => self.live(&taken, Step::Assign(&focal, to.id)),
            None => taken,
        }
    }

    /// By whoever works on it, or the focal point where nobody does; with a paper of this name, if any.
    pub fn propose(&self, ticket: &Ticket, body: &str, paper: Option<&str>) -> Ticket {
        let writer = self.assignee.clone().unwrap_or_else(|| self.player(Role::Focal));
        let papers: Vec<_> = paper
            .map(|name| {
                let kept = self.portal.photos.document(include_bytes!("../../../data/demo/document.pdf"));
                (kept.unwrap_or_else(|problem| panic!("{}", problem.word())), name)
            })
            .into_iter()
            .collect();
        let written = replies::Written {
            outcome: Outcome::Explained,
            body: body.into(),
            signed_as: "Giám đốc".into(),
            document_number: String::new(),
            promised_for: None,
            over: 0,
        };
        let ticket = self.give_parts(ticket);
        let answer = Answer { written, photos: &[], papers: &papers, without: "" };
        self.live(&ticket, Step::Propose(&writer, answer))
    }

    /// Whoever owes a part does it.
    pub fn give_parts(&self, ticket: &Ticket) -> Ticket {
        let owing: Vec<_> = ticket.clocks.parts().filter_map(|clock| clock.agency_id).collect();
        owing.iter().fold(ticket.clone(), |ticket, agency| {
            let partner = self.portal.player(Role::Focal, &self.portal.city().agencies[agency].slug);
            self.live(&ticket, Step::GivePart(&partner, PART))
        })
    }

    pub fn answer(&self, ticket: &Ticket) -> Ticket {
        self.live(ticket, Step::Publish(&self.player(Role::Approver)))
    }

    pub fn close(&self, ticket: &Ticket) -> Ticket {
        self.live(ticket, Step::Close(&self.portal.player(Role::Dispatcher, "vp-ubnd")))
    }

    pub fn ask(&self, ticket: &Ticket) -> Ticket {
        self.live(ticket, Step::AskInfo(&self.agent(), "Ổ gà ở trước số nhà nào?"))
    }

    pub fn send_back(&self, ticket: &Ticket) -> Ticket {
        self.live(ticket, Step::SendBack(&self.player(Role::Focal), "Đường này do đơn vị khác quản lý"))
    }

    pub fn refuse(&self, ticket: &Ticket, reason: &str) -> Ticket {
        self.live(ticket, Step::Refuse(&self.agent(), reason))
    }

    pub fn repeat(&self, ticket: &Ticket, master: &str) -> Ticket {
        self.live(ticket, Step::Merge(&self.agent(), master))
    }

    pub fn reopen(&self, ticket: &Ticket) -> Ticket {
        self.live(ticket, Step::Reopen("Ổ gà vẫn còn nguyên"))
    }

    pub fn withdraw(&self, ticket: &Ticket) -> Ticket {
        self.live(ticket, Step::Withdraw)
    }

    fn live(&self, ticket: &Ticket, step: Step<'_>) -> Ticket {
        lives::live(self.portal, ticket, step)
            .unwrap_or_else(|refusal| panic!("{} of {}: {refusal:?}", ticket.code, ticket.status))
    }

    fn agent(&self) -> Actor {
        self.portal.player(Role::Agent, "tt-1022")
    }

    fn player(&self, role: Role) -> Actor {
        self.portal.player(role, &self.agency)
    }
}
