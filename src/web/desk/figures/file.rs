//! The figures as a file: the table of the page with all its rows, as numbers, as they stood at one moment.
use super::breakdown::name;
use super::page::Counting;
use super::{FiguresFound, FiguresQuestion, count};
use crate::clock::{Moment, local};
use crate::domain::figures::{Share, Spread, Tally, interval};
use crate::domain::policy::{Act, Scope};
use crate::i18n::Words;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::file::{Cell, FileKind, TableFile, named};
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

const COLUMNS: [&str; 24] = [
    "file.group",
    "measure.da-nhan",
    "measure.da-tra-loi",
    "measure.dung-han",
    "measure.gia-han",
    "measure.tre-han",
    "file.share",
    "file.share_low",
    "file.share_high",
    "measure.mo-lai",
    "measure.dang-mo",
    "measure.qua-han",
    "figures_page.n",
    "file.median",
    "file.p90",
    "measure.duoc-danh-gia",
    "measure.hai-long",
    "measure.khong-hai-long",
    "file.content_share",
    "file.content_low",
    "file.content_high",
    "narrow.from",
    "narrow.until",
    "file.as_of",
];

/// As CSV.
pub async fn csv(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FiguresQuestion>,
) -> Result<HttpResponse, Failure> {
    send(&portal, &visitor, asked.into_inner(), FileKind::Csv).await
}

/// As a workbook.
pub async fn xlsx(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<FiguresQuestion>,
) -> Result<HttpResponse, Failure> {
    send(&portal, &visitor, asked.into_inner(), FileKind::Xlsx).await
}

async fn send(
    portal: &Portal,
    visitor: &Visitor,
    asked: FiguresQuestion,
    kind: FileKind,
) -> Result<HttpResponse, Failure> {
    let (actor, now, w, db) = (visitor.staff()?.clone(), portal.now(), visitor.words(), portal.db.clone());
    let whole = actor.scope(Act::ReadFigures) == Scope::All;
    let file = off_thread::look_in_city(portal, move |c, city| {
        let found = count(c, &db, city, &actor, &asked, now)?;
        write(&w, &asked, &found, whole, (kind, now))
    });
    file.await?.send(&named("so-lieu", now))
}

fn write(
    w: &Words,
    asked: &FiguresQuestion,
    found: &FiguresFound,
    whole: bool,
    (kind, now): (FileKind, Moment),
) -> Result<TableFile, Failure> {
    let narrowing = asked.narrowing.clone().on(&found.period);
    let counting = Counting {
        city: &found.city,
        found: &found.found,
        narrowing: &narrowing,
        by: found.by,
        whole: whole && narrowing.chosen() == 0,
        day: found.city.calendar.minutes_a_day(local(now).date()),
    };
    let head: Vec<String> = COLUMNS.iter().map(|key| w.say(key)).collect();
    let mut file = TableFile::begin(kind, &head)?;
    let days = [narrowing.tu.clone(), narrowing.den.clone()];
    for (group, tally, spread) in &found.found.groups {
        file.row(&cells(name(w, &counting, *group), (tally, spread), &days, now))?;
    }
    let all = (&found.found.total, &found.found.stages[2]);
    file.row(&cells(w.say("figures_page.total"), all, &days, now))?;
    Ok(file)
}

fn cells(name: String, (tally, spread): (&Tally, &Spread), days: &[String; 2], now: Moment) -> [Cell; 24] {
    let n = |count: u64| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let [in_time, in_time_low, in_time_high] = shares(tally.in_time_share());
    let [content, content_low, content_high] = shares(tally.content_share());
    let minutes = |value: i64| if spread.n > 0 { Cell::Number(value) } else { Cell::Empty };
    [
        Cell::Text(name),
        n(tally.received),
        n(tally.answered),
        n(tally.in_time),
        n(tally.extended),
        n(tally.late),
        in_time,
        in_time_low,
        in_time_high,
        n(tally.reopened),
        n(tally.open),
        n(tally.overdue),
        n(spread.n),
        minutes(spread.median),
        minutes(spread.p90),
        n(tally.rated),
        n(tally.content),
        n(tally.poor),
        content,
        content_low,
        content_high,
        Cell::Text(days[0].clone()),
        Cell::Text(days[1].clone()),
        Cell::At(now),
    ]
}

/// A share, and between which the true one lies; nothing where there is nothing to have a share of.
fn shares(share: Share) -> [Cell; 3] {
    let (low, high) = interval(share);
    let tenths = |value: f64| if share.of > 0 { Cell::Tenths(value.round() as i64) } else { Cell::Empty };
    [tenths(share.tenths().unwrap_or_default() as f64), tenths(low), tenths(high)]
}
