//! A report's life, by the verbs that everybody uses: each step by somebody who may take it, so that no test stands on what
//! the portal could not reach.
use super::TestPortal;
use langnghe::actions::tickets::{
    Accepted, Destination, Order, accept, ask_info, assign, close, forward, mark_duplicate, refuse,
    send_back, set_level, take,
};
use langnghe::actions::{Refusal, replies, senders};
use langnghe::domain::intake::PublicText;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::reply::Outcome;
use langnghe::domain::ticket::{Level, Ticket};
use langnghe::ids::PhotoId;

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
        self.desk("to set the level", ticket, |order| {
            set_level(self.portal, order, level, "Theo mô tả của người gửi")
        })
    }

    /// All is left as its sender has it, but for the words and for which photos the public sees. Whoever accepts ticks nothing:
    /// what its sender wants private stays so by itself.
    pub fn accept(&self, ticket: &Ticket, text: &PublicText, shown: &[PhotoId]) -> Ticket {
        let decided = Accepted {
            text: text.clone(),
            category: ticket.category_id,
            commune: ticket.commune_id,
            place: ticket.place.clone(),
            level: ticket.level,
            is_private: false,
            public_photos: shown.to_vec(),
            destination: None,
        };
        self.desk("to accept", ticket, |order| accept(self.portal, order, &decided))
    }

    pub fn forward(&self, ticket: &Ticket) -> Ticket {
        let to = Destination {
            agency: self.portal.agency(&self.agency),
            co_agency: self.co_agency.as_ref().map(|slug| self.portal.agency(slug)),
            remark: String::new(),
        };
        self.desk("to forward", ticket, |order| forward(self.portal, order, &to))
    }

    /// An officer takes their own work; what somebody else is to do, or nobody yet, the focal point takes and gives them.
    pub fn take(&self, ticket: &Ticket) -> Ticket {
        let own = |one: &&Actor| one.holds(Role::Officer) && !one.holds(Role::Focal);
        if let Some(officer) = self.assignee.as_ref().filter(own) {
            return done("to take", take(self.portal, by(officer, ticket)));
        }
        let focal = self.player(Role::Focal);
        let taken = done("to take", take(self.portal, by(&focal, ticket)));
        match &self.assignee {
            Some(to) => done("to assign", assign(self.portal, by(&focal, &taken), Some(to.id))),
            None => taken,
        }
    }

    /// By whoever works on it, or the focal point where nobody does; with a paper of this name, if any.
    pub fn propose(&self, ticket: &Ticket, body: &str, paper: Option<&str>) -> Ticket {
        let writer = self.assignee.clone().unwrap_or_else(|| self.player(Role::Focal));
        if let Some(name) = paper {
            let kept = self.portal.photos.document(include_bytes!("../../../data/demo/document.pdf"));
            let kept = kept.unwrap_or_else(|problem| panic!("{}", problem.word()));
            replies::attach_document(self.portal, by(&writer, ticket), kept, name).unwrap();
        }
        let written = replies::Written {
            outcome: Outcome::Explained,
            body: body.into(),
            signed_as: "Giám đốc".into(),
            document_number: String::new(),
            over: 0,
        };
        done("to propose", replies::propose(self.portal, by(&writer, ticket), &written))
    }

    pub fn answer(&self, ticket: &Ticket) -> Ticket {
        let approver = self.player(Role::Approver);
        done("to publish", replies::publish(self.portal, by(&approver, ticket)))
    }

    pub fn close(&self, ticket: &Ticket) -> Ticket {
        let dispatcher = self.portal.player(Role::Dispatcher, "vp-ubnd");
        done("to close", close(self.portal, by(&dispatcher, ticket)))
    }

    pub fn ask(&self, ticket: &Ticket) -> Ticket {
        self.desk("to ask", ticket, |order| ask_info(self.portal, order, "Ổ gà ở trước số nhà nào?"))
    }

    pub fn send_back(&self, ticket: &Ticket) -> Ticket {
        let focal = self.player(Role::Focal);
        let why = "Đường này do đơn vị khác quản lý";
        done("to send back", send_back(self.portal, by(&focal, ticket), why))
    }

    pub fn refuse(&self, ticket: &Ticket, reason: &str) -> Ticket {
        self.desk("to refuse", ticket, |order| refuse(self.portal, order, reason, ""))
    }

    pub fn repeat(&self, ticket: &Ticket, master: &str) -> Ticket {
        self.desk("to join", ticket, |order| mark_duplicate(self.portal, order, master))
    }

    pub fn reopen(&self, ticket: &Ticket) -> Ticket {
        done("to reopen", senders::reopen(self.portal, ticket.id, "Ổ gà vẫn còn nguyên", Vec::new()))
    }

    pub fn withdraw(&self, ticket: &Ticket) -> Ticket {
        done("to withdraw", senders::withdraw(self.portal, ticket.id))
    }

    fn desk(
        &self,
        step: &str,
        ticket: &Ticket,
        verb: impl FnOnce(Order<'_>) -> Result<Ticket, Refusal>,
    ) -> Ticket {
        let agent = self.portal.player(Role::Agent, "tt-1022");
        done(step, verb(by(&agent, ticket)))
    }

    fn player(&self, role: Role) -> Actor {
        self.portal.player(role, &self.agency)
    }
}

fn by<'a>(actor: &'a Actor, ticket: &'a Ticket) -> Order<'a> {
    Order { actor, code: &ticket.code, seen: ticket.version }
}

fn done(step: &str, result: Result<Ticket, Refusal>) -> Ticket {
    result.unwrap_or_else(|refusal| panic!("{step}: {refusal:?}"))
}
