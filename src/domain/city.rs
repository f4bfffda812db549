//! The city as data: agencies, communes, categories, reasons, consents.
use super::clocks::Owed;
use super::comment::Discussion;
use super::level::Level;
use super::point::Point;
use super::{Calendar, Term, due};
use crate::clock::{Moment, local};
use crate::ids::{AgencyId, CategoryId, CommuneId, ConsentId, RuleId, text_enum};
use crate::schema::{
    agencies, categories, communes, consents, deadline_rules, rating_reasons, refusal_reasons,
};
use chrono::NaiveDate;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

/// An agency that holds and answers reports.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = agencies, treat_none_as_null = true)]
pub struct Agency {
    pub id: AgencyId,
    pub slug: String,
    /// The official name; never shortened on a public page.
    pub name: String,
    pub name_fold: String,
    pub short_name: String,
    pub kind: String,
    pub parent_id: Option<AgencyId>,
    /// Who took over its open reports when it was merged.
    pub successor_id: Option<AgencyId>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub contact_point: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub version: i32,
}

impl Agency {
    /// What a queue may call it where the full name does not fit.
    pub fn brief(&self) -> &str {
        if self.short_name.is_empty() { &self.name } else { &self.short_name }
    }

    /// Is it the city itself, its office or its inspectorate? Who watches there watches over all.
    pub fn is_over_all(&self) -> bool {
        matches!(self.kind.as_str(), "city" | "office" | "inspectorate")
    }

    /// Does it exist on this day? Its first and last day count.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        is_within(self.valid_from, self.valid_to, today)
    }

    /// Is it there as long as work that is due at `due`? Not before it begins, not once it has ended, and not when it ends
    /// before the work is due. Whether anybody can act there, [`super::routing::Offices`] knows, which asks this.
    pub fn takes(&self, now: Moment, due: Moment) -> bool {
        self.is_current(local(now).date()) && self.is_current(local(due.max(now)).date())
    }
}

/// A phường, xã or đặc khu, with the names people still use for it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = communes)]
pub struct Commune {
    pub id: CommuneId,
    pub code: String,
    pub slug: String,
    pub name: String,
    pub short_name: String,
    pub kind: String,
    /// The old communes it was made from, separated by "; ".
    pub old_units: String,
    /// The abolished districts it lay in, separated by "; ".
    pub old_districts: String,
    pub agency_id: Option<AgencyId>,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// About its middle, in degrees; none where the city has not said it.
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

impl Commune {
    /// Is it there on this day? Its first and last day count.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        is_within(self.valid_from, self.valid_to, today)
    }

    /// About its middle, as far as the city says.
    pub fn middle(&self) -> Option<Point> {
        Point::of(self.lat?, self.lon?)
    }
}

text_enum! {
    /// Does a report of this category need a place?
    pub enum PlaceNeed {
        Required = "required",
        Optional = "optional",
        NoPlace = "none",
    }
}

text_enum! {
    /// When a report of this category becomes public. Never before a person has looked at it.
    pub enum Publish {
        Never = "never",
        AfterCheck = "after_check",
        AfterAnswer = "after_answer",
    }
}

/// A leaf or a group of the category tree; only leaves are chosen.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = categories, treat_none_as_null = true)]
pub struct Category {
    pub id: CategoryId,
    pub code: String,
    pub parent_id: Option<CategoryId>,
    /// The codes from the root to here, separated by "/".
    pub path: String,
    pub position: i32,
    pub name_vi: String,
    pub name_en: String,
    pub hint_vi: String,
    pub hint_en: String,
    /// Words that people use for it, separated by ";".
    pub words: String,
    pub place: PlaceNeed,
    pub publish: Publish,
    pub agency_id: Option<AgencyId>,
    /// The commune's own committee answers, rather than `agency_id`.
    pub to_commune: bool,
    pub co_agency_id: Option<AgencyId>,
    pub co_commune: bool,
    pub level: Level,
    /// "Đã xử lý" must be proven by a photo taken after, or a document.
    pub proof_required: bool,
    pub legal_basis: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub version: i32,
    /// What it leads to instead of a report; "" where it takes reports.
    pub stop_vi: String,
    pub stop_en: String,
    /// What an agent reads out or asks when a call is about it; "" for nothing.
    pub script: String,
    pub discussion: Discussion,
}

impl Category {
    /// A category that is still to be named: a place may be said, what is sent is published once it was checked.
    pub fn blank(now: Moment) -> Self {
        Self {
            id: CategoryId::fresh(now),
            code: String::new(),
            parent_id: None,
            path: String::new(),
            position: 0,
            name_vi: String::new(),
            name_en: String::new(),
            hint_vi: String::new(),
            hint_en: String::new(),
            words: String::new(),
            place: PlaceNeed::Optional,
            publish: Publish::AfterCheck,
            agency_id: None,
            to_commune: false,
            co_agency_id: None,
            co_commune: false,
            level: Level::Normal,
            proof_required: false,
            legal_basis: String::new(),
            valid_from: None,
            valid_to: None,
            version: 1,
            stop_vi: String::new(),
            stop_en: String::new(),
            script: String::new(),
            discussion: Discussion::Sender,
        }
    }

