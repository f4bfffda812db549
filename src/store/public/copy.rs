//! The public copy of a report, and the words that find it: written in the transaction that changes what they are made of,
//! whoever changes it, and only when they differ. They can be made anew at any time.
use super::source;
use super::{cells, open, timeline};
use crate::clock::Moment;
use crate::domain::cell::Cell;
use crate::domain::promise::Promised;
use crate::domain::public::{PublicCard, PublicRest, PublicTicket, PublishedReply};
use crate::domain::rating::Mark;
use crate::domain::search::Words;
use crate::domain::status::{PublicWord, Status};
use crate::domain::ticket::Kind;
use crate::domain::webhook::Happening;
use crate::ids::{AgencyId, CategoryId, CommuneId, ReplyId, TicketId};
use crate::schema::{public_generations, public_gone, public_reports, tickets};
use crate::store::city::City;
use crate::store::listing::supported_at;
use crate::store::search;
use crate::store::{
    Conn, Found, among, comments, events, follows, on_each, ratings, report_points, tickets as all, webhooks,
};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// A row as it is kept: what lists choose and order by, then what is shown.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = public_reports, treat_none_as_null = true)]
struct Kept {
    ticket_id: TicketId,
    code: String,
    kind: Kind,
    word: PublicWord,
    category_id: CategoryId,
    commune_id: Option<CommuneId>,
    agency_id: Option<AgencyId>,
    /// The newest answer of one that stands answered, when it was answered, after how many minutes, and whether in time.
    answer_id: Option<ReplyId>,
    answered_at: Option<Moment>,
    minutes: Option<i64>,
    on_time: Option<bool>,
    /// The print of the words that find it.
    words: String,
    card: String,
    rest: String,
    /// What its sender thinks of that answer.
    mark: Option<Mark>,
    /// Something can be seen of it, or of what was done; a document stands with an answer.
    has_photo: bool,
    has_document: bool,
    /// In which square a map shows it.
    cell: Option<i64>,
    /// When something of it that the public reads happened last.
    changed_at: Option<Moment>,
    /// When it became public; nothing for what was public before that was kept, or was no news.
    published_at: Option<Moment>,
    /// How many others have it, and its place in the list that those with the most lead.
    supports: i32,
    supported: Option<i64>,
}

impl Kept {
    /// Where it counts on the map.
    fn place(&self) -> cells::Place {
        (self.cell, self.commune_id, self.word)
    }
}

/// A copy as it would be kept.
pub(in crate::store) struct Made {
    row: Kept,
    words: Words,
}

impl Made {
    /// The words that find it.
    pub(in crate::store) fn words(&self) -> (TicketId, &Words) {
        (self.row.ticket_id, &self.words)
    }
}

/// Writes copies of reports that have none yet; their words are written beside.
pub(in crate::store) fn lay(conn: &mut Conn, copies: &[Made]) -> Found<()> {
    copies.iter().try_for_each(|made| {
        diesel::insert_into(public_reports::table).values(&made.row).execute(conn).map(drop)
    })
}

/// A public report, whole.
pub fn report(conn: &mut Conn, code: &str) -> Found<Option<(PublicCard, PublicRest)>> {
    let kept: Option<(String, Option<i64>, String)> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(public_reports::code.eq(code))
        .filter(open())
        .select((public_reports::card, public_reports::cell, public_reports::rest))
        .first(conn)
        .optional()?;
    kept.map(|(card, cell, rest)| Ok((read_card(&card, cell)?, read(&rest)?))).transpose()
}

/// These reports as far as they are public, in no order.
pub fn cards(conn: &mut Conn, ids: &[TicketId]) -> Found<Vec<PublicCard>> {
    let kept: Vec<(String, Option<i64>)> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(among::reports("public_reports.ticket_id", ids))
        .filter(open())
        .select((public_reports::card, public_reports::cell))
        .load(conn)?;
    kept.iter().map(|(card, cell)| read_card(card, *cell)).collect()
}

