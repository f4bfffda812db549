//! The public statistics, ready to be shown.
use super::drawn::{BarRow, KeptBar, Parted, kept, length, parted};
use super::key;
use super::narrowed::{Meant, Narrowing, address};
use super::ranking::{Ranking, ranking};
use super::rises::{RiseRow, rises};
use super::table::{MonthRow, months, short};
use crate::clock::local;
use crate::domain::figures::{FEW, Group, RISE_LEAST, Statistics, Told, WEEKS_BEFORE, pooled};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::desk::figures::drawing::{Counted, Drawing};
use crate::web::desk::figures::spelled::{count, length as spelled, percent};
use crate::web::form::Choice;
use crate::web::parts::measured::Rule;
use crate::web::parts::moment::MomentShown;
use crate::web::public::group::rule as rule_of;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use askama::Template;
use chrono::Datelike;

/// Months of the drawing of terms.
const KEPT_MONTHS: usize = 6;

/// How the city answers, for anybody.
#[derive(Template)]
#[template(path = "public/statistics.html")]
pub struct StatisticsPage {
    pub shell: Shell,
    pub canonical: String,
    pub heading: String,
    pub lead: Vec<String>,
    pub as_of: MomentShown,
    pub months: Vec<Choice>,
    /// To what it may be narrowed, and to what it is: its name and its own page, "" for the whole city.
    pub narrowing: Narrowing,
    pub name: String,
    pub own: String,
    /// All the numbers as one file.
    pub file: String,
    pub received_heading: String,
    /// The last months alone where there is little room.
    pub drawings: [Drawing; 2],
    pub rows: Vec<MonthRow>,
    pub kept_heading: String,
    pub kept: Vec<KeptBar>,
    pub parted: Vec<Parted>,
    pub ranking: Ranking,
    pub content_heading: String,
    pub refused_heading: String,
    pub refused: Vec<BarRow>,
    pub kept_in: String,
    pub rises: Vec<RiseRow>,
    pub rises_rule: String,
}

/// What the parts of the page are made of.
struct Making<'a> {
    w: Words,
    city: &'a City,
    all: &'a Statistics,
    month: usize,
    meant: Option<&'a Meant>,
    rule: Rule,
}

impl StatisticsPage {
    /// Of one of the months, by its place; of the whole city where nobody is meant.
    pub fn of(
        portal: &Portal,
        visitor: &Visitor,
        (city, all, meant): (&City, &Statistics, Option<&Meant>),
        month: usize,
    ) -> Self {
        let made = Making { w: visitor.words(), city, all, month, meant, rule: rule_of(city, all) };
        let w = &made.w;
        let (refused_heading, refused) = made.refused();
        Self {
            shell: made.shell(portal, visitor),
            canonical: format!("{}{}", portal.config.base_url, address(&links::statistics(), meant)),
            narrowing: Narrowing::of(w, city, local(all.as_of).date(), meant),
            name: meant.map_or_else(String::new, |one| one.name.clone()),
            own: meant.map_or_else(String::new, |one| one.page.clone()),
            heading: made.heading(),
            lead: made.lead(),
            as_of: MomentShown::of(all.as_of),
            months: made.months(),
            file: address(&links::statistics_csv(), meant),
            received_heading: w.fill(
                "statistics.received_in",
                [("month", made.label(month)), ("n", count(w, made.told(month).tally.received))],
            ),
            drawings: made.drawings(),
            rows: months(w, all, None, made.rule),
            kept_heading: made.kept_heading(),
            kept: made.kept(),
            parted: made.parted(),
            ranking: ranking(w, city, all, made.rule),
            content_heading: made.content(),
            refused_heading,
            refused,
            kept_in: w
                .fill("statistics.kept_in", [("n", few(w, all.kept_in.get(month).copied().unwrap_or(0)))]),
            rises: rises(w, city, all),
            rises_rule: w.fill(
                "statistics.rises_rule",
                [("least", RISE_LEAST), ("weeks", u64::try_from(WEEKS_BEFORE).unwrap_or_default())],
            ),
        }
    }
}

/// A count of what is not public, "dưới 5" where it could name somebody.
fn few(w: &Words, n: u64) -> String {
    if (1..FEW).contains(&n) { w.fill("statistics.under", [("n", count(w, FEW))]) } else { count(w, n) }
}

