//! A queue as it is shown: its tabs with their counts, its rows, and the way to more.
use super::tabs::{Room, Tab};
use super::units::UnitRow;
use super::view_form;
use crate::clock::{Moment, local};
use crate::domain::policy::{Actor, StandsFor};
use crate::domain::status::Status;
use crate::domain::ticket::{Level, never};
use crate::domain::{Calendar, Remaining, TermUnit, remaining};
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::store::page::Page;
use crate::store::queues::{self, Key, Mark, Queue, Queued, Views};
use crate::store::views::Beside;
use crate::store::{Conn, Found};
use crate::web::menu::{self, NavItem};
use crate::web::parts::status_tag::{DueTag, StatusTag};
use crate::web::parts::ticket_card::TicketRow;
use crate::web::parts::{moment, promise};
use crate::web::shell::Shell;
use chrono::Datelike;
use std::sync::Arc;

/// Rows of one page.
const ROWS: usize = 25;
/// Working minutes from which on something is due soon.
pub const SOON: i64 = 240;

/// The queue beside a report, or alone.
#[derive(Default)]
pub struct QueueShown {
    pub name: String,
    pub rows: Vec<TicketRow>,
    /// "" where there is nothing more.
    pub older: String,
    pub tabs: Vec<NavItem>,
    /// The saved views, each about what is open with how much that is.
    pub views: Vec<NavItem>,
    pub empty_title: String,
    pub empty_text: String,
    /// What the units below hold, where the queue is empty and there are any.
    pub units: Vec<UnitRow>,
    /// The word in addresses; "" where there is no queue.
    pub word: &'static str,
    /// Where a script asks what is new; "" on a later page, which stays as it is.
    pub fresh: String,
}

/// What was read for a queue.
pub struct QueueFound {
    tab: Tab,
    page: Page<Queued, Key>,
    counts: Vec<(Tab, Option<i64>)>,
    views: Vec<(Beside, Option<i64>)>,
    city: Arc<City>,
    /// For whom the reader stands in.
    stands_for: Vec<StandsFor>,
    now: Moment,
    is_first: bool,
}

impl QueueShown {
    /// Where the way back leads from a report that was opened from it.
    pub fn back(&self) -> String {
        let current = self.tabs.iter().find(|tab| tab.current);
        current.map_or_else(links::tickets, |tab| tab.href.clone())
    }
}

impl QueueFound {
    /// Reads a page of a queue and the counts of those beside it.
    pub fn load(
        conn: &mut Conn,
        city: Arc<City>,
        (actor, saved): (&Actor, &[Beside]),
        tab: Tab,
        key: Option<Key>,
        now: Moment,
    ) -> Found<Self> {
        let scope = tab.room.scope(actor);
        let page = queues::list(conn, &scope, &tab.queue, key, ROWS)?;
        let tabs = tab.room.tabs(actor, now);
        let choices = view_form::counted(&city, actor, saved);
        let beside = Views { choices: choices.iter().flatten().cloned().collect(), now };
        let mut held = queues::counts_beside(conn, &scope, &waiting(&tabs), &beside)?.into_iter();
        let counts = tabs.into_iter().map(|tab| {
            let count = if tab.queue.newest_first { None } else { held.next() };
            (tab, count)
        });
        let counts = counts.collect();
        let views = saved.iter().cloned().zip(choices);
        let views = views.map(|(view, choice)| (view, choice.and_then(|_| held.next()))).collect();
        let stands_for = actor.stands_for.clone();
        Ok(Self { tab, page, counts, views, city, stands_for, now, is_first: key.is_none() })
    }

    /// By what its first page is known to have changed.
    pub fn mark(&self) -> Mark {
        let counts = self.counts.iter().map(|(_, count)| count);
        let counts = counts.chain(self.views.iter().map(|(_, count)| count));
        Mark::of(&self.page.items, counts.flatten().copied().collect())
    }

    /// The mark that the first page of a queue would have now, for one question.
    pub fn mark_now(
        conn: &mut Conn,
        city: &City,
        (actor, saved): (&Actor, &[Beside]),
        tab: &Tab,
        now: Moment,
    ) -> Found<Mark> {
        let tabs = tab.room.tabs(actor, now);
        let choices = view_form::counted(city, actor, saved).into_iter().flatten().collect();
        let beside = Views { choices, now };
        Mark::look(conn, &tab.room.scope(actor), (&tab.queue, ROWS), &waiting(&tabs), &beside)
    }

    /// Is there nothing on this page of it?
    pub fn is_empty(&self) -> bool {
        self.page.items.is_empty()
    }

    /// Ready to show, with the report of this code marked as the open one.
    pub fn show(&self, w: &Words, open: &str) -> QueueShown {
        let word = self.tab.word;
        QueueShown {
            name: w.say(&format!("desk.tab.{}", self.tab.name)),
            rows: self.page.items.iter().map(|row| self.row(w, row, open)).collect(),
            older: self.page.next.map(|key| address(&self.tab, key)).unwrap_or_default(),
            tabs: self.tabs(w),
            views: self.views.iter().map(|(view, count)| view_form::way(view, *count)).collect(),
            empty_title: w.say(&format!("desk.empty.{}", self.tab.name)),
            empty_text: w.say(match self.tab.room {
                Room::Triage => "desk.empty.triage_text",
                Room::Work => "desk.empty.work_text",
            }),
            units: Vec::new(),
            word,
            fresh: if self.is_first { self.tab.address() } else { String::new() },
        }
    }

