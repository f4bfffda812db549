//! The agencies in which nobody can act: what lies there, since when, and the way to invite somebody.
use crate::clock::{Moment, local};
use crate::domain::city::Agency;
use crate::i18n::Words;
use crate::ids::AgencyId;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::unmanned;
use crate::web::error::Failure;
use crate::web::parts::moment::{date, day};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// The agencies to which nothing can be sent, for an administrator: first those where reports lie or to which new ones would go.
#[derive(Template)]
#[template(path = "admin/unmanned.html")]
pub struct UnmannedPage {
    pub shell: Shell,
    pub told: String,
    /// Where reports lie, or where the city's list sends new ones.
    pub pressing: Vec<UnmannedRow>,
    pub others: Vec<UnmannedRow>,
}

/// An agency in which nobody can act.
pub struct UnmannedRow {
    pub href: String,
    pub name: String,
    /// "3 phản ánh đang mở"
    pub open: String,
    /// Its number, by which the page marks where anything lies.
    pub holds: i64,
    /// "Từ 7/9/2026", or that nobody ever could.
    pub since: String,
    /// "Đã mời 1 người, chưa ai vào"; "" where nobody was.
    pub invited: String,
    /// Who takes what would go there meanwhile; "" where nobody above can.
    pub above: String,
    /// Where somebody is invited, or, for one that has ended, where its successor is named.
    pub act: String,
    pub act_word: String,
}

/// What is known of them all.
struct Known {
    open: HashMap<AgencyId, i64>,
    invited: HashMap<AgencyId, i64>,
    left: HashMap<AgencyId, Moment>,
    /// Where new reports go, by category or commune.
    named: HashSet<AgencyId>,
}

/// The agencies in which nobody can act, for an administrator.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, now) = (visitor.words(), portal.now());
    let (city, known) = off_thread::look_in_city(&portal, |c, city| {
        let named = city.agencies.values().map(|one| (one.name.as_str(), one.id)).collect();
        let known = Known {
            open: unmanned::open(c)?,
            invited: unmanned::invited(c)?,
            left: unmanned::left(c, &named)?,
            named: receiving(&city),
        };
        Ok((city, known))
    })
    .await?;
    let idle = idle(&city, &known, now);
    let lying: i64 = idle.iter().map(|one| known.holds(one)).sum();
    let (pressing, others): (Vec<&Agency>, Vec<&Agency>) =
        idle.iter().partition(|one| known.holds(one) > 0 || known.named.contains(&one.id));
    let rows = |all: Vec<&Agency>| all.into_iter().map(|one| known.row(&w, &city, one, now)).collect();
    let count = i64::try_from(idle.len()).unwrap_or(i64::MAX);
    page::page(&UnmannedPage {
        shell: Shell::new(&portal, &visitor, w.say("unmanned.title")),
        told: told(&w, count, lying),
        pressing: rows(pressing),
        others: rows(others),
    })
}

/// "2 cơ quan chưa có người nhận việc. Ở đó còn 3 phản ánh đang mở."
fn told(w: &Words, agencies: i64, lying: i64) -> String {
    let agencies = w.count("unmanned.agencies", agencies);
    if lying == 0 { agencies } else { format!("{agencies} {}", w.count("unmanned.lying", lying)) }
}

/// How many there are where anything lies or would go, for the way to this page.
pub fn pressing(city: &City, open: &HashMap<AgencyId, i64>, now: Moment) -> i64 {
    let known =
        Known { open: open.clone(), invited: HashMap::new(), left: HashMap::new(), named: receiving(city) };
    let waits = |one: &&&Agency| known.holds(one) > 0 || known.named.contains(&one.id);
    let count = idle(city, &known, now).iter().filter(waits).count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn receiving(city: &City) -> HashSet<AgencyId> {
    let by_category = city.categories.values().flat_map(|one| [one.agency_id, one.co_agency_id]);
    by_category.chain(city.communes.values().map(|one| one.agency_id)).flatten().collect()
}

/// Those that are there and have nobody, and those that have ended and still hold something; what holds most first.
fn idle<'a>(city: &'a City, known: &Known, now: Moment) -> Vec<&'a Agency> {
    let today = local(now).date();
    let is_idle = |one: &&Agency| match one.is_current(today) {
        true => !city.manned.contains(&one.id),
        false => has_ended(one, today) && known.holds(one) > 0,
    };
    let mut found: Vec<&Agency> = city.agencies.values().filter(is_idle).collect();
    found.sort_by(|a, b| {
        known.holds(b).cmp(&known.holds(a)).then_with(|| (&a.name_fold, a.id).cmp(&(&b.name_fold, b.id)))
    });
    found
}

fn has_ended(agency: &Agency, today: NaiveDate) -> bool {
    agency.valid_to.is_some_and(|last| last < today)
}

impl Known {
    fn holds(&self, agency: &Agency) -> i64 {
        self.open.get(&agency.id).copied().unwrap_or_default()
    }

    fn row(&self, w: &Words, city: &City, agency: &Agency, now: Moment) -> UnmannedRow {
        let ended = agency.valid_to.filter(|_| has_ended(agency, local(now).date()));
        let since = match (ended, self.left.get(&agency.id)) {
            (Some(last), _) => w.fill("unmanned.ended", [("day", date(last))]),
            (None, Some(at)) => w.fill("unmanned.since", [("day", day(*at))]),
            (None, None) => w.say("unmanned.never"),
        };
        let invited = self.invited.get(&agency.id).map(|n| w.count("unmanned.invited", *n));
        let above = city.offices().above(agency.id, (now, now));
        let (act, word) = match ended {
            Some(_) => (links::admin_agency(&agency.slug), "unmanned.name_successor"),
            None => (links::admin_invite_to(&agency.slug), "unmanned.invite"),
        };
        UnmannedRow {
            href: links::admin_agency(&agency.slug),
            name: agency.name.clone(),
            open: w.count("admin.open", self.holds(agency)),
            holds: self.holds(agency),
            since,
            invited: invited.unwrap_or_default(),
            above: city.agency(above).to_owned(),
            act,
            act_word: w.say(word),
        }
    }
}
