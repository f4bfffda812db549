//! One category: its names and words, who receives its reports, when they become public.
use super::agencies::{choices, slug_of};
use super::history::{self, HistoryRow};
use crate::actions::categories::{CategoryFields, create, edit};
use crate::actions::categories::{HINT_LIMIT, NAMED_LIMIT, STOP_LIMIT, WORDS_LIMIT};
use crate::clock::{self, Moment};
use crate::domain::audit::Subject;
use crate::domain::city::{Agency, Category, PlaceNeed, Publish};
use crate::domain::comment::Discussion;
use crate::domain::question::{FIELDS, Question};
use crate::domain::ticket::Level;
use crate::i18n::Words;
use crate::ids::{CategoryId, QuestionId};
use crate::links;
use crate::portal::Portal;
use crate::store::{Conn, Found, agencies, audit, categories, questions, tickets};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::index_row::IndexRow;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Duration;
use serde::Deserialize;
use std::collections::HashMap;

/// How far back is counted how often a form led to advice.
const STOPS_DAYS: i64 = 30;

/// One category for an administrator, or the form of a new one, and its journal.
#[derive(Template)]
#[template(path = "admin/category.html")]
pub struct CategoryPage {
    pub shell: Shell,
    pub action: String,
    pub is_new: bool,
    pub version: i32,
    pub typed: CategoryFields,
    pub groups: Vec<Choice>,
    pub places: Vec<Choice>,
    pub publishes: Vec<Choice>,
    pub discussions: Vec<Choice>,
    pub levels: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub co_agencies: Vec<Choice>,
    pub errors: Errors,
    /// "12 phản ánh đã dùng lĩnh vực này", for one that exists.
    pub used: String,
    /// What it asks of its own, in order; for one that exists and is no group.
    pub questions: Vec<IndexRow>,
    /// Where another one is written; "" where it may ask none.
    pub question_new: String,
    /// How often its form led to advice instead; "" where it never did.
    pub stopped: String,
    pub history: Vec<HistoryRow>,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// The version that was seen. What was typed is read field by field.
#[derive(Deserialize)]
pub struct CategoryForm {
    #[serde(default)]
    version: i32,
}

impl Form for CategoryForm {
    const TEXTS: &'static [Text] = &[
        Text::new("name_vi", NAMED_LIMIT, "too_long"),
        Text::new("name_en", NAMED_LIMIT, "too_long"),
        Text::new("hint_vi", HINT_LIMIT, "too_long"),
        Text::new("hint_en", HINT_LIMIT, "too_long"),
        Text::new("words", WORDS_LIMIT, "too_long"),
        Text::new("legal_basis", HINT_LIMIT, "too_long"),
        Text::new("stop_vi", STOP_LIMIT, "too_long"),
        Text::new("stop_en", STOP_LIMIT, "too_long"),
        Text::new("script", STOP_LIMIT, "too_long"),
    ];
}

/// What the page needs of a category that exists.
struct Known {
    category: Category,
    used: i64,
    questions: Vec<Question>,
    /// How often each question led to advice instead, and the category itself.
    stops: HashMap<Option<QuestionId>, i64>,
    history: Vec<HistoryRow>,
}

impl Known {
    /// With how often it led to advice since then.
    fn read(conn: &mut Conn, id: CategoryId, since: Moment, w: &Words) -> Found<Self> {
        Ok(Self {
            category: categories::find(conn, id)?,
            used: tickets::count_of_category(conn, id)?,
            questions: questions::of_category(conn, id)?,
            stops: questions::stops(conn, id, since)?,
            history: history::rows(w, audit::of(conn, Subject::Category, id.0, history::SHOWN)?),
        })
    }
}

/// The form of a new category, for an administrator: it needs a place and is public once it was checked.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let typed = CategoryFields {
        position: "100".into(),
        place: PlaceNeed::Required.to_string(),
        publish: Publish::AfterCheck.to_string(),
        discussion: Discussion::Sender.to_string(),
        level: Level::Normal.to_string(),
        ..CategoryFields::default()
    };
    page::page(&page_of(&portal, &visitor, None, Some(typed), Errors::default()).await?)
}

/// Keeps a new category and goes on to its page.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<CategoryForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), fields(&posted.fields));
    press
        .answer(
            create,
            async |id| Ok(saved(&portal, id)),
            async |visitor, typed, errors| page_of(&portal, visitor, None, Some(typed), errors).await,
        )
        .await
}

/// The page of one category, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let id = read_id(&id)?;
    page::page(&page_of(&portal, &visitor, Some(id), None, Errors::default()).await?)
}

/// Changes a category. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn edit_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<CategoryForm>,
) -> Result<HttpResponse, Failure> {
    let (id, seen) = (read_id(&id)?, posted.form.version);
    let press = Press::of(&portal, &visitor, posted.within(), fields(&posted.fields));
    press
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| edit(portal, actor, (id, seen), typed),
            async |()| Ok(saved(&portal, id)),
            async |visitor, typed, errors| page_of(&portal, visitor, Some(id), Some(typed), errors).await,
        )
        .await
}

fn saved(portal: &Portal, id: CategoryId) -> HttpResponse {
    redirect::to_saying(portal, &links::admin_category(id), "admin.saved")
}

