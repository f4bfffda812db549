//! The page of figures, ready to be shown.
use super::breakdown::{Breakdown, Cell, breakdown};
use super::drawing::{Counted, Drawing};
use super::late::{LateNow, late_now};
use super::period::{AGES, Period, USUAL, came_in};
use super::ratings::{Ratings, ratings};
use super::spelled::{count, length, none};
use super::tiles::{Tile, tiles};
use super::{FiguresFound, FiguresQuestion};
use crate::clock::local;
use crate::domain::figures::{GroupBy, Measure, Spread, Surveyed};
use crate::domain::policy::{Act, Scope};
use crate::domain::view::Place;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::desk::narrowing::{Narrowing, Offers};
use crate::web::desk::view_form::SaveForm;
use crate::web::error::Failure;
use crate::web::parts::moment::{self, MomentShown};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use askama::Template;
use chrono::{Datelike, NaiveDate};

/// What is late, what was done, how fast, by whom.
#[derive(Template)]
#[template(path = "desk/figures.html")]
pub struct FiguresPage {
    pub shell: Shell,
    pub heading: String,
    pub as_of: MomentShown,
    pub late: LateNow,
    pub usual: Vec<Linked>,
    pub from: String,
    pub until: String,
    pub by: String,
    pub offers: Offers,
    /// The table with all its rows as files: CSV, and a workbook.
    pub files: [String; 2],
    /// Keeps what is chosen under a name; none where nothing is.
    pub save: Option<SaveForm>,
    /// How many things are chosen besides the days.
    pub chosen: usize,
    pub tiles: Vec<Tile>,
    /// What the numbers are compared with.
    pub compared: String,
    pub series_title: String,
    /// The last bars alone where there is little room.
    pub drawings: [Drawing; 2],
    pub series: Vec<SeriesRow>,
    pub groups: Vec<Linked>,
    pub group_name: String,
    pub breakdown: Breakdown,
    pub ratings: Ratings,
    /// The address of the same page with all rows of the table.
    pub all_rows: String,
    pub waiting: Vec<Linked>,
    pub ages: Vec<Linked>,
    pub stages: Vec<Lengths>,
    /// Does each stage say how long it takes in the whole city?
    pub beside_city: bool,
}

/// Something to follow, with what it is called and how many.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub count: String,
}

/// A bar of the drawing as a row of the table below it.
#[derive(Debug, Clone, Default)]
pub struct SeriesRow {
    pub label: String,
    pub received: Cell,
    pub answered: Cell,
}

/// How long a stage takes.
#[derive(Debug, Clone, Default)]
pub struct Lengths {
    pub name: String,
    pub n: String,
    pub median: String,
    pub p90: String,
    /// The middle one of the whole city; "" for who sees it anyway.
    pub city: String,
}

/// What was counted, and how its addresses are made.
pub struct Counting<'a> {
    pub city: &'a City,
    pub found: &'a Surveyed,
    /// With its days, whether they were asked for or not.
    pub narrowing: &'a Narrowing,
    pub by: GroupBy,
    /// Of the whole city, with nothing left out.
    pub whole: bool,
    /// Minutes of a working day.
    pub day: i64,
}

impl Counting<'_> {
    /// The list of what is counted.
    pub fn list(&self, measure: Measure) -> String {
        self.list_of(self.narrowing, measure)
    }

    /// The same of a part of it.
    pub fn list_of(&self, narrowing: &Narrowing, measure: Measure) -> String {
        let mut list = Narrowing { muc: measure.to_string(), ..narrowing.clone() };
        if measure.is_now() {
            (list.tu, list.den) = (String::new(), String::new());
        }
        list.list()
    }

    /// The page of figures narrowed like this.
    pub fn page(&self, narrowing: &Narrowing) -> String {
        let mut pairs = narrowing.pairs().to_vec();
        pairs.push(("theo", self.by.as_str()));
        links::asking(&links::figures(), &pairs)
    }
}