/// Public reports after `from`, oldest first.
pub fn cards_after(conn: &mut Conn, from: TicketId, size: i64) -> Found<Vec<PublicCard>> {
    let kept: Vec<(String, Option<i64>)> = public_reports::table
        .inner_join(tickets::table.on(tickets::id.eq(public_reports::ticket_id)))
        .filter(public_reports::ticket_id.gt(from))
        .filter(open())
        .order(public_reports::ticket_id)
        .limit(size)
        .select((public_reports::card, public_reports::cell))
        .load(conn)?;
    kept.iter().map(|(card, cell)| read_card(card, *cell)).collect()
}

/// When something that the public reads happened to a report last.
pub fn changed_at(conn: &mut Conn, id: TicketId) -> Found<Option<Moment>> {
    let at: Option<Option<Moment>> =
        public_reports::table.find(id).select(public_reports::changed_at).first(conn).optional()?;
    Ok(at.flatten())
}

/// In which square a map shows a report.
pub fn square_of(conn: &mut Conn, id: TicketId) -> Found<Option<Cell>> {
    let square: Option<Option<i64>> =
        public_reports::table.find(id).select(public_reports::cell).first(conn).optional()?;
    Ok(square.flatten().map(Cell))
}

/// How many reports were taken down.
pub fn gone(conn: &mut Conn) -> Found<i64> {
    public_gone::table.count().get_result(conn)
}

/// Another one whenever any public copy is.
pub fn generation(conn: &mut Conn) -> Found<(Option<i64>, i64)> {
    public_generations::table.select((max(public_generations::id), count_star())).first(conn)
}

/// Brings the copies of these reports, and of those that repeat them, up to date.
/// What they repeat, or repeated before, says with how many: `masters` names it.
pub(in crate::store) fn follow(
    conn: &mut Conn,
    city: &City,
    touched: BTreeSet<TicketId>,
    masters: BTreeSet<TicketId>,
) -> Found<()> {
    let mut due = touched.clone();
    for id in masters {
        let master = all::find(conn, id)?;
        due.insert(all::last_master(conn, &master)?.map_or(id, |last| last.id));
    }
    for id in touched {
        due.extend(all::followers(conn, id)?);
    }
    due.into_iter().try_for_each(|id| refresh(conn, city, id).map(drop))
}

/// Makes the copy of one report anew; whether it was another. Other programs and those who follow it are told what happened.
pub fn refresh(conn: &mut Conn, city: &City, id: TicketId) -> Found<bool> {
    let (differs, news) = rewrite(conn, city, id)?;
    if let Some((happening, code)) = news {
        let at = events::last_at(conn, id)?.unwrap_or_default();
        if happening == Happening::Published {
            let copy = public_reports::table.find(id);
            diesel::update(copy).set(public_reports::published_at.eq(at)).execute(conn)?;
        }
        webhooks::queue(conn, &code, happening, at)?;
        follows::wake(conn, id, at)?;
    }
    Ok(differs)
}

/// What happened to a report, with its code.
type News = (Happening, String);

/// What everybody may know of what happened between two copies.
fn news(kept: Option<&Kept>, made: Option<&Kept>) -> Option<News> {
    match (kept, made) {
        (None, Some(new)) => Some((Happening::Published, new.code.clone())),
        (Some(old), None) => Some((Happening::Removed, old.code.clone())),
        // An older version did not write when; that is no news.
        (Some(old), Some(new))
            if old.word != new.word || (old.changed_at.is_some() && old.changed_at != new.changed_at) =>
        {
            Some((Happening::Updated, new.code.clone()))
        }
        _ => None,
    }
}

