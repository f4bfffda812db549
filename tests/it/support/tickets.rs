//! Reports in any state, each with the life that leads there.
use super::TestPortal;
use super::lives::{ANSWER, Life};
use super::senders::{kept, somebody};
use diesel::prelude::*;
use langnghe::clock::local;
use langnghe::domain::city::Category;
use langnghe::domain::contact::Email;
use langnghe::domain::intake::{InCommune, Place, PublicText, Said, Submission};
use langnghe::domain::point::Point;
use langnghe::domain::question::{Answered, Question, Value};
use langnghe::domain::report_point::{PointSource, Pointed, ReportPoint};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Channel, Kind, Level, Ticket};
use langnghe::ids::{AccountId, CategoryId, CommuneId, Secret, TicketId};
use langnghe::lives::{self, Sent};
use langnghe::schema::tickets as rows;
use langnghe::store::city::City;
use langnghe::store::{report_points, tickets};

/// A report in the making. Without more it is a new one about a pothole, by somebody who left a telephone number.
pub struct TicketBuilder<'a> {
    portal: &'a TestPortal,
    state: Status,
    agency: String,
    co_agency: Option<String>,
    assignee: Option<AccountId>,
    kind: Kind,
    level: Option<Level>,
    /// Title and text as they were sent, and as the public reads them once they were checked.
    own: [String; 2],
    public: [String; 2],
    category: Option<CategoryId>,
    commune: Option<CommuneId>,
    knows_commune: bool,
    place: String,
    /// As they were sent, and whether the public sees them once they were checked.
    photos: Vec<(Vec<u8>, bool)>,
    is_private: bool,
    name: String,
    shows_name: bool,
    email: String,
    master: Option<String>,
    reason: String,
    answer: String,
    paper: Option<String>,
    asked: Vec<Answered>,
}

impl TestPortal {
    pub fn ticket(&self) -> TicketBuilder<'_> {
        let words = ["Ổ gà trước cổng trường", "Giữa đường có một hố sâu, xe máy dễ ngã khi trời mưa."];
        TicketBuilder {
            portal: self,
            state: Status::New,
            agency: "so-xay-dung".into(),
            co_agency: None,
            assignee: None,
            kind: Kind::Report,
            level: None,
            own: words.map(str::to_owned),
            public: words.map(str::to_owned),
            category: None,
            commune: None,
            knows_commune: true,
            place: "Trước cổng trường tiểu học".into(),
            photos: Vec::new(),
            is_private: false,
            name: "Trần Văn Gửi".into(),
            shows_name: false,
            email: String::new(),
            master: None,
            reason: "khong_ro_noi_dung".into(),
            answer: ANSWER.into(),
            paper: None,
            asked: Vec::new(),
        }
    }

    /// All reports there are, the oldest first.
    pub fn tickets(&self) -> Vec<Ticket> {
        self.with_db(|c| {
            let ids: Vec<TicketId> = rows::table.order(rows::id).select(rows::id).load(c)?;
            ids.into_iter().map(|id| tickets::find(c, id)).collect()
        })
    }

    /// Its sender said where it is on the map.
    pub fn pin(&self, ticket: &Ticket, point: Point) {
        let pointed = Pointed::of(point, PointSource::Map, "");
        let located = self.city().locate(point, local(self.now()).date());
        let row = ReportPoint::said(ticket.id, pointed, &located, self.now());
        self.with_db(|c| report_points::insert(c, &row));
    }

    /// A category that is published once it was checked.
    pub fn any_category(&self) -> CategoryId {
        self.category("giao_thong")
    }

    /// The category with this code.
    pub fn category(&self, code: &str) -> CategoryId {
        usual(&self.city(), code).id
    }
}

