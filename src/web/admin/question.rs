//! One question of a category: its words, how it is answered, when it is asked, and where an answer leads to advice.
use super::history::{self, HistoryRow};
use crate::actions::questions::{
    ChoiceFields, LABEL_LIMIT, MOST_CHOICES, NAME_LIMIT, QuestionFields, STOP_LIMIT, create, edit, end,
};
use crate::domain::audit::Subject;
use crate::domain::question::{Question, QuestionKind};
use crate::i18n::Words;
use crate::ids::{CategoryId, QuestionId};
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, categories, questions};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{ButtonForm, Fields, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Empty rows that are offered behind the choices that stand.
const SPARE: usize = 2;

/// One question for an administrator, or the form of a new one, and its journal.
#[derive(Template)]
#[template(path = "admin/question.html")]
pub struct QuestionPage {
    pub shell: Shell,
    pub action: String,
    /// Where it is ended; "" for a new one.
    pub end: String,
    pub back: String,
    pub category: String,
    pub version: i32,
    pub typed: QuestionFields,
    pub kinds: Vec<Choice>,
    /// The answers that may bring it.
    pub depends: Vec<Choice>,
    pub errors: Errors,
    pub history: Vec<HistoryRow>,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// The version that was seen. What was typed is read field by field.
#[derive(Deserialize)]
pub struct QuestionForm {
    #[serde(default)]
    version: i32,
}

macro_rules! texts {
    ($($n:literal),*) => {
        &[
            Text::new("label_vi", LABEL_LIMIT, "too_long"),
            Text::new("label_en", LABEL_LIMIT, "too_long"),
            Text::new("hint_vi", LABEL_LIMIT, "too_long"),
            Text::new("hint_en", LABEL_LIMIT, "too_long"),
            $(
                Text::new(concat!("choice_vi_", $n), NAME_LIMIT, "too_long"),
                Text::new(concat!("choice_en_", $n), NAME_LIMIT, "too_long"),
                Text::new(concat!("stop_vi_", $n), STOP_LIMIT, "too_long"),
                Text::new(concat!("stop_en_", $n), STOP_LIMIT, "too_long"),
            )*
        ]
    };
}

impl Form for QuestionForm {
    const TEXTS: &'static [Text] = texts!(1, 2, 3, 4, 5, 6, 7, 8);
}

type At = (CategoryId, Option<QuestionId>);

/// The form of a new question, for an administrator.
pub async fn blank(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let typed = QuestionFields {
        kind: QuestionKind::Text.to_string(),
        position: "100".into(),
        ..QuestionFields::default()
    };
    let at = (read(&id)?, None);
    page::page(&page_of(&portal, &visitor, at, Some(typed), Errors::default()).await?)
}

/// Keeps a new question and goes back to its category.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<QuestionForm>,
) -> Result<HttpResponse, Failure> {
    let category = read(&id)?;
    Press::of(&portal, &visitor, posted.within(), fields(&posted.fields))
        .answer(
            move |portal, actor, typed| create(portal, actor, category, typed),
            async |_| Ok(saved(&portal, category)),
            async |visitor, typed, errors| {
                page_of(&portal, visitor, (category, None), Some(typed), errors).await
            },
        )
        .await
}

/// The page of one question, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let at = (read(&path.0)?, Some(read_root(&path.1)?));
    page::page(&page_of(&portal, &visitor, at, None, Errors::default()).await?)
}

/// Changes a question. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn edit_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    posted: Posted<QuestionForm>,
) -> Result<HttpResponse, Failure> {
    let (category, root, seen) = (read(&path.0)?, read_root(&path.1)?, posted.form.version);
    Press::of(&portal, &visitor, posted.within(), fields(&posted.fields))
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| edit(portal, actor, (category, root, seen), typed),
            async |()| Ok(saved(&portal, category)),
            async |visitor, typed, errors| {
                page_of(&portal, visitor, (category, Some(root)), Some(typed), errors).await
            },
        )
        .await
}

/// Ends a question and goes back to its category.
pub async fn end_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (category, root) = (read(&path.0)?, read_root(&path.1)?);
    Press::of(&portal, &visitor, posted.within(), ())
        .answer(
            move |portal, actor, ()| end(portal, actor, (category, root)),
            async |()| Ok(redirect::to_saying(&portal, &links::admin_category(category), "questions.ended")),
            async |visitor, (), errors| page_of(&portal, visitor, (category, Some(root)), None, errors).await,
        )
        .await
}

