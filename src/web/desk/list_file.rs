//! The list as a file: just the reports that the list shows, all of them, as they stood at one moment. It names agencies and
//! what the list says, and nothing of who sent a report.
use super::find::{self, FindQuestion};
use crate::clock::Moment;
use crate::domain::ledger::Line;
use crate::domain::policy::Actor;
use crate::i18n::Words;
use crate::ids::TicketId;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::queues::Queued;
use crate::store::{Conn, Db, desk_search};
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::file::{Cell, FileKind, TableFile, named};
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// Reports that are read at a time.
const PART: usize = 1_000;

const COLUMNS: [&str; 15] = [
    "file.code",
    "file.title",
    "find.state",
    "narrow.level",
    "narrow.kind",
    "narrow.channel",
    "find.category",
    "narrow.commune",
    "find.agency",
    "file.received",
    "file.due",
    "file.answered",
    "file.kept",
    "reviews.rating",
    "file.as_of",
];

/// As CSV.
pub async fn csv(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FindQuestion>,
) -> Result<HttpResponse, Failure> {
    send(&portal, &visitor, asked.into_inner(), FileKind::Csv).await
}

/// As a workbook.
pub async fn xlsx(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FindQuestion>,
) -> Result<HttpResponse, Failure> {
    send(&portal, &visitor, asked.into_inner(), FileKind::Xlsx).await
}

async fn send(
    portal: &Portal,
    visitor: &Visitor,
    asked: FindQuestion,
    kind: FileKind,
) -> Result<HttpResponse, Failure> {
    let (actor, now, w, db) = (visitor.staff()?.clone(), portal.now(), visitor.words(), portal.db.clone());
    let file = off_thread::look_in_city(portal, move |c, city| {
        let list = List { db: &db, city: &city, w: &w, now };
        list.write(c, &actor, &asked, kind)
    });
    file.await?.send(&named("phan-anh", now))
}

struct List<'a> {
    db: &'a Db,
    city: &'a City,
    w: &'a Words,
    now: Moment,
}

impl List<'_> {
    fn write(
        &self,
        c: &mut Conn,
        actor: &Actor,
        asked: &FindQuestion,
        kind: FileKind,
    ) -> Result<TableFile, Failure> {
        let head: Vec<String> = COLUMNS.iter().map(|key| self.w.say(key)).collect();
        let mut file = TableFile::begin(kind, &head)?;
        let chosen = find::chosen(c, self.db, self.city, actor, &asked.narrowing, self.now)?;
        if asked.q.trim().is_empty() {
            for part in chosen.chunks(PART) {
                let found = desk_search::of(c, part)?;
                self.rows(c, &mut file, part, found)?;
            }
            return Ok(file);
        }
        let mut from = None;
        loop {
            let page = desk_search::find(c, &chosen, (&asked.q, find::reads_original(actor)), from, PART)?;
            let ids: Vec<TicketId> = page.items.iter().map(|row| row.id).collect();
            self.rows(c, &mut file, &ids, page.items)?;
            match page.next {
                Some(next) => from = Some(next),
                None => return Ok(file),
            }
        }
    }

    /// In the order of these ids.
    fn rows(
        &self,
        c: &mut Conn,
        file: &mut TableFile,
        ids: &[TicketId],
        found: Vec<Queued>,
    ) -> Result<(), Failure> {
        let mut found: HashMap<TicketId, Queued> = found.into_iter().map(|row| (row.id, row)).collect();
        let lines =
            self.db.ledger(c, |lines| ids.iter().filter_map(|id| lines.of(*id)).collect::<Vec<Line>>())?;
        for line in &lines {
            if let Some(row) = found.remove(&line.ticket_id) {
                file.row(&self.cells(line, row))?;
            }
        }
        Ok(())
    }

    fn cells(&self, line: &Line, row: Queued) -> [Cell; 15] {
        let (w, city) = (self.w, self.city);
        let say = |key: String| Cell::Text(w.say(&key));
        let name = |text: &str| Cell::Text(text.to_owned());
        let at = |moment: Option<Moment>| moment.map_or(Cell::Empty, Cell::At);
        [
            Cell::Text(row.code),
            Cell::Text(if row.public_title.is_empty() { row.title } else { row.public_title }),
            say(format!("state.{}", line.status)),
            say(format!("desk.level.{}", line.level)),
            say(format!("kind.{}", line.kind)),
            say(format!("desk.channel.{}", line.channel)),
            name(city.category(line.category_id, w.lang())),
            name(city.commune(line.commune_id)),
            name(city.agency(line.agency_id)),
            Cell::At(line.received_at),
            at((!line.status.is_settled()).then_some(line.due_at)),
            at(line.answered_at),
            line.kept.map_or(Cell::Empty, |kept| say(format!("file.kept_{kept}"))),
            line.mark.map_or(Cell::Empty, |mark| say(format!("rating.{mark}"))),
            Cell::At(self.now),
        ]
    }
}
