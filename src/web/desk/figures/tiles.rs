//! The numbers on top, each with what it was over the same days before.
use super::Counting;
use super::spelled::{count, percent, tenths};
use crate::domain::figures::{Measure, Share};
use crate::i18n::Words;

/// One number, which leads to its list.
#[derive(Debug, Clone, Default)]
pub struct Tile {
    pub label: String,
    pub value: String,
    pub href: String,
    /// "1.076 của 1.147"; "" where the number says it.
    pub of: String,
    /// "+96 so với 1.188"; "" for what stands now.
    pub change: String,
    /// better · worse · same
    pub tone: &'static str,
    /// Late now: drawn in red.
    pub alarm: bool,
}

/// What a higher number means.
#[derive(Clone, Copy)]
enum More {
    Better,
    Worse,
    Neither,
}

/// All of them, in the order in which a report lives.
pub fn tiles(w: &Words, counting: &Counting<'_>) -> Vec<Tile> {
    let (now, before) = (&counting.found.total, &counting.found.before);
    let plain = |measure: Measure, more: More| Tile {
        label: w.say(&format!("measure.{measure}")),
        value: count(w, now.of(measure)),
        href: counting.list(measure),
        ..changed(w, now.of(measure), before.of(measure), more)
    };
    let standing = |measure: Measure| Tile {
        label: w.say(&format!("measure.{measure}")),
        value: count(w, now.of(measure)),
        href: counting.list(measure),
        tone: "same",
        alarm: matches!(measure, Measure::Overdue | Measure::PromiseLate) && now.of(measure) > 0,
        ..Tile::default()
    };
    vec![
        plain(Measure::Received, More::Neither),
        plain(Measure::Answered, More::Better),
        share(w, counting, Measure::InTime, (now.in_time_share(), before.in_time_share())),
        plain(Measure::Extended, More::Worse),
        plain(Measure::Late, More::Worse),
        plain(Measure::Reopened, More::Worse),
        standing(Measure::Open),
        standing(Measure::Overdue),
        standing(Measure::Promised),
        standing(Measure::PromiseLate),
        plain(Measure::PromiseKept, More::Better),
        share(w, counting, Measure::Content, (now.content_share(), before.content_share())),
    ]
}

fn share(w: &Words, counting: &Counting<'_>, measure: Measure, (share, was): (Share, Share)) -> Tile {
    let both = share.tenths().zip(was.tenths());
    let points = both.map(|(now, was)| i64::try_from(now).unwrap_or(0) - i64::try_from(was).unwrap_or(0));
    let change = points.map(|points| {
        let by = if points > 0 { format!("+{}", tenths(w, points)) } else { tenths(w, points) };
        w.fill("figures_page.points", [("by", by), ("was", percent(w, was))])
    });
    Tile {
        label: w.say(&format!("measure.{measure}")),
        value: percent(w, share),
        href: counting.list(measure),
        of: w.fill("figures_page.part_of", [("part", count(w, share.part)), ("of", count(w, share.of))]),
        change: change.unwrap_or_default(),
        tone: tone(points.unwrap_or(0), More::Better),
        alarm: false,
    }
}

fn changed(w: &Words, now: u64, was: u64, more: More) -> Tile {
    let by = i64::try_from(now).unwrap_or(0) - i64::try_from(was).unwrap_or(0);
    let sign = if by > 0 {
        "+"
    } else if by < 0 {
        "−"
    } else {
        "±"
    };
    let by_shown = format!("{sign}{}", count(w, by.unsigned_abs()));
    let change = w.fill("figures_page.change", [("by", by_shown), ("was", count(w, was))]);
    Tile { change, tone: tone(by, more), ..Tile::default() }
}

fn tone(by: i64, more: More) -> &'static str {
    match (more, by.signum()) {
        (More::Neither, _) | (_, 0) => "same",
        (More::Better, 1) | (More::Worse, -1) => "better",
        _ => "worse",
    }
}
