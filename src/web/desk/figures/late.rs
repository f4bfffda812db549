//! What is late now: the first thing on the page, since no filter rules it.
use crate::clock::Moment;
use crate::domain::status::Status;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::store::queues::Queued;
use crate::web::desk::queue;
use crate::web::parts::status_tag::DueTag;

/// Reports that are shown; all of them are one tap away.
pub const SHOWN: usize = 5;

/// The latest ones, and how many there are.
#[derive(Debug, Clone, Default)]
pub struct LateNow {
    pub heading: String,
    pub rows: Vec<LateRow>,
    /// "" where all are shown.
    pub all: String,
    pub all_words: String,
}

/// One that somebody must act on.
#[derive(Debug, Clone, Default)]
pub struct LateRow {
    pub href: String,
    pub title: String,
    /// "26-7R2M-4K · Phường Kiến An"
    pub about: String,
    /// Who holds it now.
    pub holder: String,
    /// What it waits for.
    pub waits: String,
    pub due: DueTag,
}

/// What was due first stands first.
pub fn late_now(
    w: &Words,
    city: &City,
    (rows, count): (&[Queued], usize),
    all: String,
    now: Moment,
) -> LateNow {
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    LateNow {
        heading: if n == 0 { w.say("figures_page.late_none") } else { w.count("figures_page.late", n) },
        rows: rows.iter().map(|row| shown(w, city, row, now)).collect(),
        all: if count > rows.len() { all } else { String::new() },
        all_words: w.count("figures_page.late_all", n),
    }
}

fn shown(w: &Words, city: &City, row: &Queued, now: Moment) -> LateRow {
    let commune = city.commune(row.commune_id);
    let about = [row.code.as_str(), commune].into_iter().filter(|part| !part.is_empty());
    // What was given back is the desk's again.
    let holder = city.agency(row.agency_id.filter(|_| row.status != Status::Returned));
    LateRow {
        href: links::desk_ticket(&row.code),
        title: if row.public_title.is_empty() { row.title.clone() } else { row.public_title.clone() },
        about: about.collect::<Vec<_>>().join(" · "),
        holder: if holder.is_empty() { w.say("desk.holder_1022") } else { holder.to_owned() },
        waits: w.say(&format!("state.{}", row.status)),
        due: queue::due(w, row.status, row.level, row.due_at, now, &city.calendar),
    }
}
