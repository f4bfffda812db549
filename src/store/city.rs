//! The city as its tables say it is: who is who in it, its rules of time, and what it says of itself. Small tables that
//! change once a week, so they are read whole and kept until they change.
use super::agencies::AgencyTree;
use super::settings::Settings;
use super::{
    Conn, Db, Found, accounts, agencies, areas, categories, communes, letter_topics, on_each, questions,
    ratings, reasons, signals, terms,
};
use crate::clock::Moment;
use crate::domain::Calendar;
use crate::domain::area::{Borders, Located, by_middles};
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::{Agency, Category, Commune, DeadlineRule, RatingReason, RefusalReason};
use crate::domain::city_facts::CityFacts;
use crate::domain::city_names::CityNames;
use crate::domain::letter_topic::{LetterTopic, Topic, is_written};
use crate::domain::point::Point;
use crate::domain::question::Question;
use crate::domain::routing::{Offices, Proposal, answer_due, propose};
use crate::domain::signal::Signal;
use crate::domain::ticket::Level;
use crate::ids::{AgencyId, CategoryId, CommuneId};
use crate::schema::generations;
use chrono::NaiveDate;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Agencies and where somebody can act, communes, categories, reasons, signals, rules, calendar and facts, as they were read at one time.
#[derive(Default)]
pub struct City {
    pub agencies: HashMap<AgencyId, Agency>,
    /// Those in which somebody who can come in takes on work.
    pub manned: HashSet<AgencyId>,
    pub categories: HashMap<CategoryId, Category>,
    pub communes: HashMap<CommuneId, Commune>,
    names: OnceLock<CityNames>,
    tree: OnceLock<AgencyTree>,
    /// Their borders, of every time there were some, the oldest first.
    pub borders: Vec<Arc<Borders>>,
    /// Why a report may be refused, in the order the city gave.
    pub reasons: Vec<RefusalReason>,
    /// What may be ticked beside a rating, in the order the city gave.
    pub rating_reasons: Vec<RatingReason>,
    /// What senders are written about.
    pub letter_topics: Vec<LetterTopic>,
    /// Words by which a report is known to need another way first.
    pub signals: Vec<Signal>,
    /// What categories ask now, in their order.
    pub questions: Vec<Question>,
    pub rules: Vec<DeadlineRule>,
    pub calendar: Calendar,
    pub facts: CityFacts,
}

/// How pressing a report is, and when its answer was promised if it was.
type Urgency = (Level, Option<Moment>);

/// Changes with every change of the tables it is told by, by whomever. Two transactions may end in another order than they began,
/// so that the newest row alone would not tell: how many there are does.
pub(super) type Generation = (Option<i64>, i64);

/// The city that was read last, for all who ask. Cheap to clone.
#[derive(Clone, Default)]
pub struct KnownCity(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    read: Option<Read>,
    /// What a change under way has read, which counts once that change stands.
    tentative: Option<Read>,
}

/// A city, and when it was read.
#[derive(Clone)]
struct Read {
    generation: Generation,
    city: Arc<City>,
}

impl KnownCity {
    fn get(&self) -> Option<Read> {
        self.lock().read.clone()
    }

    fn set(&self, read: Read) {
        self.lock().read = Some(read);
    }

    /// What a change has read stands as it does, when the city is of this generation now.
    pub(super) fn stands(&self, now: Generation) {
        let mut known = self.lock();
        if let Some(read) = known.tentative.take_if(|read| read.generation == now) {
            known.read = Some(read);
        }
    }

