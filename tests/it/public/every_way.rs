//! Walks every way that a report can go from new, by the desk's own verbs, as far as there is anything new to reach: only a
//! person's check makes anything public.
use crate::support::{TestPortal, set};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::actions::tickets::{self as verbs, Accepted, Destination, Order, PublicCopy};
use langnghe::actions::{Refusal, replies, senders, upkeep};
use langnghe::domain::assignment::{Assignment, Holders};
use langnghe::domain::city::Publish;
use langnghe::domain::clocks::{Clock, Clocks};
use langnghe::domain::contact::Contact;
use langnghe::domain::draft::Upload;
use langnghe::domain::intake::PublicText;
use langnghe::domain::photo::Photo;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::reply::{Outcome, ReplyDraft};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Kind, Level, Prominence, Report, Ticket};
use langnghe::ids::{AgencyId, AssignmentId, ClockId, Secret, TicketCode, TicketId, UploadId};
use langnghe::links;
use langnghe::schema::{categories, contacts as rows, photos, reply_drafts};
use langnghe::store::listing::{self, Filter, Turn};
use langnghe::store::{contacts, photos as store_photos, public, reply_drafts as drafts, search, tickets};

/// Stands in the sender's own words and nowhere else.
const UNREAD: &str = "Kinchuadoc";
const WHY: &str = "Theo đề nghị của phường";

struct Town {
    portal: TestPortal,
    staff: Actor,
    approver: Actor,
    agency: AgencyId,
    master: String,
}

/// A report somewhere on its way.
#[derive(Clone)]
struct Place {
    ticket: Ticket,
    /// A person has checked it.
    read: bool,
    unconfirmed: bool,
    way: Vec<&'static str>,
}