    fn tabs(&self, w: &Words) -> Vec<NavItem> {
        let counts = self.counts.iter().map(|(tab, count)| NavItem {
            href: tab.address(),
            label: w.say(&format!("desk.tab.{}", tab.name)),
            current: tab.word == self.tab.word,
            count: count.map(menu::counted),
            icon: tab.icon,
        });
        counts.collect()
    }

    fn row(&self, w: &Words, row: &Queued, open: &str) -> TicketRow {
        let title = if row.public_title.is_empty() { &row.title } else { &row.public_title };
        let due = due(w, row.status, row.level, row.due_at, self.now, &self.city.calendar);
        TicketRow {
            href: links::in_queue(&links::desk_ticket(&row.code), self.tab.word),
            code: row.code.clone(),
            title: title.clone(),
            place: about(w, &self.city, row),
            tone: due.tone,
            due: due.word,
            current: row.code == open,
            new: matches!(row.status, Status::New | Status::Forwarded),
            instead: self.said_beside(w, row),
        }
    }
}

/// What is done is not waiting for anyone: its number would only grow.
fn waiting(tabs: &[Tab]) -> Vec<&Queue> {
    tabs.iter().map(|tab| &tab.queue).filter(|queue| !queue.newest_first).collect()
}

impl QueueFound {
    /// How often agencies sent it back while it waits for the desk, and whose decision it is then; else for whom the reader has it.
    fn said_beside(&self, w: &Words, row: &Queued) -> String {
        if row.status != Status::Returned || row.sent_back == 0 {
            return self.instead(w, row);
        }
        let mut said = w.count("desk.sent_back", row.sent_back.into());
        if row.sent_back >= self.city.facts.transfers_back {
            said = format!("{said} · {}", w.say("desk.office_decides"));
        }
        said
    }

    /// Whose work it is, where that is somebody for whom the reader stands in today.
    fn instead(&self, w: &Words, row: &Queued) -> String {
        let away = self.stands_for.iter().find(|one| Some(one.id) == row.assignee_id);
        away.map(|one| w.fill("notices.instead_of", [("name", &one.name)])).unwrap_or_default()
    }
}

/// "Chiếu sáng công cộng · Phường Lê Chân"
pub fn about(w: &Words, city: &City, row: &Queued) -> String {
    let unknown = w.say("card.commune_unknown");
    let commune = match (city.commune(row.commune_id), row.place.is_empty()) {
        ("", false) => &unknown,
        (commune, _) => commune,
    };
    let parts = [city.category(row.category_id, w.lang()), commune];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// How the next step of a report stands: by what is left, or by its state where nothing is owed.
pub fn due(
    w: &Words,
    status: Status,
    level: Level,
    due_at: Moment,
    now: Moment,
    calendar: &Calendar,
) -> DueTag {
    if status.is_settled() && due_at < never() {
        return promise::due(w, due_at, now);
    }
    if status.is_settled() {
        return DueTag { tone: "met", word: StatusTag::exact(w, status).word };
    }
    if status == Status::NeedsInfo {
        return DueTag { tone: "later", word: w.say("desk.clock_stopped") };
    }
    let unit = if level == Level::Urgent { TermUnit::Minutes } else { TermUnit::WorkingMinutes };
    let left = remaining(now, due_at, unit, SOON, calendar);
    let mut tag = DueTag::of(w, left);
    // Where nights and breaks lie between, "2 giờ" is not what a clock will show then: the hour itself says more.
    let by_clock = (due_at - now).num_minutes();
    let hour = match left {
        Remaining::Soon { minutes: 0 } | Remaining::Overdue { minutes: 0, days: 0 } => true,
        Remaining::Soon { minutes } | Remaining::Later { minutes, days: 0 } => minutes != by_clock,
        Remaining::Later { .. } | Remaining::Overdue { .. } => false,
    };
    if hour {
        let today = local(now).date() == local(due_at).date();
        let when = if today { moment::time(due_at) } else { moment::brief(due_at) };
        tag.word = w.fill("desk.due_at", [("when", when)]);
    }
    if level == Level::Urgent {
        tag.word = w.fill("desk.urgent_due", [("due", tag.word)]);
    }
    tag
}

/// Puts the queues of the room, with their counts, on top of the menu, and the saved views with theirs.
pub fn into_menu(shell: &mut Shell, queue: &QueueShown) {
    let room = queue.tabs.first().and_then(|tab| tab.href.split('?').next()).unwrap_or("");
    let others = std::mem::replace(&mut shell.nav, queue.tabs.clone());
    let others = others.into_iter().filter(|item| item.href != room);
    shell.rest =
        others.map(|item| NavItem { current: item.current && queue.word.is_empty(), ..item }).collect();
    if shell.nav.is_empty() {
        std::mem::swap(&mut shell.nav, &mut shell.rest);
    }
    if !queue.views.is_empty() {
        shell.views.clone_from(&queue.views);
    }
}

fn address(tab: &Tab, key: Key) -> String {
    from(&tab.address(), '&', key)
}

/// The address of the page that begins after a key.
pub fn from(list: &str, join: char, (due, id): Key) -> String {
    format!("{list}{join}sau={}.{id}", due.and_utc().timestamp_micros())
}

/// The key in an address, if it is one.
pub fn key(text: &str) -> Option<Key> {
    let (due, id) = text.split_once('.')?;
    let due = chrono::DateTime::from_timestamp_micros(due.parse().ok()?)?.naive_utc();
    // Other years are written otherwise, or not at all, by the one database or the other.
    if !(1..=9999).contains(&due.year()) {
        return None;
    }
    Some((due, id.parse().ok()?))
}
