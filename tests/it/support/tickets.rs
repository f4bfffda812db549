//! Reports in any state, with the history that leads there.
use super::TestPortal;
use diesel::prelude::*;
use langnghe::domain::assignment::{Ended, Part};
use langnghe::domain::audience::Around;
use langnghe::domain::city::{Category, Publish};
use langnghe::domain::clocks::{Clock, Owed};
use langnghe::domain::event::{Event, EventKind};
use langnghe::domain::reply::{Outcome, Reply, ReplyDraft};
use langnghe::domain::status::{Status, Step};
use langnghe::domain::ticket::{Moved, Report, Ticket};
use langnghe::ids::{AccountId, CategoryId, CommuneId, EventId, ReplyId, Secret, TicketCode, TicketId};
use langnghe::schema::{categories, replies, reply_drafts, tickets as rows};
use langnghe::store::{events, tickets};

/// A report in the making. Without more it is a new one about a pothole.
pub struct TicketBuilder<'a> {
    portal: &'a TestPortal,
    state: Status,
    agency: String,
    assignee: Option<AccountId>,
    days: Option<i32>,
    ticket: Ticket,
}

impl TestPortal {
    pub fn ticket(&self) -> TicketBuilder<'_> {
        TicketBuilder {
            portal: self,
            state: Status::New,
            agency: "so-xay-dung".into(),
            assignee: None,
            days: None,
            ticket: blank(self),
        }
    }

    /// All reports there are, the oldest first.
    pub fn tickets(&self) -> Vec<Ticket> {
        self.with_db(|c| {
            let ids: Vec<TicketId> = rows::table.order(rows::id).select(rows::id).load(c)?;
            ids.into_iter().map(|id| tickets::find(c, id)).collect()
        })
    }

    /// A category that is published once it was checked; made when the city has none.
    pub fn any_category(&self) -> CategoryId {
        let usual = categories::table.filter(categories::code.eq("giao_thong"));
        if let Some(id) = self.with_db(|c| usual.select(categories::id).first(c).optional()) {
            return id;
        }
        let category = lone_category(self);
        self.with_db(|c| diesel::insert_into(categories::table).values(&category).execute(c));
        category.id
    }

    /// The category with this code.
    pub fn category(&self, code: &str) -> CategoryId {
        let find = categories::table.filter(categories::code.eq(code)).select(categories::id);
        self.with_db(|c| find.first(c))
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

    pub fn given_to(mut self, assignee: AccountId) -> Self {
        self.assignee = Some(assignee);
        self
    }

    /// Its answer has a term of so many working days.
    pub fn by_term_of(mut self, days: i32) -> Self {
        self.days = Some(days);
        self
    }

    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.ticket.title);
        title.clone_into(&mut self.ticket.public_title);
        self
    }

    pub fn saying(mut self, body: &str) -> Self {
        body.clone_into(&mut self.ticket.body);
        body.clone_into(&mut self.ticket.public_body);
        self
    }

    pub fn about(mut self, category: CategoryId) -> Self {
        self.ticket.category_id = category;
        self
    }

    pub fn in_commune(mut self, commune: CommuneId) -> Self {
        self.ticket.commune_id = Some(commune);
        self
    }

    pub fn private(mut self) -> Self {
        self.ticket.is_private = true;
        self
    }

    /// Whatever else a test wants of it, before it is stored.
    pub fn with(mut self, change: impl FnOnce(&mut Ticket)) -> Self {
        change(&mut self.ticket);
        self
    }

    /// Stores it as new and walks it step by step to its state.
    pub fn build(self) -> Ticket {
        let portal = self.portal;
        let agency = portal.agency(&self.agency);
        let mut ticket = self.ticket;
        portal.with_db(|c| {
            tickets::insert(c, &ticket)?;
            events::append(c, &event(&ticket, EventKind::Submitted, None, portal.now()))
        });
        for step in way_to(self.state) {
            if *step == Step::Answer {
                publish(portal, &ticket);
            }
            let mut moved = ticket.take(*step, portal.now()).unwrap_or_else(|wrong| panic!("{wrong:?}"));
            if *step == Step::Accept {
                moved.ticket.checked_at = Some(portal.now());
            }
            if *step == Step::Forward {
                let (id, due) = (moved.ticket.id, portal.now() + chrono::Duration::days(3));
                moved.ticket.holders.give(id, (Part::Lead, agency), Ended::Rerouted, portal.now());
                let unit = self.days.map(|_| "working_days".to_owned());
                let clock = Clock::starting(id, Owed::Answer, portal.now(), due);
                moved.ticket.clocks.start(Clock {
                    agency_id: Some(agency),
                    amount: self.days,
                    unit,
                    ..clock
                });
            }
            if *step == Step::SendBack {
                moved.ticket.holders.end_part(Part::Lead, Ended::SentBack, portal.now());
            }
            if *step == Step::Reopen {
                let (id, now) = (moved.ticket.id, portal.now());
                moved.ticket.holders.resume(now);
                moved.ticket.clocks.start(Clock::starting(id, Owed::Take, now, now));
            }
            if moved.ticket.status == Status::InProgress && self.assignee.is_some() {
                moved.ticket.holders.hand_to(self.assignee, portal.now());
            }
            if *step == Step::Propose {
                draft(portal, &moved.ticket);
            }
            ticket = keep(portal, moved, kind_of(*step));
        }
        ticket
    }
}