fn saved(portal: &Portal, category: CategoryId) -> HttpResponse {
    redirect::to_saying(portal, &links::admin_category(category), "admin.saved")
}

fn read(text: &str) -> Result<CategoryId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn read_root(text: &str) -> Result<QuestionId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

fn fields(fields: &Fields) -> QuestionFields {
    let get = |name: &str| fields.get(name).to_owned();
    let choice = |n: usize| ChoiceFields {
        number: get(&format!("number_{n}")),
        vi: get(&format!("choice_vi_{n}")),
        en: get(&format!("choice_en_{n}")),
        stop_vi: get(&format!("stop_vi_{n}")),
        stop_en: get(&format!("stop_en_{n}")),
    };
    QuestionFields {
        kind: get("kind"),
        position: get("position"),
        label_vi: get("label_vi"),
        label_en: get("label_en"),
        hint_vi: get("hint_vi"),
        hint_en: get("hint_en"),
        is_required: fields.has("is_required"),
        is_public: fields.has("is_public"),
        depends: get("depends"),
        choices: (1..=MOST_CHOICES).map(choice).collect(),
    }
}

/// The page of a question (a new one without a root): as it stands, or as it was typed.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    (category, root): At,
    typed: Option<QuestionFields>,
    errors: Errors,
) -> Result<QuestionPage, Failure> {
    let (words, w) = (visitor.words(), visitor.words());
    let (of, all, past) = off_thread::look(portal, move |c| {
        let past = match root {
            Some(root) => audit::of(c, Subject::Question, root.0, history::SHOWN)?,
            None => Vec::new(),
        };
        Ok((categories::find(c, category)?, questions::of_category(c, category)?, past))
    })
    .await?;
    let known = root.map(|root| all.iter().find(|one| one.root_id == root).ok_or(Failure::NotFound));
    let known = known.transpose()?;
    let standing = known.map(QuestionFields::standing);
    let conflict = match (&standing, &typed) {
        (Some(standing), Some(typed)) if errors.is_empty() => differing(&w, standing, typed),
        _ => Vec::new(),
    };
    let typed = with_room(typed.or(standing).unwrap_or_default());
    Ok(QuestionPage {
        shell: Shell::new(portal, visitor, title(&w, known)),
        action: root.map_or_else(
            || links::admin_question_new(category),
            |root| links::admin_question(category, root),
        ),
        end: root.map_or_else(String::new, |root| links::admin_question_end(category, root)),
        back: links::admin_category(category),
        category: of.name(w.lang()).to_owned(),
        version: known.map_or(0, |one| one.version),
        kinds: QuestionKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), w.say(&format!("questions.kind.{kind}")), &typed.kind))
            .collect(),
        depends: bringing(&w, &all, root, &typed.depends),
        typed,
        errors,
        history: history::rows(&words, past),
        conflict,
    })
}

fn title(w: &Words, known: Option<&Question>) -> String {
    known.map_or_else(|| w.say("questions.new"), |one| one.label(w.lang()).to_owned())
}

fn differing(w: &Words, standing: &QuestionFields, typed: &QuestionFields) -> Vec<String> {
    let (is, typed) = (standing.pairs(), typed.pairs());
    history::differing(w, &borrowed(&is), &borrowed(&typed))
}

fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    pairs.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// With a few empty rows for more choices.
fn with_room(mut typed: QuestionFields) -> QuestionFields {
    typed.choices.retain(|one| *one != ChoiceFields::default());
    let rows = (typed.choices.len().max(2) + SPARE).min(MOST_CHOICES);
    typed.choices.resize(rows, ChoiceFields::default());
    typed
}

/// Each choice of each other question of one choice: "Sâu bao nhiêu? → Tới đầu gối".
fn bringing(w: &Words, all: &[Question], own: Option<QuestionId>, chosen: &str) -> Vec<Choice> {
    let others = all.iter().filter(|one| one.kind == QuestionKind::One && Some(one.root_id) != own);
    let choices = others.flat_map(|one| {
        one.read_choices().into_iter().map(move |choice| {
            let label = format!("{} → {}", one.label(w.lang()), choice.name(w.lang()));
            Choice::new(&format!("{}-{}", one.root_id, choice.number), label, chosen)
        })
    });
    choices.collect()
}