impl FiguresPage {
    /// What was counted, in the reader's language.
    pub fn of(
        portal: &Portal,
        visitor: &Visitor,
        asked: &FiguresQuestion,
        found: &FiguresFound,
    ) -> Result<Self, Failure> {
        let (w, now) = (visitor.words(), portal.now());
        let today = local(now).date();
        let whole = visitor.staff()?.scope(Act::ReadFigures) == Scope::All;
        let narrowing = asked.narrowing.clone().on(&found.period);
        let counting = Counting {
            city: &found.city,
            found: &found.found,
            narrowing: &narrowing,
            by: found.by,
            whole: whole && narrowing.chosen() == 0,
            day: found.city.calendar.minutes_a_day(today),
        };
        let late = (found.late.as_slice(), found.found.late.len());
        let heading = heading(&w, visitor, whole);
        let counted = counted(found, today);
        let few = &counted[counted.len().saturating_sub(6)..];
        let by_months = found.period.bars().by_months;
        let mut every = narrowing.pairs().to_vec();
        every.push(("theo", found.by.as_str()));
        let files = [links::figures_csv(), links::figures_xlsx()].map(|file| links::asking(&file, &every));
        every.push(("het", "1"));
        Ok(Self {
            shell: Shell::new(portal, visitor, heading.clone()),
            heading,
            as_of: MomentShown::of(now),
            late: late_now(&w, &found.city, late, counting.list(Measure::Overdue), now),
            usual: usual(&w, &counting, &found.period, today),
            from: narrowing.tu.clone(),
            until: narrowing.den.clone(),
            by: found.by.to_string(),
            offers: Offers::of(&w, &found.city, today, &narrowing),
            files,
            save: SaveForm::of(&w, visitor.staff()?, Place::Figures, &asked.pairs()),
            chosen: narrowing.chosen(),
            tiles: tiles(&w, &counting),
            compared: compared(&w, &found.period.before()),
            series_title: w.say(if by_months { "figures_page.by_months" } else { "figures_page.by_weeks" }),
            drawings: [Drawing::of(&w, &counted, (720, 240)), Drawing::of(&w, few, (328, 220))],
            series: series(&w, &counting, &found.period, &counted),
            groups: groups(&w, &narrowing, found.by),
            group_name: w.say(&format!("figures_page.one_{}", key(found.by))),
            breakdown: breakdown(&w, &counting, !asked.het.is_empty()),
            ratings: ratings(&w, &counting, !asked.het.is_empty()),
            all_rows: links::asking(&links::figures(), &every),
            waiting: waiting(&w, &counting),
            ages: ages(&w, &counting, today),
            stages: lengths(&w, &counting, found.whole),
            beside_city: found.whole.is_some(),
        })
    }
}

impl Narrowing {
    /// The same with these days.
    pub fn on(self, period: &Period) -> Self {
        Self { tu: period.from.to_string(), den: period.until.to_string(), muc: String::new(), ..self }
    }
}

fn heading(w: &Words, visitor: &Visitor, whole: bool) -> String {
    let agency = visitor.actor().and_then(|actor| actor.grants.first()).map(|grant| &grant.agency_name);
    match agency.filter(|_| !whole) {
        Some(agency) => w.fill("figures_page.title_of", [("agency", agency)]),
        None => w.say("figures_page.title"),
    }
}

fn usual(w: &Words, counting: &Counting<'_>, period: &Period, today: NaiveDate) -> Vec<Linked> {
    let one = |word: &&str| {
        let own = Period::usual(word, today);
        Linked {
            label: w.say(&format!("figures_page.{word}")),
            href: counting.page(&counting.narrowing.clone().on(&own)),
            current: own == *period,
            count: String::new(),
        }
    };
    USUAL.iter().map(one).collect()
}

fn compared(w: &Words, before: &Period) -> String {
    let days = [("from", moment::date(before.from)), ("until", moment::date(before.until))];
    w.fill("figures_page.compared", days)
}