    /// Its name in this language; in Vietnamese where it has no English one.
    pub fn name(&self, lang: &str) -> &str {
        if lang == "en" && !self.name_en.is_empty() { &self.name_en } else { &self.name_vi }
    }

    /// What belongs to it, in this language; in Vietnamese where there is no English hint.
    pub fn hint(&self, lang: &str) -> &str {
        if lang == "en" && !self.hint_en.is_empty() { &self.hint_en } else { &self.hint_vi }
    }

    /// What it leads to instead of a report, in this language; "" where it takes reports.
    pub fn stop(&self, lang: &str) -> &str {
        if lang == "en" && !self.stop_en.is_empty() { &self.stop_en } else { &self.stop_vi }
    }

    /// Does the city have it on this day? Its first and last day count.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        is_within(self.valid_from, self.valid_to, today)
    }
}

/// Why a report may be refused, with a polite text that names the right channel.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = refusal_reasons, treat_none_as_null = true)]
pub struct RefusalReason {
    pub code: String,
    pub position: i32,
    pub name_vi: String,
    pub name_en: String,
    pub text_vi: String,
    pub text_en: String,
    pub legal_basis: String,
    /// What was public is hidden by a refusal for this reason; for the others the page stays and says why.
    pub hides: bool,
    /// The last day on which it is given; reports that were refused for it keep it.
    pub valid_to: Option<NaiveDate>,
    pub version: i32,
}

impl RefusalReason {
    /// May a report be refused for it on this day? Its last day counts.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        is_within(None, self.valid_to, today)
    }

    /// The reason in this language, in a few words.
    pub fn name(&self, lang: &str) -> &str {
        if lang == "en" { &self.name_en } else { &self.name_vi }
    }

    /// What the sender reads, unless other words were written.
    pub fn text(&self, lang: &str) -> &str {
        if lang == "en" { &self.text_en } else { &self.text_vi }
    }
}

/// What a sender may tick beside a rating.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = rating_reasons)]
pub struct RatingReason {
    pub code: String,
    pub position: i32,
    pub name_vi: String,
    pub name_en: String,
}

impl RatingReason {
    /// The reason in this language, in a few words.
    pub fn name(&self, lang: &str) -> &str {
        if lang == "en" { &self.name_en } else { &self.name_vi }
    }
}

text_enum! {
    /// What a sender agrees to. The word begins each version of its words ("gui-2026-1").
    pub enum ConsentTo {
        /// That a report is handled at all.
        Send = "gui",
        /// That one's name stands beside it in public.
        ShowName = "ten",
        /// That the agency which handles it may look at how to reach one.
        ShareContact = "lien-he",
    }
}

impl ConsentTo {
    /// How each version of its words begins.
    pub fn prefix(self) -> String {
        format!("{self}-")
    }
}

/// The words a sender agreed to (Luật 91/2025/QH15): consent is recorded with the version that was shown.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = consents)]
pub struct Consent {
    pub id: ConsentId,
    pub version: String,
    pub lang: String,
    pub body: String,
}

/// How long what is owed may take. The most specific row that is valid wins: category and level, category, level, any.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = deadline_rules)]
pub struct DeadlineRule {
    pub id: RuleId,
    pub owed: Owed,
    pub level: Option<Level>,
    pub category_id: Option<CategoryId>,
    pub amount: i32,
    pub unit: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub legal_basis: String,
}

impl DeadlineRule {
    /// The rule for what is owed on a report of this level and category on this day, if the city has one.
    pub fn choose(
        rules: &[DeadlineRule],
        owed: Owed,
        level: Level,
        category: CategoryId,
        today: NaiveDate,
    ) -> Option<&DeadlineRule> {
        rules
            .iter()
            .filter(|rule| rule.owed == owed && rule.holds_on(today))
            .filter(|rule| rule.level.is_none_or(|own| own == level))
            .filter(|rule| rule.category_id.is_none_or(|own| own == category))
            .max_by_key(|rule| (rule.category_id.is_some(), rule.level.is_some(), rule.valid_from, rule.id))
    }
}

impl DeadlineRule {
    /// Does it give terms on this day? Its first and last day count.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        is_within(self.valid_from, self.valid_to, day)
    }

    /// When a term by this rule ends that begins at `start`; nothing where its unit is no unit.
    pub fn ends(&self, start: Moment, calendar: &Calendar) -> Option<Moment> {
        let term = Term { amount: self.amount.unsigned_abs(), unit: self.unit.parse().ok()? };
        Some(due(start, term, calendar))
    }
}

fn is_within(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