    /// A change begins: what another has read meanwhile may have been undone, and SQLite gives its number again.
    pub(super) fn begins(&self) {
        self.lock().tentative = None;
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Db {
    /// Knows from the start what is known of the database of which this one is a copy, until it changes here.
    pub fn knowing(self, city: &KnownCity) -> Self {
        city.get().into_iter().for_each(|read| self.known_city().set(read));
        self
    }

    /// The city as it is now: one question where nothing has changed since it was read last. What a change reads is kept
    /// for others once the change stands: it may yet be undone.
    pub fn city(&self, conn: &mut Conn) -> Found<Arc<City>> {
        // Asked for before the city is read: what changes meanwhile is read once more the next time.
        let now = generations::table.select((max(generations::id), count_star())).first(conn)?;
        self.city_at(conn, now)
    }

    /// The same for whoever asked for the number together with something else.
    pub(super) fn city_at(&self, conn: &mut Conn, now: Generation) -> Found<Arc<City>> {
        if let Some(read) = self.known_city().get().filter(|read| read.generation == now) {
            return Ok(read.city);
        }
        let city = Arc::new(City::load(conn, &self.last_city())?);
        let read = Read { generation: now, city: city.clone() };
        if is_changing(conn) {
            self.known_city().lock().tentative = Some(read);
        } else {
            self.known_city().set(read);
        }
        Ok(city)
    }

    /// The city as it was read last, without a question; an empty one before it was ever read.
    pub fn last_city(&self) -> Arc<City> {
        self.known_city().get().map(|read| read.city).unwrap_or_default()
    }
}

impl City {
    fn load(conn: &mut Conn, before: &City) -> Found<Self> {
        Ok(Self {
            facts: Settings::load(conn)?.city(&before.facts),
            names: OnceLock::new(),
            tree: OnceLock::new(),
            agencies: agencies::all(conn)?.into_iter().map(|one| (one.id, one)).collect(),
            manned: accounts::manned(conn)?,
            categories: categories::all(conn)?.into_iter().map(|one| (one.id, one)).collect(),
            communes: communes::all(conn)?.into_iter().map(|one| (one.id, one)).collect(),
            borders: areas::all(conn, &before.borders)?,
            reasons: reasons::all(conn)?,
            rating_reasons: ratings::reasons(conn)?,
            letter_topics: letter_topics::all(conn)?,
            signals: signals::all(conn)?,
            questions: questions::current(conn)?,
            rules: terms::rules(conn)?,
            calendar: terms::calendar(conn)?,
        })
    }

    /// The agencies that exist on a day, by name.
    pub fn agencies_on(&self, day: NaiveDate) -> Vec<Agency> {
        self.agencies_by_name().filter(|one| one.is_current(day)).cloned().collect()
    }

    /// The categories that may be chosen on a day, in the order the city gave them.
    pub fn tree_on(&self, day: NaiveDate) -> CategoryTree {
        CategoryTree::of(self.categories_in_order().cloned().collect(), day)
    }

    /// Which agency stands below which, from the first time that somebody wants to know.
    pub fn tree(&self) -> &AgencyTree {
        self.tree.get_or_init(|| AgencyTree::of(self.agencies.values()))
    }

    /// Its names in order and folded, from the first time that somebody wants them.
    pub fn names(&self) -> &CityNames {
        let of = || CityNames::of(self.agencies.values(), self.categories.values(), self.communes.values());
        self.names.get_or_init(of)
    }

    /// Every agency, by name.
    pub fn agencies_by_name(&self) -> impl Iterator<Item = &Agency> {
        self.names().agencies.iter().filter_map(|id| self.agencies.get(id))
    }

    /// Every category, as the city put them.
    pub fn categories_in_order(&self) -> impl Iterator<Item = &Category> {
        self.names().categories.iter().filter_map(|id| self.categories.get(id))
    }

    /// Every commune, by its name without the word for what it is.
    pub fn communes_by_name(&self) -> impl Iterator<Item = &Commune> {
        self.names().communes.iter().filter_map(|id| self.communes.get(id))
    }

    /// Does the city write to senders about it?
    pub fn writes(&self, topic: Topic) -> bool {
        is_written(&self.letter_topics, topic)
    }

    /// A reason to refuse a report, by its code; none where the city has no such reason.
    pub fn reason(&self, code: &str) -> Option<&RefusalReason> {
        self.reasons.iter().find(|reason| reason.code == code)
    }

    /// When the answer to a report is due if it goes on at `now`: as was promised, or by the city's rules.
    pub fn answer_due(&self, category: &Category, (level, promised): Urgency, now: Moment) -> Moment {
        answer_due(promised, (level, category), (&self.rules, &self.calendar), now)
    }

    /// Where a report should go, by what it is about and where it happened.
    pub fn propose(
        &self,
        category: CategoryId,
        commune: Option<CommuneId>,
        urgency: Urgency,
        now: Moment,
    ) -> Proposal {
        let Some(category) = self.categories.get(&category) else { return Proposal::nobody() };
        let commune = commune.and_then(|id| self.communes.get(&id));
        propose(category, commune, self.offices(), (now, self.answer_due(category, urgency, now)))
    }

    /// Who can be given work.
    pub fn offices(&self) -> Offices<'_> {
        Offices { all: &self.agencies, manned: &self.manned }
    }

    /// An agency, whoever took over from it, and so on.
    pub fn with_successors(&self, id: AgencyId) -> Vec<&Agency> {
        let mut found: Vec<&Agency> = Vec::new();
        let mut next = self.agencies.get(&id);
        while let Some(agency) = next.filter(|agency| found.iter().all(|known| known.id != agency.id)) {
            found.push(agency);
            next = agency.successor_id.and_then(|id| self.agencies.get(&id));
        }
        found
    }

    /// An agency, and all whose work has come to it.
    pub fn with_predecessors(&self, id: AgencyId) -> Vec<AgencyId> {
        let leads_here = |from: &&AgencyId| self.with_successors(**from).iter().any(|agency| agency.id == id);
        self.agencies.keys().filter(leads_here).copied().collect()
    }

    /// The commune that an address names, and the ended ones of which it was made.
    pub fn commune_and_before(&self, slug: &str) -> Vec<CommuneId> {
        let mut found: Vec<&Commune> = self.communes.values().filter(|one| one.slug == slug).collect();
        let mut at = 0;
        while let Some(made) = found.get(at).copied() {
            let before = self.communes.values().filter(|one| {
                one.valid_to.is_some()
                    && made.old_units.split(';').any(|name| name.trim() == one.name)
                    && found.iter().all(|known| known.id != one.id)
            });
            let before: Vec<&Commune> = before.collect();
            found.extend(before);
            at += 1;
        }
        found.into_iter().map(|one| one.id).collect()
    }

    /// The borders that count on a day; none where the city has none.
    pub fn borders_on(&self, day: NaiveDate) -> Option<&Borders> {
        self.borders.iter().rev().find(|one| one.valid_from <= day).map(|one| &**one)
    }

    /// In which commune of a day a place lies.
    pub fn locate(&self, place: Point, day: NaiveDate) -> Located {
        let borders = self.borders_on(day);
        borders.map_or_else(|| by_middles(place, self.middles(day)), |borders| borders.locate(place))
    }

    /// Does the city know where anything is?
    pub fn knows_where(&self, day: NaiveDate) -> bool {
        self.borders_on(day).is_some() || self.middles(day).next().is_some()
    }

    /// About where each commune of a day lies, as far as the city says.
    pub fn middles(&self, day: NaiveDate) -> impl Iterator<Item = (CommuneId, Point)> {
        let there = self.communes.values().filter(move |one| one.is_current(day));
        there.filter_map(|one| Some((one.id, one.middle()?)))
    }

    /// The full name of an agency, "" for none.
    pub fn agency(&self, id: Option<AgencyId>) -> &str {
        id.and_then(|id| self.agencies.get(&id)).map_or("", |agency| &agency.name)
    }

    /// The names of several agencies, as one text: a name may have commas of its own.
    pub fn agencies_named(&self, ids: &[AgencyId]) -> String {
        ids.iter().map(|id| self.agency(Some(*id))).collect::<Vec<_>>().join("; ")
    }

    /// The name of a category in this language, "" for none.
    pub fn category(&self, id: CategoryId, lang: &str) -> &str {
        self.categories.get(&id).map_or("", |category| category.name(lang))
    }

    /// The name of a commune, "" for none.
    pub fn commune(&self, id: Option<CommuneId>) -> &str {
        id.and_then(|id| self.communes.get(&id)).map_or("", |commune| &commune.name)
    }

    /// What a category asks, in its order.
    pub fn questions_of(&self, category: CategoryId) -> Vec<Question> {
        self.questions.iter().filter(|one| one.category_id == category).cloned().collect()
    }

    /// A leaf or a group by its code, with everything below it.
    pub fn category_and_below(&self, code: &str) -> Vec<CategoryId> {
        let Some(chosen) = self.categories.values().find(|one| one.code == code) else {
            return Vec::new();
        };
        let inside = format!("{}/", chosen.path);
        let mut found: Vec<_> = self
            .categories
            .values()
            .filter(|one| one.id == chosen.id || one.path.starts_with(&inside))
            .map(|one| one.id)
            .collect();
        found.sort();
        found
    }
}

/// Is it a transaction that asks, what it wrote included?
fn is_changing(conn: &mut Conn) -> bool {
    let depth =
        on_each!(conn, |c| AnsiTransactionManager::transaction_manager_status_mut(c).transaction_depth());
    depth.is_ok_and(|depth| depth.is_some())
}