fn read_id(text: &str) -> Result<CategoryId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn fields(fields: &Fields) -> CategoryFields {
    let get = |name| fields.get(name).to_owned();
    CategoryFields {
        parent: get("parent"),
        position: get("position"),
        name_vi: get("name_vi"),
        name_en: get("name_en"),
        hint_vi: get("hint_vi"),
        hint_en: get("hint_en"),
        words: get("words"),
        place: get("place"),
        publish: get("publish"),
        discussion: get("discussion"),
        agency: get("agency"),
        to_commune: fields.has("to_commune"),
        co_agency: get("co_agency"),
        co_commune: fields.has("co_commune"),
        level: get("level"),
        proof_required: fields.has("proof_required"),
        legal_basis: get("legal_basis"),
        valid_from: get("valid_from"),
        valid_to: get("valid_to"),
        stop_vi: get("stop_vi"),
        stop_en: get("stop_en"),
        script: get("script"),
    }
}

/// The page of a category (a new one without `id`): as it stands, or as it was typed.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    id: Option<CategoryId>,
    typed: Option<CategoryFields>,
    errors: Errors,
) -> Result<CategoryPage, Failure> {
    let (words, lang) = (visitor.words(), visitor.lang());
    let since = portal.now() - Duration::days(STOPS_DAYS);
    let (known, all, offices) = off_thread::look(portal, move |c| {
        let known = id.map(|id| Known::read(c, id, since, &words)).transpose()?;
        Ok((known, categories::all(c)?, agencies::all(c)?))
    })
    .await?;
    let today = clock::local(portal.now()).date();
    let standing = known.as_ref().map(|known| standing(&known.category, &offices));
    let conflict = match (&standing, &typed) {
        (Some(standing), Some(typed)) if errors.is_empty() => {
            history::differing(&words, &standing.pairs(), &typed.pairs())
        }
        _ => Vec::new(),
    };
    let typed = typed.or(standing).unwrap_or_default();
    let named = |room: &str, word: &str, chosen: &str| {
        Choice::new(word, words.say(&format!("{room}.{word}")), chosen)
    };
    let discuss = |one: &Discussion| named("admin.discussion", one.as_str(), &typed.discussion);
    let title = known.as_ref().map(|known| known.category.name(lang).to_owned());
    let title = title.unwrap_or_else(|| words.say("admin.category_new"));
    Ok(CategoryPage {
        shell: Shell::new(portal, visitor, title),
        action: id.map_or_else(links::admin_category_new, links::admin_category),
        is_new: id.is_none(),
        version: known.as_ref().map_or(0, |known| known.category.version),
        groups: all
            .iter()
            .filter(|group| group.parent_id.is_none() && Some(group.id) != id)
            .map(|group| Choice::new(&group.id.to_string(), group.name(lang).to_owned(), &typed.parent))
            .collect(),
        places: PlaceNeed::ALL.iter().map(|w| named("admin.place", w.as_str(), &typed.place)).collect(),
        publishes: Publish::ALL.iter().map(|w| named("admin.publish", w.as_str(), &typed.publish)).collect(),
        discussions: Discussion::ALL.iter().map(discuss).collect(),
        levels: Level::ALL.iter().map(|w| named("admin.level", w.as_str(), &typed.level)).collect(),
        agencies: choices(&offices, &typed.agency, today),
        co_agencies: choices(&offices, &typed.co_agency, today),
        typed,
        errors,
        used: known.as_ref().map(|known| words.count("admin.used", known.used)).unwrap_or_default(),
        questions: known.as_ref().map(|known| asked(&words, known)).unwrap_or_default(),
        question_new: known
            .as_ref()
            .filter(|known| known.category.parent_id.is_some() && known.questions.len() < FIELDS.len())
            .map_or_else(String::new, |known| links::admin_question_new(known.category.id)),
        stopped: known.as_ref().map(|known| stopped(&words, known)).unwrap_or_default(),
        conflict,
        history: known.map(|known| known.history).unwrap_or_default(),
    })
}

/// Its questions, each with how it is answered.
fn asked(w: &Words, known: &Known) -> Vec<IndexRow> {
    let row = |one: &Question| {
        let mut notes = vec![w.say(&format!("questions.kind.{}", one.kind))];
        if one.is_required {
            notes.push(w.say("questions.required"));
        }
        if one.is_public {
            notes.push(w.say("questions.public"));
        }
        if one.depends_on.is_some() {
            notes.push(w.say("questions.depends_short"));
        }
        if let Some(count) = known.stops.get(&Some(one.root_id)) {
            notes
                .push(w.fill("questions.stopped", [("n", w.number(*count)), ("days", w.number(STOPS_DAYS))]));
        }
        IndexRow {
            href: links::admin_question(known.category.id, one.root_id),
            label: one.label(w.lang()).to_owned(),
            note: notes.join(" · "),
        }
    };
    known.questions.iter().map(row).collect()
}

/// How often the category itself led to advice, "" for never.
fn stopped(w: &Words, known: &Known) -> String {
    known.stops.get(&None).map_or_else(String::new, |count| {
        w.fill("questions.stopped", [("n", w.number(*count)), ("days", w.number(STOPS_DAYS))])
    })
}

fn standing(category: &Category, all: &[Agency]) -> CategoryFields {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    CategoryFields {
        parent: category.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        position: category.position.to_string(),
        name_vi: category.name_vi.clone(),
        name_en: category.name_en.clone(),
        hint_vi: category.hint_vi.clone(),
        hint_en: category.hint_en.clone(),
        words: category.words.clone(),
        place: category.place.to_string(),
        publish: category.publish.to_string(),
        discussion: category.discussion.to_string(),
        agency: slug_of(all, category.agency_id),
        to_commune: category.to_commune,
        co_agency: slug_of(all, category.co_agency_id),
        co_commune: category.co_commune,
        level: category.level.to_string(),
        proof_required: category.proof_required,
        legal_basis: category.legal_basis.clone(),
        valid_from: day(category.valid_from),
        valid_to: day(category.valid_to),
        stop_vi: category.stop_vi.clone(),
        stop_en: category.stop_en.clone(),
        script: category.script.clone(),
    }
}