/// The same, telling nobody; and what there is to tell. Its words are written when their print is another.
fn rewrite(conn: &mut Conn, city: &City, id: TicketId) -> Found<(bool, Option<News>)> {
    let (kept, mut made) = (kept(conn, id)?, make(conn, city, id)?);
    if let Some(made) = &mut made {
        made.row.published_at = kept.as_ref().and_then(|kept| kept.published_at);
    }
    if kept.as_ref() == made.as_ref().map(|made| &made.row) {
        return Ok((false, None));
    }
    let [before, after] = [kept.as_ref(), made.as_ref().map(|made| &made.row)];
    cells::count(conn, before.map(Kept::place), after.map(Kept::place))?;
    if let Some(kept) = &kept {
        follows::take_back(conn, &kept.code)?;
    }
    let news = news(kept.as_ref(), made.as_ref().map(|made| &made.row));
    match made {
        None => {
            search::forget(conn, id)?;
            diesel::delete(public_reports::table.find(id)).execute(conn)?;
            remember_gone(conn, kept)?;
        }
        Some(Made { row, words }) => {
            if kept.is_none() {
                diesel::delete(public_gone::table.find(&row.code)).execute(conn)?;
            }
            if kept.is_none_or(|kept| kept.words != row.words) {
                search::keep(conn, id, &words)?;
            }
            on_each!(conn, |c| diesel::insert_into(public_reports::table)
                .values(&row)
                .on_conflict(public_reports::ticket_id)
                .do_update()
                .set(&row)
                .execute(c))?;
        }
    }
    Ok((true, news))
}