fn counted(found: &FiguresFound, today: NaiveDate) -> Vec<Counted> {
    let bars = found.period.bars();
    let label = |bar: &Period| match bars.by_months {
        true => format!("{}/{}", bar.from.month(), bar.from.year() % 100),
        false => format!("{}/{}", bar.from.day(), bar.from.month()),
    };
    let one = |(bar, (received, answered)): (&Period, &(u64, u64))| Counted {
        label: label(bar),
        received: *received,
        answered: *answered,
        unfinished: bar.until >= today,
    };
    bars.all.iter().zip(&found.found.series).map(one).collect()
}

fn series(w: &Words, counting: &Counting<'_>, period: &Period, counted: &[Counted]) -> Vec<SeriesRow> {
    let row = |(bar, one): (&Period, &Counted)| {
        let days = counting.narrowing.clone().on(bar);
        let cell = |measure: Measure, n: u64| Cell {
            text: count(w, n),
            href: if n > 0 { counting.list_of(&days, measure) } else { String::new() },
        };
        let shown = [("from", moment::date(bar.from)), ("until", moment::date(bar.until))];
        let key = if one.unfinished { "figures_page.days_so_far" } else { "figures_page.days_of" };
        SeriesRow {
            label: w.fill(key, shown),
            received: cell(Measure::Received, one.received),
            answered: cell(Measure::Answered, one.answered),
        }
    };
    period.bars().all.iter().zip(counted).map(row).collect()
}

fn key(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Agency => "agency",
        GroupBy::Commune => "commune",
        GroupBy::Category => "category",
        GroupBy::Channel => "channel",
        GroupBy::Kind => "kind",
        GroupBy::Level => "level",
    }
}

fn groups(w: &Words, narrowing: &Narrowing, by: GroupBy) -> Vec<Linked> {
    let one = |own: &GroupBy| {
        let mut pairs = narrowing.pairs().to_vec();
        pairs.push(("theo", own.as_str()));
        Linked {
            label: w.say(&format!("figures_page.one_{}", key(*own))),
            href: format!("{}#theo", links::asking(&links::figures(), &pairs)),
            current: *own == by,
            count: String::new(),
        }
    };
    GroupBy::ALL.iter().map(one).collect()
}

fn waiting(w: &Words, counting: &Counting<'_>) -> Vec<Linked> {
    let one = |(measure, n): (&Measure, &u64)| Linked {
        label: w.say(&format!("measure.{measure}")),
        href: if *n > 0 { counting.list(*measure) } else { String::new() },
        current: false,
        count: count(w, *n),
    };
    Measure::WAITING.iter().zip(&counting.found.waiting).map(one).collect()
}

fn ages(w: &Words, counting: &Counting<'_>, today: NaiveDate) -> Vec<Linked> {
    let one = |(age, n): (&(u64, Option<u64>), &u64)| {
        let days = came_in(*age, today);
        let mut list = counting.narrowing.clone().on(&days);
        list.muc = Measure::Open.to_string();
        let label = match age {
            (_, None) => w.fill("figures_page.age_over", [("n", age.0 - 1)]),
            (from, Some(until)) => w.fill("figures_page.age", [("from", *from), ("until", *until)]),
        };
        Linked {
            label,
            href: if *n > 0 { list.list() } else { String::new() },
            current: false,
            count: count(w, *n),
        }
    };
    AGES.iter().zip(&counting.found.ages).map(one).collect()
}

fn lengths(w: &Words, counting: &Counting<'_>, whole: Option<[Spread; 3]>) -> Vec<Lengths> {
    let told = |spread: &Spread, minutes: i64| {
        if spread.n > 0 { length(w, minutes, counting.day) } else { none() }
    };
    let names = ["stage_triage", "stage_take", "stage_answer"];
    let one = |(at, spread): (usize, &Spread)| Lengths {
        name: w.say(&format!("figures_page.{}", names[at])),
        n: count(w, spread.n),
        median: told(spread, spread.median),
        p90: told(spread, spread.p90),
        city: whole.map(|all| told(&all[at], all[at].median)).unwrap_or_default(),
    };
    counting.found.stages.iter().enumerate().map(one).collect()
}
