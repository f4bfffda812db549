//! Step 3: where it is. The commune is found by its new name or an old one; the rest is said in words.
use super::named::{self, NamedShown};
use super::pointed::{POINT_LIMIT, PointSaid, PointShown};
use super::{Scene, Step, Way, keep, pointed};
use crate::clock::local;
use crate::domain::city::PlaceNeed;
use crate::domain::draft::Answers;
use crate::domain::intake::{COMMUNE_LIMIT, Communes, PLACE_LIMIT};
use crate::domain::point::Point;
use crate::domain::text::fold;
use crate::i18n::Words;
use crate::ids::CommuneId;
use crate::portal::Portal;
use crate::store::communes;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::map::{self, MapShown};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// The buttons that look for a commune, and for a street or landmark.
const FIND: &str = "find";
const SEEK: &str = "seek";
/// How many finds are shown; an old district holds fewer.
const FINDS: usize = 20;

/// Where it is: the commune by its new or an old name, and the place in words, for the sender.
#[derive(Template)]
#[template(path = "public/submit/place.html")]
pub struct PlacePage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    pub optional: bool,
    pub commune: String,
    /// What the finds below were searched by.
    pub searched: String,
    pub found: Vec<Choice>,
    /// No place is called so, and those found are only a little like it.
    pub only_alike: bool,
    /// The sender does not know which one it is.
    pub unknown: bool,
    pub place: String,
    pub named: NamedShown,
    pub point: PointShown,
    pub map: MapShown,
}

/// The place as typed, and the commune that was marked among the finds.
#[derive(Clone, Default, Deserialize)]
pub struct PlaceForm {
    /// What is in the search field now …
    #[serde(default)]
    pub commune: String,
    /// … and what it held when the finds were listed: a choice among the finds of another search is none.
    #[serde(default)]
    searched: String,
    #[serde(default)]
    commune_id: String,
    #[serde(default)]
    pub commune_unknown: String,
    #[serde(default)]
    pub place: String,
    /// The words by which the streets and landmarks below were found, and the one that was marked.
    #[serde(default)]
    sought: String,
    #[serde(default)]
    pub place_id: String,
    /// The point: where, by which means, how exact, and whether it is taken away.
    #[serde(default)]
    pub point: String,
    #[serde(default)]
    pub point_source: String,
    #[serde(default)]
    pub point_accuracy: String,
    #[serde(default)]
    pub point_off: String,
    /// The commune that was marked among those close by.
    #[serde(default)]
    pub near_id: String,
    /// "yes" where the photo says it, "no" where not.
    #[serde(default)]
    pub photo_point: String,
    #[serde(default, rename = "do")]
    button: String,
}

impl Form for PlaceForm {
    const TEXTS: &'static [Text] = &[
        Text::new("commune", COMMUNE_LIMIT, "commune_long"),
        Text::new("searched", COMMUNE_LIMIT, "commune_long"),
        Text::new("place", PLACE_LIMIT, "place_long"),
        Text::new("sought", PLACE_LIMIT, "place_long"),
        Text::new("point", POINT_LIMIT, "point_unreadable"),
    ];
}

/// What words find among the communes.
#[derive(Default)]
struct Finds {
    /// What was looked for; "" where nothing was, because it was too long.
    words: String,
    choices: Vec<Choice>,
    /// No place is called so: the finds only share words with it.
    only_alike: bool,
    /// The commune that is meant, if the words or a mark say so.
    meant: Option<CommuneId>,
    /// The streets and landmarks that other words find, and where the one is that was marked.
    named: NamedShown,
    point: Option<Point>,
}

/// Looks for words, off the request threads: it takes longer than anything else on this page.
async fn look(
    portal: &Portal,
    w: Words,
    typed: PlaceForm,
    choose: impl FnOnce(&Communes) -> Option<CommuneId> + Send + 'static,
) -> Result<Finds, Failure> {
    off_thread::look_in_city(portal, move |c, city| {
        let all = Communes::of(communes::all(c)?);
        let (meant, words) = (choose(&all), typed.commune.clone());
        Ok(Finds {
            choices: choices(&all, &words, meant, &w),
            only_alike: all.only_alike(&words),
            named: NamedShown::of(c, (&city, &w), &typed.sought, meant)?,
            point: named::chosen(c, &typed)?,
            meant,
            words,
        })
    })
    .await
}

fn choices(all: &Communes, searched: &str, chosen: Option<CommuneId>, w: &Words) -> Vec<Choice> {
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    let found = all.find(searched).into_iter().take(FINDS);
    found
        .map(|found| {
            let commune = &found.thing.0;
            let choice = Choice::new(&commune.id.to_string(), commune.name.clone(), &chosen);
            match found.other_bare() {
                Some(old) => choice.with_hint(was(w, old, &commune.name, found.partly())),
                None => choice,
            }
        })
        .collect()
}

/// "Phường Cẩm Thượng (cũ) nay thuộc Phường Thành Đông".
fn was(w: &Words, old: &str, new: &str, partly: bool) -> String {
    let key = if partly { "submit.place_was_partly" } else { "submit.place_was" };
    w.fill(key, [("old", old), ("new", new)])
}

/// The place, for the sender of the draft; without a draft or a category, on to the step before.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Place) {
        return Ok(redirect::to(&earlier));
    }
    let known = scene.answers.commune;
    let finds = look(&portal, visitor.words(), PlaceForm::kept(&scene.answers), move |_| known).await?;
    let said = PointSaid::kept(&scene, today(&portal));
    let shown = page_of(&portal, &visitor, &scene, (finds, said), Errors::default());
    Ok(map::allow(&portal, page::page(&shown)?))
}

