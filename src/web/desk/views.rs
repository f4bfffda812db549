//! The saved views that one reads: where each leads, what it counts now, who saved it; and how they are saved, renamed, removed.
use super::view_form::{self, SaveForm};
use crate::actions::views::{ViewTyped, remove_view, rename_view, save_view};
use crate::clock::Moment;
use crate::domain::figures::Choice;
use crate::domain::policy::Actor;
use crate::domain::view::{NAME_LIMIT, Place, View};
use crate::i18n::Words;
use crate::ids::ViewId;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{Conn, Db, Found, views};
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::moment;
use crate::web::posted::{ButtonForm, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// All views that one reads, with the form of the one that could not be saved, where there is one.
#[derive(Template)]
#[template(path = "desk/views.html")]
pub struct ViewsPage {
    pub shell: Shell,
    pub save: Option<SaveForm>,
    pub rows: Vec<ViewRow>,
    pub errors: Errors,
}

/// One view.
pub struct ViewRow {
    pub href: String,
    pub name: String,
    /// "1.147 phản ánh"; "" of figures.
    pub count: String,
    /// "Tìm phản ánh · Mọi người ở Sở Xây dựng · Mai lưu, 7/9/2026"
    pub about: String,
    /// For whoever may rename or remove it.
    pub keep: Option<Keep>,
}

/// What may be done with a view.
pub struct Keep {
    pub rename_to: String,
    pub remove_to: String,
    /// The id of its field, which no other view's has.
    pub field: String,
    /// As it was typed, and what is wrong with it.
    pub typed: String,
    pub error: String,
    pub open: bool,
}

/// What is to be saved.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ViewForm {
    name: String,
    team: String,
    place: String,
    asked: String,
}

impl Form for ViewForm {
    const TEXTS: &'static [Text] = NAMED;
}

/// Another name, and the one that was seen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NameForm {
    name: String,
    seen: String,
}

impl Form for NameForm {
    const TEXTS: &'static [Text] = NAMED;
}

const NAMED: &[Text] = &[Text::new("name", NAME_LIMIT, "too_long")];

/// What was typed before the page comes back.
#[derive(Default)]
struct Again {
    save: Option<ViewForm>,
    /// The id of the view whose name it is.
    name: Option<(String, String)>,
    errors: Errors,
}

/// All of them.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, Again::default()).await?)
}

/// Saves one, and goes back to the page that it narrows.
pub async fn save(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ViewForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            |portal, actor, typed| {
                let place = typed.place.parse().unwrap_or(Place::List);
                let asked = view_form::cleaned(place, &typed.asked);
                let to = view_form::address(place, &asked);
                let (name, team) = (typed.name.clone(), typed.team.clone());
                save_view(portal, actor, &ViewTyped { name, team, place, asked }).map(|()| to)
            },
            async |to| Ok(redirect::to_saying(&portal, &to, "views.saved")),
            async |visitor, typed, errors| {
                page_of(&portal, visitor, Again { save: Some(typed), errors, ..Again::default() }).await
            },
        )
        .await
}

/// Gives one another name.
pub async fn rename(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<NameForm>,
) -> Result<HttpResponse, Failure> {
    let own: ViewId = id.parse().map_err(|_| Failure::NotFound)?;
    let press = Press::of(&portal, &visitor, posted.within(), posted.form).beside_what_stands();
    press
        .answer(
            move |portal, actor, typed| rename_view(portal, actor, own, (&typed.name, &typed.seen)),
            async |()| Ok(redirect::to_saying(&portal, &links::views(), "views.renamed")),
            async |visitor, typed, errors| {
                let errors = errors.all_at(&field(own));
                let name = Some((own.to_string(), typed.name));
                page_of(&portal, visitor, Again { name, errors, ..Again::default() }).await
            },
        )
        .await
}

/// Takes one away.
pub async fn remove(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let id: ViewId = id.parse().map_err(|_| Failure::NotFound)?;
    off_thread::change(move || remove_view(&inside, &actor, id)).await?;
    Ok(redirect::to_saying(&portal, &links::views(), "views.removed"))
}

async fn page_of(portal: &web::Data<Portal>, visitor: &Visitor, typed: Again) -> Result<ViewsPage, Failure> {
    let (w, actor, now) = (visitor.words(), visitor.staff()?.clone(), portal.now());
    let (reader, db) = (actor.clone(), portal.db.clone());
    let (found, city) = off_thread::look_in_city(portal, move |c, city| {
        let all = views::all(c, reader.id)?;
        let counts = count(c, &db, &city, &reader, &all, now)?;
        Ok((all.into_iter().zip(counts).collect::<Vec<_>>(), city))
    })
    .await?;
    let row = |((view, by), count): &((View, String), Option<usize>)| {
        let again = typed.name.as_ref().filter(|(id, _)| *id == view.id.to_string());
        let keep = view.is_kept_by(&actor).then(|| Keep {
            rename_to: links::view(view.id),
            remove_to: links::view_remove(view.id),
            field: field(view.id),
            typed: again.map_or_else(|| view.name.clone(), |(_, name)| name.clone()),
            error: typed.errors.at(&field(view.id)),
            open: again.is_some(),
        });
        let reports = count.map(|n| w.count("find.total", i64::try_from(n).unwrap_or(i64::MAX)));
        ViewRow {
            href: view_form::address(view.place, &view.asked),
            name: view.name.clone(),
            count: reports.unwrap_or_default(),
            about: about(&w, &city, view, by),
            keep,
        }
    };
    Ok(ViewsPage {
        shell: Shell::new(portal, visitor, w.say("views.title")),
        rows: found.iter().map(row).collect(),
        save: typed.save.map(|form| SaveForm {
            place: form.place.parse().unwrap_or(Place::List),
            asked: form.asked,
            teams: view_form::teams(&w, &actor, &form.team),
            name: form.name,
        }),
        errors: typed.errors,
    })
}

fn field(id: ViewId) -> String {
    format!("name-{id}")
}

fn about(w: &Words, city: &City, view: &View, by: &str) -> String {
    let whose = match view.agency_id {
        None => w.say("views.mine"),
        Some(_) => w.fill("views.team", [("agency", city.agency(view.agency_id))]),
    };
    let when = moment::day(view.made_at);
    [
        w.say(&format!("views.place_{}", view.place)),
        whose,
        w.fill("views.by", [("name", by), ("when", &when)]),
    ]
    .join(" · ")
}

/// How many reports each view of the list means now, in one walk over the ledger.
fn count(
    conn: &mut Conn,
    db: &Db,
    city: &City,
    actor: &Actor,
    all: &[(View, String)],
    now: Moment,
) -> Found<Vec<Option<usize>>> {
    let choices = all.iter().map(|(view, _)| view_form::choice(city, actor, (view.place, &view.asked)));
    let choices: Vec<_> = choices.collect();
    db.ledger(conn, |lines| {
        let number = |choice| lines.iter().filter(|line| Choice::takes(choice, line, now)).count();
        choices.iter().map(|choice| choice.as_ref().map(number)).collect()
    })
}
