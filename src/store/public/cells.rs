//! What a map shows of public reports: how many stand in each square of a view, and which came last in it. The numbers are kept
//! with the copies, in the same transaction.
use crate::domain::cell::{Cell, FINEST, Squares, shift};
use crate::domain::status::PublicWord;
use crate::ids::{CommuneId, TicketId};
use crate::schema::{public_cells, public_reports};
use crate::store::db::MultiBackend;
use crate::store::listing::{self, Filter, Turn};
use crate::store::statement::{Value, statement};
use crate::store::{Conn, Found, among};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;

/// The coarsest squares that are counted; those of coarser levels are put together from them.
const COARSEST: u8 = 13;
/// At this level a square is a commune.
const COMMUNE: u8 = 0;
/// Of a narrowed map the newest reports are shown, so many at most.
pub const NARROWED: usize = 3_000;
/// Up to so many reports in a frame all are looked at; beyond, the newest are walked along until enough lie in it.
const FEW: i64 = 4_000;

/// Where a copy counts: its square, its commune, its state.
pub(super) type Place = (Option<i64>, Option<CommuneId>, PublicWord);

/// What is counted: a square of a level, and the word of a state.
type Counted = (u8, i64, &'static str);

/// How many reports of each state, in the order of [`PublicWord::ALL`].
pub type Counts = [i64; 4];

/// What a frame holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Where it was looked, and at which level it was counted.
    pub within: Option<Squares>,
    /// Each square with something in it.
    pub squares: Vec<(i64, Counts)>,
    pub total: i64,
    /// Only the newest of a narrowed map were looked at.
    pub is_cut: bool,
    /// All in it are in this state, which is counted apart, and how many of any state lie there.
    word: Option<(PublicWord, i64)>,
    /// Of a narrowed map, those in the frame, the newest first.
    narrowed: Option<Vec<TicketId>>,
}

/// A report counts elsewhere, or in another state, or not at all any more.
pub(super) fn count(conn: &mut Conn, before: Option<Place>, after: Option<Place>) -> Found<()> {
    let mut changes: BTreeMap<Counted, i64> = BTreeMap::new();
    for (place, more) in [(before, -1), (after, 1)] {
        for key in place.into_iter().flat_map(counted_in) {
            *changes.entry(key).or_default() += more;
        }
    }
    changes.retain(|_, more| *more != 0);
    if changes.is_empty() {
        return Ok(());
    }
    let rows = |written: &dyn Fn(&Counted, i64) -> String| {
        let each: Vec<String> = changes.iter().map(|(key, more)| written(key, *more)).collect();
        each.join(", ")
    };
    let added = rows(&|(level, square, word), more| format!("({level}, {square}, '{word}', {more})"));
    sql_query(format!(
        "INSERT INTO public_cells (level, cell, word, n) VALUES {added} \
         ON CONFLICT (level, cell, word) DO UPDATE SET n = public_cells.n + excluded.n"
    ))
    .execute(conn)?;
    if changes.values().any(|more| *more < 0) {
        let touched = rows(&|(level, square, word), _| format!("({level}, {square}, '{word}')"));
        let empty =
            format!("DELETE FROM public_cells WHERE n = 0 AND (level, cell, word) IN (VALUES {touched})");
        sql_query(empty).execute(conn)?;
    }
    Ok(())
}

/// Every square in which a report counts, and its commune.
fn counted_in((cell, commune, word): Place) -> Vec<(u8, i64, &'static str)> {
    let squares = cell.into_iter().flat_map(|cell| {
        (COARSEST..=FINEST).map(move |level| (level, Cell(cell).within(level), word.as_str()))
    });
    squares.chain(commune.map(|commune| (COMMUNE, commune.0, word.as_str()))).collect()
}

