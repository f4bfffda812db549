//! Step 2: what it is about. Guesses from the sender's own words first, then a search, then all of it in groups.
use super::{Scene, Step, Way, keep, stop};
use crate::domain::category_tree::{CategoryTree, Group};
use crate::domain::city::Category;
use crate::domain::place::{Names, find};
use crate::i18n::Words;
use crate::ids::CategoryId;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Fields, Form, Posted};
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// How many finds are shown: who sees more would rather read the groups.
const FINDS: usize = 8;

/// What the report may be about: guesses, finds, and all groups, for the sender.
#[derive(Template)]
#[template(path = "public/submit/category.html")]
pub struct CategoryPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    pub guesses: Vec<Choice>,
    /// What was searched for, "" if nothing was.
    pub searched: String,
    pub found: Vec<Choice>,
    pub found_note: String,
    pub groups: Vec<GroupShown>,
}

/// A group of the list, folded unless the chosen one is in it.
pub struct GroupShown {
    pub title: String,
    pub note: String,
    pub icon: &'static str,
    pub open: bool,
    pub rows: Vec<RowShown>,
}

/// A category with the words that the live filter finds it by.
pub struct RowShown {
    pub choice: Choice,
    pub find: String,
}

/// The words that a category is looked for by; "" for none.
#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// The category that was marked.
#[derive(Deserialize)]
pub struct ChosenForm {
    #[serde(default)]
    category: String,
}

impl Form for ChosenForm {}

/// The categories, for the sender of the draft; without a draft, on to the first step.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    search: Query<Search>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Category) {
        return Ok(redirect::to(&earlier));
    }
    page::page(&page_of(&portal, &visitor, scene, search.into_inner().q, Errors::default()).await?)
}

/// Keeps the choice and goes on.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ChosenForm>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    let chosen = posted.form.category.parse::<CategoryId>().ok();
    let kept = keep(&portal, &visitor, Step::Category, &posted.fields, move |answers| {
        answers.category = chosen.or(answers.category);
    });
    let draft = match kept.await? {
        Ok(draft) => draft,
        Err(again) => return Ok(again),
    };
    let scene = scene.after(draft);
    if let Some(advice) = stop::leads_to(&portal, &visitor, &scene).await? {
        return Ok(advice);
    }
    let problems = Step::Category.problems(&scene);
    if problems.is_empty() {
        return Ok(redirect::to(&Step::Category.onward(&scene)));
    }
    let errors = Errors::of(&visitor.words(), &problems);
    page::again(&page_of(&portal, &visitor, scene, String::new(), errors).await?)
}

/// The page as it was sent.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    fields: &Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let chosen = fields.get("category").parse::<CategoryId>().ok();
    let scene = scene.typed(|answers| answers.category = chosen.or(answers.category));
    page::page_as(status, &page_of(portal, visitor, scene, String::new(), Errors::default()).await?)
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    searched: String,
    errors: Errors,
) -> Result<CategoryPage, Failure> {
    let w = visitor.words();
    let way = Step::Category.way(&w, &scene);
    let asked = searched.clone();
    let listed = off_thread::calculate(move || Listed::of(&scene, &asked, &w)).await?;
    Ok(CategoryPage {
        shell: Shell::new(portal, visitor, w.say("submit.category_title")),
        way,
        errors,
        guesses: listed.guesses,
        found_note: if listed.found.is_empty() {
            w.say("submit.category_none")
        } else {
            w.fill("submit.category_found", [("words", &searched)])
        },
        searched,
        found: listed.found,
        groups: listed.groups,
    })
}

/// What there is to choose from.
struct Listed {
    guesses: Vec<Choice>,
    found: Vec<Choice>,
    groups: Vec<GroupShown>,
}

impl Listed {
    fn of(scene: &Scene, searched: &str, w: &Words) -> Self {
        let chosen = scene.category.as_ref().map(|category| category.id.to_string());
        let mut chosen = chosen.unwrap_or_default();
        let found = finds(&scene.tree, searched, w, &chosen);
        let guesses = if searched.is_empty() { guesses(scene, w, &chosen) } else { Vec::new() };
        // One radio of a name is marked, not the same one twice.
        if found.iter().chain(&guesses).any(|choice| choice.chosen) {
            chosen.clear();
        }
        let groups = scene.tree.groups.iter().map(|group| group_shown(group, w, &chosen)).collect();
        Self { guesses, found, groups }
    }
}

/// What the title and the text point to, with the words that do.
fn guesses(scene: &Scene, w: &Words, chosen: &str) -> Vec<Choice> {
    let text = format!("{}\n{}", scene.answers.title, scene.answers.body);
    let guesses = scene.tree.guess(&text, w.lang()).into_iter();
    guesses
        .map(|guess| {
            let because: Vec<_> = guess.because.iter().take(3).map(|word| format!("“{word}”")).collect();
            choice(guess.category, w, chosen)
                .with_hint(w.fill("submit.because", [("words", because.join(", "))]))
        })
        .collect()
}

fn finds(tree: &CategoryTree, searched: &str, w: &Words, chosen: &str) -> Vec<Choice> {
    let leaves: Vec<(&Category, String)> = tree
        .leaves()
        .map(|leaf| (leaf, format!("{};{};{}", leaf.words, leaf.name_vi, leaf.name_en)))
        .collect();
    let found = find(searched, &leaves, |(leaf, others)| Names { name: leaf.name(w.lang()), others });
    let found = found.into_iter().take(FINDS);
    found
        .map(|found| choice(found.thing.0, w, chosen).with_hint(found.thing.0.hint(w.lang()).to_owned()))
        .collect()
}

fn choice(category: &Category, w: &Words, chosen: &str) -> Choice {
    Choice::new(&category.id.to_string(), category.name(w.lang()).to_owned(), chosen)
}

fn group_shown(group: &Group, w: &Words, chosen: &str) -> GroupShown {
    let rows: Vec<RowShown> = group
        .leaves
        .iter()
        .map(|leaf| RowShown {
            choice: choice(leaf, w, chosen).with_hint(leaf.hint(w.lang()).to_owned()),
            find: format!("{} {}", leaf.words.replace(';', " "), leaf.name_vi),
        })
        .collect();
    GroupShown {
        title: group.category.name(w.lang()).to_owned(),
        note: group.category.hint(w.lang()).to_owned(),
        icon: icon_of(&group.category.code),
        open: rows.iter().any(|row| row.choice.chosen),
        rows,
    }
}

/// The pictures of the groups that a city begins with; a group of its own gets a tag.
fn icon_of(code: &str) -> &'static str {
    match code {
        "nhom_duong_sa" => "road",
        "nhom_dien_nuoc" => "bulb",
        "nhom_moi_truong" => "tree",
        "nhom_trat_tu" => "shield",
        "nhom_hanh_chinh" => "building",
        "nhom_doi_song" => "book",
        _ => "tag",
    }
}
