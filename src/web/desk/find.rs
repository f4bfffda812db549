//! The search over every report that this person may see; each number of the figures leads here, to just its reports.
use super::narrowing::{Narrowing, Offers};
use super::queue;
use super::view_form::SaveForm;
use crate::clock::Moment;
use crate::domain::figures::{Choice as Meant, Measure};
use crate::domain::policy::{Act, Actor, Scope};
use crate::domain::status::Status;
use crate::domain::view::Place;
use crate::ids::{TicketCode, TicketId};
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::desk_search;
use crate::store::page::Page;
use crate::store::queues::Queued;
use crate::store::{Conn, Db, Found, tickets};
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::moment;
use crate::web::parts::ticket_card::TicketRow;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

/// Rows of one page.
const ROWS: usize = 30;

/// The reports that were found, with what was typed and chosen, for staff.
#[derive(Template)]
#[template(path = "desk/find.html")]
pub struct FindPage {
    pub shell: Shell,
    pub words: String,
    pub states: Vec<Choice>,
    pub measures: Vec<Choice>,
    pub offers: Offers,
    pub from: String,
    pub until: String,
    /// Is something chosen that is folded away at first?
    pub open: bool,
    /// "1.147 phản ánh"; "" where words are looked for, which are compared page by page.
    pub total: String,
    /// Keeps what is chosen under a name; none where nothing is.
    pub save: Option<SaveForm>,
    /// The whole list as files: CSV, and a workbook.
    pub files: [String; 2],
    pub rows: Vec<TicketRow>,
    pub older: String,
}

/// What was typed and chosen, and where the page begins.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct FindQuestion {
    pub q: String,
    #[serde(flatten)]
    pub narrowing: Narrowing,
    sau: String,
}

impl FindQuestion {
    /// What is asked, each under its name in the address.
    fn pairs(&self) -> Vec<(&'static str, &str)> {
        std::iter::once(("q", self.q.as_str())).chain(self.narrowing.pairs()).collect()
    }
}

struct FoundReports {
    city: Arc<City>,
    page: Page<Queued, desk_search::Key>,
    /// How many were chosen, whatever words they hold.
    chosen: usize,
    /// The one report whose whole code was typed.
    exact: bool,
}

/// The reports that fit, within this person's reach. A whole code leads on to its report.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FindQuestion>,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let (now, query, db) = (portal.now(), asked.clone(), portal.db.clone());
    let found = off_thread::look_in_city(&portal, move |c, city| {
        let code = TicketCode::parse(&query.q).ok();
        let exact = match code {
            Some(code) => tickets::by_code(c, code.as_str())?
                .is_some_and(|ticket| actor.may(Act::ReadTicket, &ticket.holding())),
            None => false,
        };
        let chosen = chosen(c, &db, &city, &actor, &query.narrowing, now)?;
        let from = desk_search::Key::read(&query.sau);
        let page = desk_search::find(c, &chosen, (&query.q, reads_original(&actor)), from, ROWS)?;
        Ok(FoundReports { page, chosen: chosen.len(), city, exact })
    })
    .await?;
    if let (true, Ok(code)) = (found.exact, TicketCode::parse(&asked.q)) {
        return Ok(redirect::to(&links::desk_ticket(code.as_str())));
    }
    page::page(&page_of(&portal, &visitor, &asked, &found, now))
}

/// Does the search look into what the checked copies leave out? Only for whoever reads that of every report.
pub fn reads_original(actor: &Actor) -> bool {
    actor.scope(Act::ReadOriginal) == Scope::All
}

/// Which reports are meant, within this person's reach. What is counted is the lead's, as it is in the figures; without
/// that, what an agency works on with another one is there, too.
pub fn choice(city: &City, actor: &Actor, narrowing: &Narrowing) -> Meant {
    let mut choice = narrowing.choice(city, actor.scope(Act::ReadTicket));
    choice.with_co = choice.measure.is_none();
    choice
}

/// The same reports, the newest first.
pub fn chosen(
    conn: &mut Conn,
    db: &Db,
    city: &City,
    actor: &Actor,
    narrowing: &Narrowing,
    now: Moment,
) -> Found<Vec<TicketId>> {
    let choice = choice(city, actor, narrowing);
    db.ledger(conn, |lines| {
        let taken = lines.iter().rev().filter(|line| choice.takes(line, now));
        taken.map(|line| line.ticket_id).collect()
    })
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    asked: &FindQuestion,
    found: &FoundReports,
    now: Moment,
) -> FindPage {
    let (w, narrowing) = (visitor.words(), &asked.narrowing);
    let today = crate::clock::local(now).date();
    let count = i64::try_from(found.chosen).unwrap_or(i64::MAX);
    let folded = ["tu", "den", "phuong-xa", "kenh", "loai", "muc-do", "muc"];
    FindPage {
        shell: Shell::new(portal, visitor, w.say("find.title")),
        words: asked.q.clone(),
        states: Status::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("state.{one}")), &narrowing.trang_thai))
            .collect(),
        measures: Measure::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("measure.{one}")), &narrowing.muc))
            .collect(),
        offers: Offers::of(&w, &found.city, today, narrowing),
        from: narrowing.tu.clone(),
        until: narrowing.den.clone(),
        open: narrowing.pairs().iter().any(|(name, value)| folded.contains(name) && !value.is_empty()),
        total: if asked.q.trim().is_empty() { w.count("find.total", count) } else { String::new() },
        files: [links::tickets_csv(), links::tickets_xlsx()].map(|file| links::asking(&file, &asked.pairs())),
        save: visitor.actor().and_then(|actor| SaveForm::of(&w, actor, Place::List, &narrowing.pairs())),
        rows: found.page.items.iter().map(|row| row_of(&w, row, found, now)).collect(),
        older: found.page.next.map(|next| older(asked, next)).unwrap_or_default(),
    }
}

fn row_of(w: &crate::i18n::Words, row: &Queued, found: &FoundReports, now: Moment) -> TicketRow {
    let due = queue::due(w, row.status, row.level, row.due_at, now, &found.city.calendar);
    let sent = w.fill("find.sent", [("when", moment::day(row.created_at))]);
    let state = w.say(&format!("state.{}", row.status));
    TicketRow {
        instead: String::new(),
        href: links::desk_ticket(&row.code),
        code: row.code.clone(),
        title: if row.public_title.is_empty() { row.title.clone() } else { row.public_title.clone() },
        place: format!("{} · {sent}", queue::about(w, &found.city, row)),
        tone: due.tone,
        // What is settled is due nowhere: its state is all there is to say.
        due: if due.word == state { state } else { format!("{state} · {}", due.word) },
        current: false,
        new: false,
    }
}

fn older(asked: &FindQuestion, next: desk_search::Key) -> String {
    let next = next.to_string();
    let mut parts = asked.pairs();
    parts.push(("sau", &next));
    links::asking(&links::tickets(), &parts)
}