/// Looks for the commune, or keeps the place and goes on.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<PlaceForm>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    let Posted { form: mut typed, too_long, fields, .. } = posted;
    let searching = [FIND, SEEK].contains(&typed.button.as_str());
    if !too_long.is_empty() {
        let scene = scene.typed(|answers| typed.put(answers, None));
        let errors = Errors::of(&visitor.words(), &too_long);
        let found = (Finds::default(), PointSaid::default());
        return page::again(&page_of(&portal, &visitor, &scene, found, errors));
    }
    typed.seek();
    let asked_photo = pointed::offered(&scene, today(&portal)).is_some();
    let asked = typed.clone();
    let choose = move |all: &Communes| all.chosen(&asked.commune, &asked.searched, &asked.commune_id);
    let finds = look(&portal, visitor.words(), typed.clone(), choose).await?;
    let said = PointSaid::read(&scene, &typed, finds.point, today(&portal));
    let meant = finds.meant.or(said.commune);
    let kept = keep(&portal, &visitor, Step::Place, &fields, {
        let said = said.clone();
        move |answers| {
            typed.put(answers, meant);
            said.put(answers);
        }
    });
    let draft = match kept.await? {
        Ok(draft) => draft,
        Err(again) => return Ok(again),
    };
    let scene = scene.after(draft);
    if let Some(earlier) = scene.too_early(Step::Place) {
        return Ok(redirect::to(&earlier));
    }
    let errors = errors_of(&scene, (&finds, &said), searching, &visitor.words());
    match (errors.is_empty(), searching) {
        (true, true) => Ok(redirect::to(&Step::Place.url())),
        // Whoever came back for a photo's place goes on after the photos.
        (true, false) if asked_photo => Ok(redirect::to(&Step::Photos.onward(&scene))),
        (true, false) => Ok(redirect::to(&Step::Place.onward(&scene))),
        (false, _) => {
            let again = page::again(&page_of(&portal, &visitor, &scene, (finds, said), errors))?;
            Ok(map::allow(&portal, again))
        }
    }
}

/// The page as it was sent.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    fields: &Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let typed = fields.read::<PlaceForm>()?;
    // What is longer than its rule is shown again and never searched by.
    let finds = if typed.commune.len() > COMMUNE_LIMIT * 4 {
        Finds::default()
    } else {
        let asked = typed.clone();
        let choose = move |all: &Communes| all.chosen(&asked.commune, &asked.searched, &asked.commune_id);
        look(portal, visitor.words(), typed.clone(), choose).await?
    };
    let said = PointSaid::read(&scene, &typed, finds.point, today(portal));
    let scene = scene.typed(|answers| typed.put(answers, finds.meant.or(said.commune)));
    let shown = page_of(portal, visitor, &scene, (finds, said), Errors::default());
    Ok(map::allow(portal, page::page_as(status, &shown)?))
}

impl PlaceForm {
    /// What was looked for before.
    fn kept(answers: &Answers) -> Self {
        let (commune, sought) = (answers.commune_words.clone(), answers.sought.clone());
        Self { commune, sought, ..Self::default() }
    }

    /// Other words are looked for, and nothing is chosen among what was found before.
    fn seek(&mut self) {
        if self.button == SEEK {
            self.sought.clone_from(&self.place);
            self.place_id.clear();
        }
    }

    fn put(&self, answers: &mut Answers, commune: Option<CommuneId>) {
        answers.commune_words.clone_from(&self.commune);
        answers.commune = commune;
        answers.commune_unknown = !self.commune_unknown.is_empty();
        answers.place.clone_from(&self.place);
        // What was chosen is a point from now on, and may be moved like any.
        answers.sought = if self.place_id.is_empty() { self.sought.clone() } else { String::new() };
    }
}

/// Words that name no commune, or several, are said so even where a place is optional: they were meant to say something.
fn errors_of(scene: &Scene, (finds, said): (&Finds, &PointSaid), searching: bool, w: &Words) -> Errors {
    let answers = &scene.answers;
    let open = answers.commune.is_none() && !answers.commune_unknown;
    let unresolved = open && !fold(&answers.commune_words).is_empty();
    let nothing = unresolved && finds.choices.is_empty();
    let mut problems = if searching { Vec::new() } else { Step::Place.problems(scene) };
    if nothing || (unresolved && !searching) {
        problems.retain(|problem| problem.field != "commune");
        let word = if nothing { "commune_unknown" } else { "commune_choose" };
        problems.insert(0, crate::actions::Problem::new("commune", word));
    }
    if let Some(problem) = said.problem.filter(|_| !searching) {
        problems.retain(|one| one.field != "commune" || problem.field != "near_id");
        problems.push(problem);
    }
    Errors::of(w, &problems)
}

fn today(portal: &Portal) -> NaiveDate {
    local(portal.now()).date()
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    scene: &Scene,
    (finds, said): (Finds, PointSaid),
    errors: Errors,
) -> PlacePage {
    let w = visitor.words();
    PlacePage {
        shell: Shell::new(portal, visitor, w.say("submit.place_title")),
        way: Step::Place.way(&w, scene),
        errors,
        optional: scene.need() == PlaceNeed::Optional,
        found: finds.choices,
        only_alike: finds.only_alike,
        commune: scene.answers.commune_words.clone(),
        searched: finds.words,
        unknown: scene.answers.commune_unknown,
        place: scene.answers.place.clone(),
        named: finds.named,
        point: said.shown(scene, &w, today(portal)),
        map: scene.map(portal),
    }
}
