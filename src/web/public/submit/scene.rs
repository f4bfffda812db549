//! What a step finds: the visitor's draft and what it points to.
use super::Step;
use crate::actions::drafts::Writer;
use crate::clock::local;
use crate::domain::area::Located;
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::{Category, PlaceNeed};
use crate::domain::draft::{Answers, Draft, Upload};
use crate::domain::intake::{Asks, Submission};
use crate::domain::point::Point;
use crate::domain::question::{Asking, Question, Stopped};
use crate::domain::sending::ContactRule;
use crate::ids::{CommuneId, Secret};
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::drafts;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::parts::map::MapShown;
use crate::web::visitor::Visitor;
use chrono::NaiveDate;
use std::sync::Arc;

/// One sender's draft, with what its steps are judged by.
pub struct Scene {
    /// The draft being written; none before the first step, and none once it was sent.
    pub draft: Option<Draft>,
    pub answers: Answers,
    pub tree: CategoryTree,
    pub category: Option<Category>,
    /// The photos that hang on the draft.
    pub photos: Vec<Upload>,
    /// What its category asks, in order.
    pub questions: Vec<Question>,
    /// The city it is written to.
    city: Arc<City>,
}

/// The hash that a visitor's draft is found by. Staff who signed in before they opened a form have no guest's key:
/// their session's stands in.
pub fn key_of(portal: &Portal, visitor: &Visitor) -> String {
    let own = visitor.guest().map(str::to_owned);
    Secret::presented(&own.unwrap_or_else(|| visitor.csrf(portal))).hash()
}

/// Who writes it, for what may be kept of them.
pub fn writer_of(portal: &Portal, visitor: &Visitor) -> Writer {
    Writer { key_hash: key_of(portal, visitor), network: visitor.network().to_owned() }
}

impl Scene {
    /// Reads the visitor's draft that was not sent yet; a blank form where there is none.
    pub async fn load(portal: &Portal, visitor: &Visitor) -> Result<Self, Failure> {
        let (key, now) = (key_of(portal, visitor), portal.now());
        off_thread::look_in_city(portal, move |c, city| {
            let tree = city.tree_on(local(now).date());
            let draft = drafts::find(c, &key, now)?.filter(|draft| !draft.is_sent());
            let photos = if draft.is_some() { drafts::uploads(c, &key)? } else { Vec::new() };
            Ok(Self::of(draft, tree, photos, city))
        })
        .await
    }

    fn of(draft: Option<Draft>, tree: CategoryTree, photos: Vec<Upload>, city: Arc<City>) -> Self {
        let answers = draft.as_ref().map_or_else(Answers::blank, Draft::read);
        Self { draft, ..Self::with(answers, tree, photos, city) }
    }

    fn with(answers: Answers, tree: CategoryTree, photos: Vec<Upload>, city: Arc<City>) -> Self {
        let category = answers.category.and_then(|id| tree.leaf(id)).cloned();
        let questions = category.as_ref().map(|one| city.questions_of(one.id)).unwrap_or_default();
        Self { draft: None, answers, tree, category, photos, questions, city }
    }

    /// A print of all that its review shows; nothing while it has no category.
    pub fn print(&self) -> Option<String> {
        self.category.as_ref().map(|category| self.answers.print(&self.photos, category, &self.questions))
    }

    /// The same scene after a step was kept.
    pub fn after(self, draft: Draft) -> Self {
        Self::of(Some(draft), self.tree, self.photos, self.city)
    }

    /// The same scene with what was typed and cannot be kept, only shown again.
    pub fn typed(self, put: impl FnOnce(&mut Answers)) -> Self {
        let mut answers = self.answers;
        put(&mut answers);
        Self { draft: self.draft, ..Self::with(answers, self.tree, self.photos, self.city) }
    }

    /// Whether its category asks for a place; optional while it has no category.
    pub fn need(&self) -> PlaceNeed {
        self.category.as_ref().map_or(PlaceNeed::Optional, |category| category.place)
    }

    /// In which commune a place lies.
    pub fn locate(&self, point: Point, today: NaiveDate) -> Located {
        self.city.locate(point, today)
    }

    /// Does the city know where anything is?
    pub fn knows_where(&self, today: NaiveDate) -> bool {
        self.city.knows_where(today)
    }

    /// The name of a commune, "" for none.
    pub fn commune(&self, id: Option<CommuneId>) -> &str {
        self.city.commune(id)
    }

    /// What its map is drawn on.
    pub fn map(&self, portal: &Portal) -> MapShown {
        MapShown::of(portal, &self.city, local(portal.now()).date())
    }

    /// What is asked of who sends it.
    pub fn asks(&self) -> Asks {
        Asks::Resident(self.rule())
    }

    /// The whole of it, once nothing lacks.
    pub fn report(&self) -> Option<Submission> {
        self.answers.report((self.category.as_ref()?, &self.questions), self.asks()).ok()
    }

    /// What the city asks of who sends a report.
    pub fn rule(&self) -> ContactRule {
        self.city.facts.sending.contact
    }

    /// The category's questions with what was answered so far.
    pub fn asking(&self) -> Asking<'_> {
        self.answers.asking(&self.questions)
    }

    /// Where it leads to advice instead of being sent.
    pub fn stopped(&self) -> Option<Stopped> {
        self.answers.stopped(self.category.as_ref()?, &self.questions)
    }

    /// Is nothing written yet, so that photos begin it?
    pub fn is_wordless(&self) -> bool {
        self.answers.title.is_empty() && self.answers.body.is_empty() && self.category.is_none()
    }

    /// The first step that is not done; none when the report can be sent.
    pub fn first_gap(&self) -> Option<Step> {
        let unseen = |step: &Step| match step {
            Step::Questions => !self.questions.is_empty() && self.answers.asked_of != self.answers.category,
            Step::Photos => !self.answers.photos_seen,
            Step::Contact => !self.answers.contact_seen,
            Step::What | Step::Category | Step::Place | Step::Review => false,
        };
        Step::before_review().find(|step| unseen(step) || !step.problems(self).is_empty())
    }

    /// Where to go for what is not done yet: to the advice where the report cannot be sent so.
    pub fn gap(&self) -> Option<String> {
        let gap = self.first_gap()?;
        let stops = matches!(gap, Step::Category | Step::Questions) && self.stopped().is_some();
        Some(if stops { links::submit_stop() } else { gap.url() })
    }

    /// Where a step's page sends who is not there yet: without a draft there is only the first, and the photos to begin with.
    pub fn too_early(&self, step: Step) -> Option<String> {
        if self.draft.is_none() {
            return (step != Step::Photos).then(|| Step::What.url());
        }
        let unplaced = step == Step::Place && (self.category.is_none() || self.need() == PlaceNeed::NoPlace);
        // Whoever lost the earlier pages is led to the first of them.
        let gone = !Step::What.problems(self).is_empty();
        let unasked = step == Step::Questions && self.questions.is_empty();
        (unplaced || unasked).then(|| if gone { Step::What.url() } else { Step::Category.url() })
    }
}