/// Its code stays: whoever kept its address is told that it was taken down.
fn remember_gone(conn: &mut Conn, kept: Option<Kept>) -> Found<()> {
    let Some(Kept { code, .. }) = kept else { return Ok(()) };
    on_each!(conn, |c| diesel::insert_into(public_gone::table)
        .values(public_gone::code.eq(&code))
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

/// Was the report with this code public, and is it no more?
pub fn is_gone(conn: &mut Conn, code: &str) -> Found<bool> {
    diesel::select(diesel::dsl::exists(public_gone::table.find(code))).get_result(conn)
}

/// Makes it anew whatever the copy says of its words; whether anything was otherwise. It mends what is kept, and is no news.
pub fn remake(conn: &mut Conn, city: &City, id: TicketId) -> Found<bool> {
    let differ = match make(conn, city, id)? {
        Some(Made { words, .. }) if !search::holds(conn, id, &words)? => {
            search::keep(conn, id, &words)?;
            true
        }
        Some(_) => false,
        None => {
            let differ = search::stands(conn, id)?;
            search::forget(conn, id)?;
            differ
        }
    };
    Ok(rewrite(conn, city, id)?.0 || differ)
}

/// Is the copy of this report what it would be if it were made now, and is it found by its words?
pub fn is_true(conn: &mut Conn, city: &City, id: TicketId) -> Found<bool> {
    let kept = kept(conn, id)?;
    let (row, found) = match make(conn, city, id)? {
        Some(Made { row, words }) => {
            let published_at = kept.as_ref().and_then(|kept| kept.published_at);
            (Some(Kept { published_at, ..row }), search::holds(conn, id, &words)?)
        }
        None => (None, !search::stands(conn, id)?),
    };
    Ok(kept == row && found)
}

/// The reports after `from` whose copies are to be looked at, oldest first: all that are public, and all that have one.
pub fn part(conn: &mut Conn, from: TicketId, size: i64) -> Found<Vec<TicketId>> {
    tickets::table
        .left_join(public_reports::table.on(public_reports::ticket_id.eq(tickets::id)))
        .filter(tickets::id.gt(from))
        .filter(open().or(public_reports::ticket_id.is_not_null()))
        .order(tickets::id)
        .limit(size)
        .select(tickets::id)
        .load(conn)
}

/// Is there a public report that has no copy yet?
pub fn is_missing(conn: &mut Conn) -> Found<bool> {
    let without = tickets::table
        .left_join(public_reports::table.on(public_reports::ticket_id.eq(tickets::id)))
        .filter(open())
        .filter(public_reports::ticket_id.is_null());
    diesel::select(diesel::dsl::exists(without)).get_result(conn)
}

fn kept(conn: &mut Conn, id: TicketId) -> Found<Option<Kept>> {
    public_reports::table.find(id).select(Kept::as_select()).first(conn).optional()
}

/// The copy of a report as it would be kept now; nothing where it is not public.
pub(in crate::store) fn make(conn: &mut Conn, city: &City, id: TicketId) -> Found<Option<Made>> {
    let Some(source) = source::report(conn, id)? else { return Ok(None) };
    let (ticket, mut pictures) = (source.ticket.clone(), source::pictures(conn, id)?);
    let category = city.categories.get(&ticket.category);
    let rest = PublicRest {
        asked: source::asked(conn, id)?,
        answers: source::answers(conn, source, &mut pictures)?,
        photos: pictures.report,
        events: timeline(conn, id, true)?,
        comments: category.map_or(Ok(Vec::new()), |one| comments::shown(conn, id, one.discussion))?,
    };
    let answer = rest.answers.first().cloned().map(|mut newest| {
        newest.photos.clear();
        newest.documents.clear();
        newest
    });
    let words = words(city, &ticket, &rest.answers);
    let promises =
        ticket.promised.as_ref().is_some_and(Promised::is_open) && ticket.status != Status::Duplicate;
    let stands = promises || matches!(ticket.status, Status::Answered | Status::Closed);
    let answered_at = ticket.answered_at.filter(|_| stands);
    let cell = square(conn, city, &ticket)?;
    let card = PublicCard { ticket: ticket.clone(), answer, small: pictures.small, cell };
    let mark = answered_at.map(|at| ratings::mark_since(conn, id, at)).transpose()?.flatten();
    let row = Kept {
        ticket_id: id,
        answer_id: card.answer.as_ref().map(|answer| answer.id).filter(|_| stands),
        answered_at,
        minutes: answered_at.map(|at| (at - ticket.created_at).num_minutes()),
        on_time: answered_at.zip(ticket.answer_due).map(|(at, due)| at <= due),
        has_photo: !card.small.is_empty(),
        changed_at: rest.events.iter().map(|event| event.at).max(),
        published_at: None,
        has_document: rest.answers.iter().any(|answer| !answer.documents.is_empty()),
        cell: cell.map(|cell| cell.0),
        supports: i32::try_from(ticket.supports).unwrap_or(i32::MAX),
        supported: supported_at(ticket.supports, id),
        words: words.print(),
        card: write(&card)?,
        rest: write(&rest)?,
        code: ticket.code,
        kind: ticket.kind,
        word: ticket.word,
        category_id: ticket.category,
        commune_id: ticket.commune,
        agency_id: ticket.agency,
        mark,
    };
    Ok(Some(Made { row, words }))
}

/// In which square a map shows it: by its point where that may be shown, else by the middle of its commune.
fn square(conn: &mut Conn, city: &City, ticket: &PublicTicket) -> Found<Option<Cell>> {
    let point = report_points::newest(conn, ticket.id)?.and_then(|one| one.shown());
    let middle = || ticket.commune.and_then(|id| city.communes.get(&id)?.middle());
    Ok(point.or_else(middle).map(Cell::at))
}

/// What finds a report: its own words, those of its newest answer, and the names of its category, its commune and what that was made
/// of, and of the agencies that hold it, took over from them, or answered.
fn words(city: &City, ticket: &PublicTicket, answers: &[PublishedReply]) -> Words {
    let head = [ticket.title.as_str(), &ticket.place, &ticket.code];
    let mut rest = vec![ticket.body.as_str()];
    rest.extend(answers.first().map(|newest| newest.body.as_str()));
    if let Some(category) = city.categories.get(&ticket.category) {
        rest.extend([category.name_vi.as_str(), &category.name_en]);
    }
    if let Some(commune) = ticket.commune.and_then(|id| city.communes.get(&id)) {
        rest.extend([commune.name.as_str(), &commune.old_units, &commune.old_districts]);
    }
    let named = ticket.agency.into_iter().chain(answers.iter().map(|answer| answer.agency));
    rest.extend(named.flat_map(|id| city.with_successors(id)).map(|agency| agency.name.as_str()));
    Words::of(head, rest)
}

fn write(value: &impl Serialize) -> Found<String> {
    serde_json::to_string(value).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

/// A card with what is kept beside it.
pub(super) fn read_card(text: &str, cell: Option<i64>) -> Found<PublicCard> {
    Ok(PublicCard { cell: cell.map(Cell), ..read(text)? })
}

/// What a column of a copy holds.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Found<T> {
    serde_json::from_str(text).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}