type Verb = fn(&Town, Order<'_>, &Ticket) -> Result<Ticket, Refusal>;

/// What counts as a check.
const CHECKS: [&str; 2] = ["accept", "edit"];

const VERBS: &[(&str, Verb)] = &[
    ("accept", |t, o, ticket| {
        let decided = Accepted {
            text: checked_text(),
            category: ticket.category_id,
            commune: None,
            place: String::new(),
            level: Level::Normal,
            is_private: false,
            public_photos: Vec::new(),
            destination: None,
        };
        verbs::accept(&t.portal, o, &decided)
    }),
    ("edit", |t, o, _| {
        let copy = PublicCopy { text: checked_text(), place: String::new(), photos: Vec::new() };
        verbs::edit_public_text(&t.portal, o, &copy, WHY)
    }),
    ("refuse", |t, o, _| verbs::refuse(&t.portal, o, "khong_ro_noi_dung", "")),
    ("join", |t, o, _| verbs::mark_duplicate(&t.portal, o, &t.master)),
    ("forward", |t, o, _| {
        let destination = Destination { agency: t.agency, co_agency: None, remark: String::new() };
        verbs::forward(&t.portal, o, &destination)
    }),
    ("take", |t, o, _| verbs::take(&t.portal, o)),
    ("send_back", |t, o, _| verbs::send_back(&t.portal, o, WHY)),
    ("ask", |t, o, _| verbs::ask_info(&t.portal, o, "Ở số nhà nào?")),
    ("give_info", |t, o, _| verbs::give_info(&t.portal, o, "Kinchuadoc, số 12, gọi 0900 000 123")),
    ("progress", |t, o, _| verbs::write_progress(&t.portal, o, "Đã cử người đến khảo sát")),
    ("propose", |t, o, _| {
        let written = replies::Written {
            outcome: Outcome::Explained,
            body: "Đơn vị đã kiểm tra, đã lấp ổ gà sáng nay và mặt đường đã êm.".into(),
            signed_as: "Giám đốc".into(),
            document_number: String::new(),
            promised_for: None,
            over: 0,
        };
        replies::propose(&t.portal, o, &written, "")
    }),
    ("return", |t, o, _| replies::return_draft(&t.portal, Order { actor: &t.approver, ..o }, WHY)),
    ("publish", |t, o, _| replies::publish(&t.portal, Order { actor: &t.approver, ..o })),
    ("close", |t, o, _| verbs::close(&t.portal, o)),
    ("reopen", |t, o, _| verbs::reopen(&t.portal, o, WHY)),
    ("level", |t, o, ticket| {
        let level = if ticket.level == Level::Normal { Level::Complex } else { Level::Normal };
        verbs::set_level(&t.portal, o, level, WHY)
    }),
    ("kind", |t, o, ticket| {
        let kind = if ticket.kind == Kind::Report { Kind::Question } else { Kind::Report };
        verbs::set_kind(&t.portal, o, kind, WHY)
    }),
    ("show", |t, o, _| verbs::set_prominence(&t.portal, o, Prominence::Public, WHY)),
    ("note", |t, o, _| verbs::write_note(&t.portal, o, "Kinchuadoc ghi chú")),
    ("confirm", |t, _, ticket| {
        senders::confirm(&t.portal, &senders::keys::of_confirmation(&t.portal, ticket.id))
    }),
];

fn checked_text() -> PublicText {
    PublicText::parse("Ổ gà đã kiểm tra", "Đã bỏ tên và số điện thoại.").unwrap()
}

#[actix_web::test]
async fn no_way_leads_from_new_to_public_without_a_check() {
    for publish in [Publish::AfterCheck, Publish::AfterAnswer] {
        let town = Town::new(publish);
        let mut reached: Vec<Place> = [false, true].map(|unconfirmed| town.begin(unconfirmed)).into();
        let mut at = 0;
        while at < reached.len() {
            let mut copy = None;
            for (name, verb) in VERBS {
                let Some(next) = town.step(&reached[at], &mut copy, name, *verb) else { continue };
                town.look_at(&next);
                if reached.iter().all(|known| key(known) != key(&next)) {
                    reached.push(next);
                }
            }
            at += 1;
        }
        let states: Vec<Status> =
            reached.iter().filter(|one| !one.read).map(|one| one.ticket.status).collect();
        for state in [Status::NeedsInfo, Status::Closed, Status::Rejected, Status::Duplicate] {
            assert!(states.contains(&state), "the walk never came to an unread report that is {state}");
        }
        let public: Vec<Status> =
            reached.iter().filter(|one| one.ticket.is_public).map(|one| one.ticket.status).collect();
        assert!(public.contains(&Status::Answered), "the walk never came to a public answer: {public:?}");
        assert!(!states.contains(&Status::Answered), "an unread report was answered");
        town.let_time_pass();
        for one in &reached {
            town.look_at(&Place {
                ticket: town.portal.with_db(|c| tickets::find(c, one.ticket.id)),
                ..one.clone()
            });
        }
        town.look_from_outside(&reached).await;
        drop(town.portal.letters());
    }
}

type Key = (Status, [bool; 7], bool, bool);

fn key(place: &Place) -> Key {
    let t = &place.ticket;
    let dates = [t.accepted_at, t.checked_at, t.answered_at, t.closed_at];
    let [accepted, checked, answered, closed] = dates.map(|date| date.is_some());
    let (taken, forwarded) = (t.holders.is_taken(), !t.holders.all().is_empty());
    let facts = [accepted, checked, taken, answered, forwarded, closed, t.agency().is_some()];
    (t.status, facts, place.read, place.unconfirmed)
}

impl Town {
    fn new(publish: Publish) -> Self {
        let portal = TestPortal::new();
        let roles = [(Role::Agent, "tt-1022"), (Role::Dispatcher, "vp-ubnd"), (Role::Focal, "so-xay-dung")];
        let staff = portal.actor_of(portal.account("moi.vai@example.vn", &roles));
        let approver = portal.actor(Role::Approver, "so-xay-dung");
        let master = portal.ticket().titled("Ổ gà gốc").in_state(Status::Accepted).build().report.code;
        let category = portal.any_category();
        portal.with_db(|c| {
            diesel::update(categories::table.find(category)).set(categories::publish.eq(publish)).execute(c)
        });
        Self { agency: portal.agency("so-xay-dung"), portal, staff, approver, master }
    }

    fn begin(&self, unconfirmed: bool) -> Place {
        let own = format!("{UNREAD} ổ gà, gọi 0900 000 123");
        let ticket = self.portal.ticket().titled(&own).saying(&format!("{own} để hẹn sửa"));
        let ticket = ticket.placed(&format!("{UNREAD} số 12")).signed(&format!("{UNREAD} Văn A"), true);
        set(&self.portal.db, &[("city.sending.contact", if unconfirmed { "verified" } else { "required" })]);
        let ticket = ticket.sent_by("kin-mail@example.vn").build();
        let place = Place { ticket, read: false, unconfirmed, way: Vec::new() };
        self.picture(&place);
        place
    }

    /// A photo that would show if its report did: no verb leaves one on a report that nobody has read.
    fn picture(&self, place: &Place) {
        let hash = || Secret::random().hash();
        let upload = Upload {
            id: UploadId(0),
            draft_key: String::new(),
            display: hash(),
            thumb: hash(),
            original: hash(),
            width: 8,
            height: 8,
            created_at: self.portal.now(),
        };
        let photo = Photo::of_report(upload, place.ticket.id, 0, self.portal.now());
        self.portal.with_db(|c| store_photos::insert(c, &Photo { is_public: true, ..photo }));
    }

    /// The same report once more, so that each verb begins where the last one that went through did. To live each way from
    /// its start would take the walk many times as long: the rows are copied.
    fn again(&self, place: &Place) -> Place {
        let now = self.portal.now();
        let report = Report {
            id: TicketId::fresh(now),
            code: TicketCode::random(2026).as_str().to_owned(),
            form_key: Secret::random().hash(),
            ..place.ticket.report.clone()
        };
        let held = place.ticket.holders.all().iter().map(|one| Assignment {
            id: AssignmentId::fresh(now),
            ticket_id: report.id,
            ..one.clone()
        });
        let owed = place.ticket.clocks.all().iter().map(|one| Clock {
            id: ClockId::fresh(now),
            ticket_id: report.id,
            ..one.clone()
        });
        let (holders, clocks) = (Holders::of(held.collect()), Clocks::of(owed.collect()));
        let ticket = Ticket { report, holders, clocks };
        self.portal.with_db(|c| {
            tickets::insert(c, &ticket)?;
            let sender = rows::table.filter(rows::ticket_id.eq(place.ticket.id));
            let sender: Contact = sender.select(Contact::as_select()).first(c)?;
            contacts::insert(c, &Contact { ticket_id: ticket.id, ..sender })?;
            if let Some(until) = contacts::state(c, place.ticket.id)?.confirm_by {
                contacts::await_confirmation(c, ticket.id, until)?;
            }
            match drafts::find(c, place.ticket.id)? {
                Some(draft) => {
                    let draft = ReplyDraft { ticket_id: ticket.id, ..draft };
                    diesel::insert_into(reply_drafts::table).values(&draft).execute(c)
                }
                None => Ok(0),
            }
        });
        let copy = Place { ticket, ..place.clone() };
        self.picture(&copy);
        copy
    }

    /// The place that a verb leads to; nothing where it is not allowed, which leaves `copy` as it was for the next.
    fn step(&self, from: &Place, copy: &mut Option<Place>, name: &'static str, verb: Verb) -> Option<Place> {
        let from = copy.take().unwrap_or_else(|| self.again(from));
        let order = Order { actor: &self.staff, code: &from.ticket.code, seen: from.ticket.version };
        let Ok(ticket) = verb(self, order, &from.ticket) else {
            *copy = Some(from);
            return None;
        };
        let mut way = from.way.clone();
        way.push(name);
        let unconfirmed = from.unconfirmed && name != "confirm";
        Some(Place { ticket, read: from.read || CHECKS.contains(&name), unconfirmed, way })
    }

    /// Is anything of it public that nobody has checked?
    fn look_at(&self, place: &Place) {
        let ticket = &place.ticket;
        let (shown, found, photo, listed) = self.portal.with_db(|c| {
            let shown = public::copy::report(c, &ticket.code)?.is_some();
            let found = search::stands(c, ticket.id)?;
            let own = photos::table.filter(photos::ticket_id.eq(ticket.id)).select(photos::display);
            let hash: String = own.first(c)?;
            let photo = public::photo_is_public(c, &hash)?;
            let listed =
                listing::page(c, &Filter::default(), Turn::First, 10_000)?.items.contains(&ticket.id);
            Ok((shown, found, photo, listed))
        });
        if !place.read || place.unconfirmed {
            assert_eq!([shown, found, photo, listed], [false; 4], "unread and public: {:?}", place.way);
        }
        assert_eq!(shown, listed, "{:?}", place.way);
    }

    /// What the portal does by itself: what was answered closes, and what its sender did not answer; what nobody confirmed expires.
    fn let_time_pass(&self) {
        self.portal.wait(Duration::days(60));
        while upkeep::close_answered(&self.portal, &|| true).unwrap() > 0 {}
        while upkeep::close_unanswered(&self.portal, &|| true).unwrap() > 0 {}
        upkeep::expire_unconfirmed(&self.portal, &|| true).unwrap();
    }

    async fn look_from_outside(&self, reached: &[Place]) {
        let browser = self.portal.browser().await;
        let unread: Vec<&str> =
            reached.iter().filter(|one| !one.read).map(|one| one.ticket.code.as_str()).collect();
        let lists = ["/", "/phan-anh", "/sitemap-0.xml", "/phan-anh?q=0900000123"].map(str::to_owned);
        for address in lists.into_iter().chain([links::agency("so-xay-dung")]) {
            let page = browser.get(&address).await;
            page.is(200).never_says(UNREAD);
            assert!(unread.iter().all(|code| !page.html.contains(code)), "{address} names an unread report");
        }
        assert!(!browser.get(&format!("/phan-anh?q={UNREAD}")).await.has(".ticket-card"));
        for code in unread {
            browser.get(&links::ticket(code)).await.is(404);
        }
    }
}