#[derive(QueryableByName)]
struct Differing {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// What lies in some squares.
pub fn view(conn: &mut Conn, filter: &Filter, squares: Squares) -> Found<View> {
    let whole = counted(conn, squares)?;
    match narrowing(filter) {
        Narrowing::None => Ok(whole),
        Narrowing::Word(word) => Ok(whole.of(word)),
        Narrowing::Other => narrowed(conn, filter, whole),
    }
}

impl View {
    /// What of it is in one state.
    fn of(self, word: PublicWord) -> Self {
        let place = PublicWord::ALL.iter().position(|one| *one == word).unwrap_or_default();
        let alone = |(square, counts): (i64, Counts)| {
            let mut own = Counts::default();
            own[place] = counts[place];
            (own[place] > 0).then_some((square, own))
        };
        let squares: Vec<(i64, Counts)> = self.squares.into_iter().filter_map(alone).collect();
        let total = squares.iter().map(|(_, counts)| counts[place]).sum();
        Self { squares, total, word: Some((word, self.total)), ..self }
    }
}

/// All that lies in some squares.
fn counted(conn: &mut Conn, squares: Squares) -> Found<View> {
    let kept = squares.level.max(COARSEST);
    let up = shift(squares.level) - shift(kept);
    let runs = squares.runs(kept);
    let each = "SELECT cell, word, n FROM public_cells WHERE level = ? AND cell BETWEEN ? AND ?";
    let values = runs.iter().flat_map(|(from, to)| [i64::from(kept), *from, *to]).map(Value::Number);
    let rows: Vec<(i64, String, i64)> =
        statement::<(BigInt, Text, BigInt)>(vec![each; runs.len()].join(" UNION ALL "), values.collect())
            .load(conn)?;
    let rows = rows.into_iter().map(|(cell, word, n)| (cell >> up, word.parse().ok(), n));
    Ok(put_together(squares, rows))
}

/// How many there are in each commune, whichever part of the map is looked at.
pub fn by_commune(conn: &mut Conn) -> Found<Vec<(CommuneId, i64)>> {
    let rows: Vec<(i64, i64)> = public_cells::table
        .filter(public_cells::level.eq(i32::from(COMMUNE)))
        .order(public_cells::cell)
        .select((public_cells::cell, public_cells::n))
        .load(conn)?;
    let mut communes: BTreeMap<i64, i64> = BTreeMap::new();
    for (commune, n) in rows {
        *communes.entry(commune).or_default() += n;
    }
    Ok(communes.into_iter().map(|(commune, n)| (CommuneId(commune), n)).collect())
}

/// The reports of a view that came last, `size` at most.
pub fn newest(conn: &mut Conn, view: &View, size: usize) -> Found<Vec<TicketId>> {
    if let Some(ids) = &view.narrowed {
        return Ok(ids.iter().take(size).copied().collect());
    }
    let Some(squares) = &view.within else { return Ok(Vec::new()) };
    let (word, all) = view.word.map_or((None, view.total), |(word, all)| (Some(word), all));
    let found = match view.total {
        0 => Vec::new(),
        // All that lie there would be gone through to find those of one state.
        _ if all <= FEW => all_of(conn, squares, word)?,
        _ => walked(conn, squares, word, size)?,
    };
    Ok(found.into_iter().take(size).collect())
}

/// Do the numbers say what the copies say?
pub fn are_true(conn: &mut Conn) -> Found<bool> {
    let anew = format!("SELECT level, cell, word, n FROM ({}) made", counted_anew());
    let kept = "SELECT level, cell, word, n FROM public_cells";
    let differ = |one: &str, other: &str| format!("SELECT COUNT(*) AS n FROM ({one} EXCEPT {other}) x");
    for query in [differ(&anew, kept), differ(kept, &anew)] {
        let rows: Vec<Differing> = sql_query(query).load(conn)?;
        if rows.iter().any(|row| row.n > 0) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Counts all of them anew.
pub fn recount(conn: &mut Conn) -> Found<()> {
    diesel::delete(public_cells::table).execute(conn)?;
    sql_query(format!("INSERT INTO public_cells (level, cell, word, n) {}", counted_anew()))
        .execute(conn)
        .map(drop)
}

/// What the copies say, as one query.
fn counted_anew() -> String {
    let of = |level: u8, square: &str| {
        format!(
            "SELECT {level} AS level, {square} AS cell, word, COUNT(*) AS n FROM public_reports \
             WHERE {square} IS NOT NULL GROUP BY {square}, word"
        )
    };
    let squares = (COARSEST..=FINEST).map(|level| of(level, &format!("(cell >> {})", shift(level))));
    let all: Vec<String> = squares.chain([of(COMMUNE, "commune_id")]).collect();
    all.join(" UNION ALL ")
}

/// What a filter leaves out.
enum Narrowing {
    None,
    /// All that is in another state.
    Word(PublicWord),
    Other,
}

fn narrowing(filter: &Filter) -> Narrowing {
    match filter.word {
        word if *filter != (Filter { word, ..Filter::default() }) => Narrowing::Other,
        None => Narrowing::None,
        Some(word) => Narrowing::Word(word),
    }
}

fn put_together(squares: Squares, rows: impl Iterator<Item = (i64, Option<PublicWord>, i64)>) -> View {
    let mut counted: BTreeMap<i64, Counts> = BTreeMap::new();
    let mut total = 0;
    for (square, word, n) in rows.filter(|(square, ..)| squares.has(*square)) {
        let place = word.and_then(|word| PublicWord::ALL.iter().position(|one| *one == word));
        let Some(place) = place else { continue };
        counted.entry(square).or_default()[place] += n;
        total += n;
    }
    View { squares: counted.into_iter().collect(), total, within: Some(squares), ..View::default() }
}

/// What of a view a filter lets through: of few all, of many the newest that fit, wherever they are.
fn narrowed(conn: &mut Conn, filter: &Filter, whole: View) -> Found<View> {
    let Some(squares) = whole.within else { return Ok(View::default()) };
    let few = if whole.total <= FEW { Some(all_of(conn, &squares, None)?) } else { None };
    let exact = few.map(|ids| listing::among(conn, filter, &ids)).transpose()?.flatten();
    let (ids, is_cut) = match exact {
        Some(ids) => (ids, false),
        None => {
            let page = listing::page(conn, filter, Turn::First, NARROWED)?;
            (page.items, page.after.is_some())
        }
    };
    let rows: Vec<(TicketId, Option<i64>, PublicWord)> = public_reports::table
        .filter(among::reports("public_reports.ticket_id", &ids))
        .select((public_reports::ticket_id, public_reports::cell, public_reports::word))
        .load(conn)?;
    let up = shift(squares.level);
    let mut placed: Vec<(TicketId, i64, PublicWord)> =
        rows.into_iter().filter_map(|(id, cell, word)| Some((id, cell? >> up, word))).collect();
    placed.retain(|(_, square, _)| squares.has(*square));
    placed.sort_unstable_by_key(|one| std::cmp::Reverse(one.0));
    let ids = placed.iter().map(|(id, ..)| *id).collect();
    let view = put_together(squares, placed.iter().map(|(_, square, word)| (*square, Some(*word), 1)));
    Ok(View { is_cut, narrowed: Some(ids), ..view })
}

/// All that lie in some squares, and in one state, the newest first.
fn all_of(conn: &mut Conn, squares: &Squares, word: Option<PublicWord>) -> Found<Vec<TicketId>> {
    let up = shift(squares.level);
    let runs = squares.runs(FINEST);
    let of = word.map_or_else(String::new, |word| format!(" AND word = '{word}'"));
    let each = format!("SELECT ticket_id, cell FROM public_reports WHERE cell BETWEEN ? AND ?{of}");
    let values = runs.iter().flat_map(|(from, to)| [*from, *to]).map(Value::Number);
    let all = vec![each.as_str(); runs.len()].join(" UNION ALL ");
    let rows: Vec<(TicketId, i64)> = statement::<(BigInt, BigInt)>(all, values.collect()).load(conn)?;
    let inside = rows.into_iter().filter(|(_, cell)| squares.has(cell >> up));
    let mut found: Vec<TicketId> = inside.map(|(id, _)| id).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found)
}

/// The newest, as far as they lie in some squares: so many lie there that they are soon found.
fn walked(conn: &mut Conn, squares: &Squares, word: Option<PublicWord>, size: usize) -> Found<Vec<TicketId>> {
    const STEP: i64 = 2_000;
    const STEPS: usize = 50;
    let up = shift(squares.level);
    let (mut found, mut before) = (Vec::new(), TicketId(i64::MAX));
    for _ in 0..STEPS {
        let mut query = public_reports::table
            .filter(public_reports::ticket_id.lt(before))
            .order(public_reports::ticket_id.desc())
            .limit(if found.is_empty() && before.0 == i64::MAX { STEP / 8 } else { STEP })
            .select((public_reports::ticket_id, public_reports::cell))
            .into_boxed::<MultiBackend>();
        if let Some(word) = word {
            query = query.filter(public_reports::word.eq(word));
        }
        let rows: Vec<(TicketId, Option<i64>)> = query.load(conn)?;
        let Some((last, _)) = rows.last() else { break };
        before = *last;
        let inside = |cell: Option<i64>| cell.is_some_and(|cell| squares.has(cell >> up));
        found.extend(rows.into_iter().filter(|(_, cell)| inside(*cell)).map(|(id, _)| id));
        if found.len() >= size {
            break;
        }
    }
    Ok(found)
}