impl Making<'_> {
    fn told(&self, month: usize) -> Told {
        self.all.city(month)
    }

    /// Search engines keep the whole city's last month alone.
    fn shell(&self, portal: &Portal, visitor: &Visitor) -> Shell {
        let w = &self.w;
        match self.meant {
            Some(one) => Shell::new(portal, visitor, w.fill("statistics.title_of", [("name", &one.name)])),
            None if self.month + 1 == self.all.months.len() => {
                let shell = Shell::new(portal, visitor, w.say("statistics.title"));
                shell.indexed(w.say("statistics.description"))
            }
            None => Shell::new(portal, visitor, w.say("statistics.title")),
        }
    }

    fn label(&self, month: usize) -> String {
        self.all.months.get(month).map(|day| short(*day)).unwrap_or_default()
    }

    fn heading(&self) -> String {
        let said = self.said();
        self.meant.map_or_else(|| said.clone(), |one| format!("{} · {said}", one.name))
    }

    fn said(&self) -> String {
        let (w, told) = (&self.w, self.told(self.month));
        let n = count(w, told.tally.received);
        let month = self.label(self.month);
        if !self.rule.is_enough(told.spread.n) {
            return w.fill("statistics.heading_few", [("month", month), ("n", n)]);
        }
        let half = spelled(w, told.spread.median, self.rule.day);
        w.fill("statistics.heading", [("month", month), ("n", n), ("half", half)])
    }

    fn lead(&self) -> Vec<String> {
        let (w, tally) = (&self.w, self.told(self.month).tally);
        let mut lead = vec![w.fill(
            "statistics.lead_kept",
            [
                ("answered", count(w, tally.answered)),
                ("in_time", count(w, tally.in_time)),
                ("extended", count(w, tally.extended)),
                ("late", count(w, tally.late)),
            ],
        )];
        if self.month + 1 == self.all.months.len() {
            let now = self.all.recent_city().tally;
            let open = [("open", count(w, now.open)), ("overdue", count(w, now.overdue))];
            lead.push(w.fill("statistics.lead_open", open));
        }
        if self.month > 0 {
            let before = self.told(self.month - 1).tally.received;
            let values = [
                ("month", self.label(self.month - 1)),
                ("was", count(w, before)),
                ("is", count(w, tally.received)),
            ];
            lead.push(w.fill("statistics.lead_before", values));
        }
        lead
    }

    fn months(&self) -> Vec<Choice> {
        let chosen = self.all.months.get(self.month).map(|month| key(*month)).unwrap_or_default();
        let one = |month: &chrono::NaiveDate| {
            Choice::new(&key(*month), self.w.fill("statistics.month_of", [("month", short(*month))]), &chosen)
        };
        self.all.months.iter().rev().map(one).collect()
    }

    fn drawings(&self) -> [Drawing; 2] {
        let today = local(self.all.as_of).date();
        let one = |(at, month): (usize, &chrono::NaiveDate)| Counted {
            label: format!("{}/{}", month.month(), month.year() % 100),
            received: self.told(at).tally.received,
            answered: self.told(at).tally.answered,
            unfinished: (month.year(), month.month()) == (today.year(), today.month()),
        };
        let counted: Vec<Counted> = self.all.months.iter().enumerate().map(one).collect();
        let last = &counted[counted.len().saturating_sub(6)..];
        [Drawing::of(&self.w, &counted, (720, 240)), Drawing::of(&self.w, last, (328, 220))]
    }

    fn kept_heading(&self) -> String {
        let (w, share) = (&self.w, self.told(self.month).tally.in_time_share());
        if self.rule.is_enough(share.of) {
            return w
                .fill("statistics.kept_heading", [("share", percent(w, share)), ("n", count(w, share.of))]);
        }
        w.fill("statistics.kept_few", [("n", count(w, share.of))])
    }

    fn kept(&self) -> Vec<KeptBar> {
        let first = (self.month + 1).saturating_sub(KEPT_MONTHS);
        let one = |at: usize| kept(&self.w, self.label(at), &self.told(at), self.rule);
        (first..=self.month).rev().map(one).collect()
    }

    fn parted(&self) -> Vec<Parted> {
        let above: std::collections::HashSet<_> =
            self.city.categories.values().filter_map(|one| one.parent_id).collect();
        let leaf = |group: &Group| matches!(group, Group::Category(id) if !above.contains(id));
        let part = |id: &'static str, is_meant: &dyn Fn(&Group) -> bool| {
            let (bars, rows) = parted((&self.w, self.city, self.all, self.month), is_meant, self.rule);
            let heading = self.w.say(&format!("statistics.{id}"));
            Parted { id, heading, rule: self.w.say(&format!("statistics.{id}_rule")), bars, rows }
        };
        let own = self.meant.map(|one| one.group);
        let mut all = vec![part("by_category", &|group| leaf(group) && Some(*group) != own)];
        if !matches!(own, Some(Group::Commune(_))) {
            all.push(part("by_commune", &|group| matches!(group, Group::Commune(_))));
        }
        // Those of the whole city stand in their order below.
        if matches!(own, Some(Group::Commune(_) | Group::Category(_))) {
            all.push(part("by_agency", &|group| matches!(group, Group::Agency(_))));
        }
        all.push(part("by_channel", &|group| matches!(group, Group::Channel(_))));
        all.into_iter().filter(|one| !one.bars.is_empty()).collect()
    }

    fn content(&self) -> String {
        let (w, share) = (&self.w, self.all.recent_city().tally.content_share());
        if self.rule.is_enough(share.of.max(FEW)) && share.of >= FEW && self.rule.is_enough(share.of) {
            return w.fill(
                "statistics.content_heading",
                [("share", percent(w, share)), ("n", count(w, share.of))],
            );
        }
        w.fill("statistics.content_few", [("n", few(w, share.of))])
    }

    /// The reasons of the month; what is too small to be told stands together.
    fn refused(&self) -> (String, Vec<BarRow>) {
        let w = &self.w;
        let Some(counts) = self.all.refused.get(self.month).filter(|all| !all.is_empty()) else {
            return (w.say("statistics.refused_none"), Vec::new());
        };
        let (shown, pool) = pooled(counts);
        let most = shown.first().map_or(pool.sum, |(_, n)| *n).max(pool.sum);
        let mut rows: Vec<BarRow> = shown
            .iter()
            .map(|(code, n)| BarRow {
                name: self.city.reason(code).map_or(*code, |one| one.name(w.lang())).to_owned(),
                href: String::new(),
                value: count(w, *n),
                width: length(*n, most),
                is_rest: false,
            })
            .collect();
        if pool.kinds > 0 {
            rows.push(BarRow {
                name: w.say("statistics.refused_rest"),
                href: String::new(),
                value: few(w, pool.sum),
                width: length(pool.sum.max(FEW), most.max(FEW)),
                is_rest: true,
            });
        }
        let total = counts.values().sum();
        (w.fill("statistics.refused", [("n", few(w, total))]), rows)
    }
}