fn keep(portal: &TestPortal, mut moved: Moved, kind: EventKind) -> Ticket {
    moved.ticket.is_public = moved.ticket.may_be_public(Around::free(Publish::AfterCheck));
    portal.with_db(|c| {
        assert!(tickets::save(c, &moved)?, "somebody was faster");
        events::append(c, &event(&moved.ticket, kind, Some(moved.from), portal.now()))
    });
    moved.ticket
}

fn event(ticket: &Ticket, kind: EventKind, from: Option<Status>, now: langnghe::clock::Moment) -> Event {
    Event {
        id: EventId::fresh(now),
        ticket_id: ticket.id,
        kind,
        status_from: from,
        status_to: ticket.status,
        actor_id: None,
        agency_id: ticket.agency(),
        is_public: kind.is_public(),
        public_text: String::new(),
        remark: String::new(),
        due: None,
        at: now,
    }
}

/// The steps that lead from new to a state.
fn way_to(state: Status) -> &'static [Step] {
    use Step::*;
    match state {
        Status::New => &[],
        Status::Accepted => &[Accept],
        Status::Forwarded => &[Accept, Forward],
        Status::InProgress => &[Accept, Forward, Take],
        Status::AwaitingApproval => &[Accept, Forward, Take, Propose],
        Status::Answered => &[Accept, Forward, Take, Propose, Answer],
        Status::Closed => &[Accept, Forward, Take, Propose, Answer, Close],
        Status::NeedsInfo => &[Accept, AskInfo],
        Status::Returned => &[Accept, Forward, SendBack],
        Status::Rejected => &[Refuse],
        Status::Duplicate => &[MarkDuplicate],
        Status::Reopened => &[Accept, Forward, Take, Propose, Answer, Reopen],
        Status::Withdrawn => &[Withdraw],
    }
}

fn kind_of(step: Step) -> EventKind {
    match step {
        Step::Accept | Step::ResumeTriage => EventKind::Accepted,
        Step::Refuse => EventKind::Refused,
        Step::MarkDuplicate => EventKind::MarkedDuplicate,
        Step::Recheck => EventKind::InfoGiven,
        Step::Separate => EventKind::Separated,
        Step::Forward => EventKind::Forwarded,
        Step::Take | Step::ResumeWork => EventKind::Taken,
        Step::SendBack => EventKind::SentBack,
        Step::AskInfo => EventKind::InfoAsked,
        Step::Propose => EventKind::Proposed,
        Step::ReturnDraft => EventKind::DraftReturned,
        Step::Answer => EventKind::Answered,
        Step::Close => EventKind::Closed,
        Step::Reopen => EventKind::Reopened,
        Step::Withdraw => EventKind::Withdrawn,
    }
}

fn draft(portal: &TestPortal, ticket: &Ticket) {
    let author = ticket.assignee().unwrap_or_else(|| portal.account("soan.thao@example.vn", &[]));
    let draft = ReplyDraft {
        ticket_id: ticket.id,
        outcome: Outcome::Explained,
        body: "Đơn vị đã kiểm tra và lấp ổ gà sáng nay. Mặt đường đã êm.".into(),
        signed_as: "Giám đốc".into(),
        document_number: String::new(),
        author_id: author,
        remark: String::new(),
        updated_at: portal.now(),
        version: 1,
    };
    portal.with_db(|c| diesel::insert_into(reply_drafts::table).values(&draft).execute(c));
}

fn publish(portal: &TestPortal, ticket: &Ticket) {
    let approver = portal.account("phe.duyet@example.vn", &[]);
    portal.with_db(|c| {
        let find = reply_drafts::table.filter(reply_drafts::ticket_id.eq(ticket.id));
        let draft = find.select(ReplyDraft::as_select()).first(c)?;
        let reply = Reply {
            id: ReplyId::fresh(portal.now()),
            ticket_id: ticket.id,
            version: 1,
            agency_id: ticket.agency().expect("it was forwarded"),
            signed_as: draft.signed_as,
            outcome: draft.outcome,
            body: draft.body,
            document_number: draft.document_number,
            author_id: draft.author_id,
            approver_id: approver,
            published_at: portal.now(),
        };
        diesel::insert_into(replies::table).values(&reply).execute(c)?;
        diesel::delete(reply_drafts::table.filter(reply_drafts::ticket_id.eq(ticket.id))).execute(c)
    });
}

fn blank(portal: &TestPortal) -> Ticket {
    let now = portal.now();
    let title = "Ổ gà trước cổng trường";
    let body = "Giữa đường có một hố sâu, xe máy dễ ngã khi trời mưa.";
    let report = Report {
        form_key: Secret::random().hash(),
        title: title.into(),
        body: body.into(),
        public_title: title.into(),
        public_body: body.into(),
        place: "Trước cổng trường tiểu học".into(),
        ..Report::received(TicketCode::random(2026).as_str().to_owned(), portal.any_category(), now)
    };
    let (id, due) = (report.id, now + chrono::Duration::hours(2));
    let mut ticket = Ticket::of(report);
    ticket.clocks.start(Clock::starting(id, Owed::Triage, now, due));
    ticket
}

fn lone_category(portal: &TestPortal) -> Category {
    Category {
        code: "giao_thong".into(),
        path: "giao_thong".into(),
        position: 1,
        name_vi: "Giao thông".into(),
        name_en: "Traffic".into(),
        ..Category::blank(portal.now())
    }
}
