//! The public page of a commune or a category: how what lies in it is answered, and its answers.
use super::shown;
use crate::clock::{Moment, local};
use crate::domain::figures::{Group, Statistics};
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::listing::{Filter, Listed, Turn};
use crate::store::{Conn, Db, public};
use crate::web::error::Failure;
use crate::web::parts::facts::Fact;
use crate::web::parts::index_row::IndexRow;
use crate::web::parts::measured::{Measured, Rule, measured};
use crate::web::parts::moment::MomentShown;
use crate::web::parts::pager::Pager;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::public::statistics::table::{MonthRow, months};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

const PAGE: usize = 20;

/// One commune or one category for anybody: what it is, how it is answered, and the answers.
#[derive(Template)]
#[template(path = "public/group.html")]
pub struct GroupPage {
    pub shell: Shell,
    pub canonical: String,
    pub name: String,
    /// What belongs to it, or of what it was made; "" for nothing.
    pub about: String,
    pub facts: Vec<Fact>,
    /// Who answers for it, or the categories in it.
    pub ways: Vec<IndexRow>,
    pub ways_title: String,
    pub told: Figures,
    /// The statistics of it alone.
    pub statistics: String,
    pub cards: Vec<TicketCard>,
    pub pager: Pager,
    /// All of it in the general list.
    pub all: String,
    /// Where that is followed by mail.
    pub follow: String,
    pub follow_label: String,
}

/// What is said of a group, ready to be shown.
#[derive(Default)]
pub struct Figures {
    pub measured: Vec<Measured>,
    pub months: Vec<MonthRow>,
    /// When it was counted.
    pub as_of: Option<MomentShown>,
}

/// The report after which the page of answers begins, or before which it ends; "" for the newest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct GroupQuestion {
    sau: String,
    truoc: String,
}

impl GroupQuestion {
    /// Which page of the answers.
    pub fn turn(&self) -> Turn {
        Turn::read(&self.sau, &self.truoc)
    }
}

/// What is read of a group.
pub struct GroupRead {
    pub city: Arc<City>,
    pub found: Listed<TicketCard>,
    pub told: Figures,
}

/// Reads the answers and the figures of a group.
pub fn read(
    c: &mut Conn,
    (db, city, w): (&Db, Arc<City>, &Words),
    (group, filter): (Group, Filter),
    (turn, now): (Turn, Moment),
) -> Result<GroupRead, Failure> {
    let filter = Filter { word: Some(PublicWord::Done), ..filter };
    let found = public::list(c, &filter, turn, PAGE)?;
    let cards = shown::cards(w, &city, &found.items, now);
    let statistics = db.statistics(c, &city, now)?;
    let told = Figures::of(w, &city, &statistics, group);
    Ok(GroupRead { city, found: found.with(cards), told })
}

impl Figures {
    /// Of a group, over the last days and by month.
    pub fn of(w: &Words, city: &City, all: &Statistics, group: Group) -> Self {
        let rule = rule(city, all);
        Self {
            measured: measured(w, &all.recent(group), rule),
            months: months(w, all, Some(group), rule),
            as_of: Some(MomentShown::of(all.as_of)),
        }
    }
}

/// By which rule the figures of this city are told.
pub fn rule(city: &City, all: &Statistics) -> Rule {
    Rule {
        least: city.facts.figures_least.max(0).unsigned_abs(),
        day: city.calendar.minutes_a_day(local(all.as_of).date()),
        since: all.since,
    }
}

/// The ways to the pages beside this one.
pub fn pager<T>(own: &str, found: &Listed<T>) -> Pager {
    Pager {
        newer: found.before.map_or_else(String::new, |key| links::before(own, &key.to_string())),
        older: found.after.map_or_else(String::new, |key| links::after(own, &key.to_string())),
        told: String::new(),
    }
}

/// The frame of such a page; search engines keep the first one of its answers.
pub fn shell(portal: &Portal, visitor: &Visitor, (name, about): (&str, String), turn: Turn) -> Shell {
    let shell = Shell::new(portal, visitor, name.to_owned());
    if turn == Turn::First { shell.indexed(about) } else { shell }
}