impl TicketBuilder<'_> {
    pub fn in_state(mut self, state: Status) -> Self {
        self.state = state;
        self
    }

    /// The agency that holds it from when it is forwarded.
    pub fn at(mut self, agency: &str) -> Self {
        agency.clone_into(&mut self.agency);
        self
    }

    /// Another agency that works with it.
    pub fn along_with(mut self, agency: &str) -> Self {
        self.co_agency = Some(agency.to_owned());
        self
    }

    /// Who works on it there; without this nobody yet.
    pub fn given_to(mut self, assignee: AccountId) -> Self {
        self.assignee = Some(assignee);
        self
    }

    pub fn titled(mut self, title: &str) -> Self {
        (self.own[0], self.public[0]) = (title.to_owned(), title.to_owned());
        self
    }

    pub fn saying(mut self, body: &str) -> Self {
        (self.own[1], self.public[1]) = (body.to_owned(), body.to_owned());
        self
    }

    /// What its sender wrote, where the public reads something else.
    pub fn sent_as(mut self, title: &str, body: &str) -> Self {
        self.own = [title.to_owned(), body.to_owned()];
        self
    }

    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// How pressing it is, where that is another level than its category's: the desk sets it as soon as it has come in.
    pub fn of_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    pub fn about(mut self, category: CategoryId) -> Self {
        self.category = Some(category);
        self
    }

    pub fn in_commune(mut self, commune: CommuneId) -> Self {
        self.commune = Some(commune);
        self
    }

    /// Its sender does not know the commune.
    pub fn unplaced(mut self) -> Self {
        self.knows_commune = false;
        self
    }

    /// Street or landmark.
    pub fn placed(mut self, words: &str) -> Self {
        words.clone_into(&mut self.place);
        self
    }

    /// One more photo that came with it, and whether the public sees it once it was checked.
    pub fn pictured(mut self, photo: &[u8], shown: bool) -> Self {
        self.photos.push((photo.to_owned(), shown));
        self
    }

    /// Its sender asked that it never appears anywhere public.
    pub fn private(mut self) -> Self {
        self.is_private = true;
        self
    }

    /// Its sender reads letters at this address.
    pub fn sent_by(mut self, email: &str) -> Self {
        email.clone_into(&mut self.email);
        self
    }

    /// Its sender's name, and whether that may stand beside it in public.
    pub fn signed(mut self, name: &str, shown: bool) -> Self {
        (self.name, self.shows_name) = (name.to_owned(), shown);
        self
    }

    /// What a duplicate repeats; without this a report like it that nobody has looked at yet.
    pub fn repeating(mut self, master: &Ticket) -> Self {
        self.master = Some(master.code.clone());
        self.in_state(Status::Duplicate)
    }

    /// For which of the city's reasons it is refused.
    pub fn refused_for(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.reason);
        self.in_state(Status::Rejected)
    }

    /// What the answer says.
    pub fn answered_with(mut self, body: &str) -> Self {
        body.clone_into(&mut self.answer);
        self
    }

    /// The answer has a paper of this name.
    pub fn papered(mut self, name: &str) -> Self {
        self.paper = Some(name.to_owned());
        self
    }

    /// Sends it, and lives its life to its state.
    /// What its sender answered to a question of its category.
    pub fn answering(mut self, question: &Question, value: Value) -> Self {
        self.asked.push(Answered { question: question.id, value });
        self
    }

    pub fn build(self) -> Ticket {
        let life = Life {
            portal: self.portal,
            agency: self.agency.clone(),
            co_agency: self.co_agency.clone(),
            assignee: self.assignee.map(|id| self.portal.actor_of(id)),
        };
        self.live(&life, self.state)
    }

    fn live(&self, life: &Life<'_>, state: Status) -> Ticket {
        use Status::*;
        let before = |state| self.live(life, state);
        match state {
            New => self.send(life),
            Accepted => self.accept(life, &before(New)),
            Forwarded => life.forward(&before(Accepted)),
            InProgress => life.take(&before(Forwarded)),
            AwaitingApproval => life.propose(&before(InProgress), &self.answer, self.paper.as_deref()),
            Answered => life.answer(&before(AwaitingApproval)),
            Closed => life.close(&before(Answered)),
            NeedsInfo => life.ask(&before(Accepted)),
            Returned => life.send_back(&before(Forwarded)),
            Rejected => life.refuse(&before(New), &self.reason),
            Duplicate => {
                let master = self.master.clone().unwrap_or_else(|| self.portal.ticket().build().report.code);
                life.repeat(&before(New), &master)
            }
            Reopened => life.reopen(&before(Answered)),
            Withdrawn => life.withdraw(&before(New)),
        }
    }

    fn send(&self, life: &Life<'_>) -> Ticket {
        let photos: Vec<_> = self.photos.iter().map(|(photo, _)| kept(self.portal, photo)).collect();
        let sent = Sent {
            form_key: Secret::random().hash(),
            channel: Channel::Web,
            lang: "vi",
            report: self.submission(),
            photos: &photos,
            heard_by: None,
        };
        let ticket = lives::send(self.portal, sent).unwrap_or_else(|refusal| panic!("to send: {refusal:?}"));
        match self.level.filter(|level| *level != ticket.level) {
            Some(level) => life.set_level(&ticket, level),
            None => ticket,
        }
    }

    fn submission(&self) -> Submission {
        let city = self.portal.city();
        let category = self.category.map_or_else(|| usual(&city, "giao_thong"), |id| &city.categories[&id]);
        let commune = self.commune.or_else(|| city.communes.keys().min().copied());
        let commune = if self.knows_commune { commune.into() } else { InCommune::NotKnown };
        let mut sender = somebody(self.portal);
        sender.person.name.clone_from(&self.name);
        sender.show_name = self.shows_name;
        if !self.email.is_empty() {
            sender.person.email = Some(Email::parse(&self.email).unwrap());
        }
        Submission {
            said: Said::parse(self.kind.as_str(), &self.own[0], &self.own[1]).unwrap(),
            category: category.id,
            place: Place::parse(category.place, commune, &self.place).unwrap(),
            sender: Some(sender),
            wants_private: self.is_private,
            in_danger: false,
            asked: self.asked.clone(),
        }
    }

    fn accept(&self, life: &Life<'_>, ticket: &Ticket) -> Ticket {
        let text = PublicText::parse(&self.public[0], &self.public[1]).unwrap();
        let hidden: Vec<usize> =
            self.photos.iter().enumerate().filter(|(_, (_, shown))| !shown).map(|(place, _)| place).collect();
        life.accept(ticket, &text, &hidden)
    }
}

fn usual<'a>(city: &'a City, code: &str) -> &'a Category {
    let found = city.categories.values().find(|category| category.code == code);
    found.unwrap_or_else(|| panic!("the city has no {code}"))
}
