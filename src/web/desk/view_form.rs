//! Saved views beside the pages that they open: the form that saves what narrows a page, and the ways to those saved.
use super::figures::FiguresQuestion;
use super::find;
use super::narrowing::Narrowing;
use crate::domain::figures::Choice;
use crate::domain::policy::Actor;
use crate::domain::view::Place;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::store::views::Beside;
use crate::web::form::Choice as Offered;
use crate::web::menu::{self, NavItem};

/// The form by which what narrows a page is saved.
pub struct SaveForm {
    pub place: Place,
    /// What stands behind the "?" of the page.
    pub asked: String,
    pub name: String,
    pub teams: Vec<Offered>,
}

impl SaveForm {
    /// Of what narrows a page; none where nothing does.
    pub fn of(w: &Words, actor: &Actor, place: Place, pairs: &[(&str, &str)]) -> Option<Self> {
        let asked = asked(pairs);
        (!asked.is_empty()).then(|| Self { place, asked, name: String::new(), teams: teams(w, actor, "") })
    }
}

/// Who may read it: oneself alone, or the team of an agency of one's own.
pub fn teams(w: &Words, actor: &Actor, chosen: &str) -> Vec<Offered> {
    let mut all = vec![Offered::new("", w.say("views.mine"), chosen)];
    for grant in &actor.grants {
        let id = grant.agency.to_string();
        if !all.iter().any(|one| one.value == id) {
            let label = w.fill("views.team", [("agency", &grant.agency_name)]);
            all.push(Offered::new(&id, label, chosen));
        }
    }
    all
}

fn asked(pairs: &[(&str, &str)]) -> String {
    links::asking("", pairs).trim_start_matches('?').to_owned()
}

/// The same with nothing but what narrows this page; "" where it says nothing of that.
pub fn cleaned(place: Place, query: &str) -> String {
    match place {
        Place::List => {
            serde_urlencoded::from_str(query).map(|own: Narrowing| asked(&own.pairs())).unwrap_or_default()
        }
        Place::Figures => serde_urlencoded::from_str(query)
            .map(|own: FiguresQuestion| asked(&own.pairs()))
            .unwrap_or_default(),
    }
}

/// Where a view leads.
pub fn address(place: Place, asked: &str) -> String {
    match place {
        Place::List => links::asked(&links::tickets(), asked),
        Place::Figures => links::asked(&links::figures(), asked),
    }
}

/// What a view of the list means; none of figures.
pub fn choice(city: &City, actor: &Actor, (place, asked): (Place, &str)) -> Option<Choice> {
    let narrowing: Narrowing = serde_urlencoded::from_str(asked).ok().filter(|_| place == Place::List)?;
    Some(find::choice(city, actor, &narrowing))
}

/// The same where a number stands beside its name: what is done waits for nobody, and its number would only grow.
pub fn counted(city: &City, actor: &Actor, views: &[Beside]) -> Vec<Option<Choice>> {
    let one = |view: &Beside| choice(city, actor, (view.place, &view.asked));
    views.iter().map(one).map(|found| found.filter(|choice| choice.open_states().is_some())).collect()
}

/// The way to a view, with how much waits there.
pub fn way(view: &Beside, count: Option<i64>) -> NavItem {
    NavItem {
        href: address(view.place, &view.asked),
        label: view.name.clone(),
        current: false,
        count: count.map(menu::counted),
        icon: if view.agency.is_some() { "users" } else { "user" },
    }
}
