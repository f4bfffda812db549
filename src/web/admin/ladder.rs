//! The ladder by which somebody is told that something is owed for long: its rungs, and what it would do now.
use super::history::{self, HistoryRow};
use crate::actions::escalation::{Planned, RungTyped, add_rung, plan, remove_rung};
use crate::domain::audit::Subject;
use crate::domain::clocks::Owed;
use crate::domain::escalation::{Point, Rung, RungUnit, Whom};
use crate::i18n::Words;
use crate::ids::RungId;
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, rungs};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment::full;
use crate::web::parts::rung::moment_said;
use crate::web::posted::{ButtonForm, Form, Posted};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Lines of what would be told now.
const SHOWN: usize = 50;

/// The ladder, for whoever keeps the city's time.
#[derive(Template)]
#[template(path = "admin/ladder.html")]
pub struct LadderPage {
    pub shell: Shell,
    pub rungs: Vec<RungRow>,
    pub moments: Vec<Choice>,
    pub amount: String,
    pub units: Vec<Choice>,
    pub whoms: Vec<Choice>,
    pub errors: Errors,
    pub planned: Vec<PlannedRow>,
    /// "… và 12 lần báo nữa"; "" where all is shown.
    pub more: String,
    pub history: Vec<HistoryRow>,
}

/// One rung.
pub struct RungRow {
    pub said: String,
    pub whom: String,
    pub remove_to: String,
}

/// One telling that is due.
pub struct PlannedRow {
    pub code: String,
    /// "Trả lời · hạn 17:00, 26/11/2026"
    pub what: String,
    pub rung: String,
    /// Who would be told; words where nobody is there.
    pub people: String,
}

/// A new rung.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RungForm {
    moment: String,
    amount: String,
    unit: String,
    whom: String,
}

impl Form for RungForm {}

/// The ladder as it stands.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, RungForm::default(), Errors::default()).await?)
}

/// Adds a rung.
pub async fn add(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<RungForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            |portal, actor, typed| {
                let RungForm { moment, amount, unit, whom } = typed;
                let [moment, amount, unit, whom] = [moment, amount, unit, whom].map(String::clone);
                add_rung(portal, actor, &RungTyped { moment, amount, unit, whom })
            },
            async |()| Ok(redirect::to_saying(&portal, &links::admin_ladder(), "ladder.added")),
            async |visitor, typed, errors| page_of(&portal, visitor, typed, errors).await,
        )
        .await
}

/// Takes a rung away.
pub async fn remove(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let id = RungId(id.parse().map_err(|_| Failure::NotFound)?);
    off_thread::change(move || remove_rung(&inside, &actor, id)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_ladder(), "ladder.removed"))
}

async fn page_of(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    typed: RungForm,
    errors: Errors,
) -> Result<LadderPage, Failure> {
    let w = visitor.words();
    let (db, now) = (portal.db.clone(), portal.now());
    let (planned, count) = off_thread::fetch(move || Ok(plan(&db, now, SHOWN)?)).await?;
    let (mut ladder, events) =
        off_thread::look(portal, |c| Ok((rungs::all(c)?, audit::of(c, Subject::Ladder, 0, history::SHOWN)?)))
            .await?;
    ladder.sort_by_key(|rung| (rung.moment, rung.unit, rung.amount, rung.whom));
    let rest = i64::try_from(count.saturating_sub(planned.len())).unwrap_or(i64::MAX);
    let choice =
        |room: &str, word: &str, chosen: &str| Choice::new(word, w.say(&format!("{room}.{word}")), chosen);
    Ok(LadderPage {
        shell: Shell::new(portal, visitor, w.say("menu.admin_ladder")),
        rungs: ladder.iter().map(|rung| row(&w, rung)).collect(),
        moments: Point::ALL.iter().map(|one| choice("ladder.moment", one.as_str(), &typed.moment)).collect(),
        amount: typed.amount,
        units: RungUnit::ALL.iter().map(|one| choice("ladder.unit", one.as_str(), &typed.unit)).collect(),
        whoms: Whom::ALL.iter().map(|one| choice("ladder.whom", one.as_str(), &typed.whom)).collect(),
        errors,
        planned: planned.iter().map(|one| planned_row(&w, one)).collect(),
        more: if rest > 0 { w.fill("ladder.more", [("count", w.number(rest))]) } else { String::new() },
        history: history::rows(&w, events),
    })
}

fn row(w: &Words, rung: &Rung) -> RungRow {
    RungRow {
        said: moment_said(w, rung),
        whom: w.say(&format!("ladder.whom.{}", rung.whom)),
        remove_to: links::admin_rung(rung.id),
    }
}

fn planned_row(w: &Words, one: &Planned) -> PlannedRow {
    PlannedRow {
        code: one.code.clone(),
        what: owed_said(w, one.owed, full(one.due_at)),
        rung: moment_said(w, &one.rung),
        people: if one.people.is_empty() { w.say("ladder.nobody") } else { one.people.join(", ") },
    }
}

fn owed_said(w: &Words, owed: Owed, when: String) -> String {
    format!("{} · {}", w.say(&format!("desk.life.owed_{owed}")), w.fill("desk.life.due", [("when", when)]))
}
