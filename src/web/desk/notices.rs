//! "Việc mới của bạn": all that one was told, the newest first, read or not.
use crate::actions::notices;
use crate::domain::notice::What;
use crate::domain::policy::{Act, Actor};
use crate::i18n::Words;
use crate::ids::NoticeId;
use crate::links;
use crate::portal::Portal;
use crate::store::notices::{self as store, Listed};
use crate::web::error::Failure;
use crate::web::parts::moment::{brief, full};
use crate::web::posted::{ButtonForm, Form, Posted};
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Rows of one page.
const ROWS: i64 = 30;

/// What a member of staff was told.
#[derive(Template)]
#[template(path = "desk/notices.html")]
pub struct NoticesPage {
    pub shell: Shell,
    pub rows: Vec<NoticeRow>,
    /// "" where there is nothing more.
    pub older: String,
    /// The newest one that is shown and not read; "" where all are.
    pub last: String,
}

/// One thing that one was told.
pub struct NoticeRow {
    /// Where a press marks it as read and opens the report; "" where one may not read that any more.
    pub to: String,
    pub title: String,
    /// The report's checked title; "" where there is none, or it is not theirs to read.
    pub about: String,
    /// "26-8K3F-Q7 · Vũ Thu Hà · 10:18, 26/11 · hạn 17:00, 27/11/2026"
    pub said: String,
    pub fresh: bool,
}

/// Where a page of the list begins.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NoticesQuestion {
    sau: String,
}

/// Up to which notice all is read.
#[derive(Deserialize)]
pub struct ReadForm {
    #[serde(default)]
    until: String,
}

impl Form for ReadForm {}

/// The list of whoever asks. Looking at it marks nothing as read.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<NoticesQuestion>,
) -> Result<HttpResponse, Failure> {
    let (actor, before) = (visitor.staff()?.clone(), asked.sau.parse().ok().map(NoticeId));
    let id = actor.id;
    let mut found =
        off_thread::look(&portal, move |c| Ok(store::of_account(c, id, before, ROWS + 1)?)).await?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let w = visitor.words();
    let fresh = found.iter().find(|one| one.notice.read_at.is_none());
    page::page(&NoticesPage {
        shell: Shell::new(&portal, &visitor, w.say("notices.title")),
        older: found
            .last()
            .filter(|_| more)
            .map(|one| links::notices_before(one.notice.id))
            .unwrap_or_default(),
        last: fresh.map(|one| one.notice.id.to_string()).unwrap_or_default(),
        rows: found.iter().map(|one| row(&w, &actor, one)).collect(),
    })
}

/// Marks as read all that stood before their eyes.
pub async fn read_all(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ReadForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let last = NoticeId(posted.form.until.parse().map_err(|_| Failure::Malformed("no notice".into()))?);
    off_thread::change(move || notices::read_until(&inside, &actor, last)).await?;
    Ok(redirect::to_saying(&portal, &links::notices(), "notices.all_read"))
}

/// Marks one as read and opens its report.
pub async fn open_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let id = NoticeId(id.parse().map_err(|_| Failure::NotFound)?);
    let (code, what) = off_thread::change(move || notices::read_one(&inside, &actor, id)).await?;
    // What is asked there is decided on a page of its own.
    Ok(redirect::to(&match what {
        What::RemovalAsked => links::removals(),
        What::CommentSent => links::comments(),
        _ => links::desk_ticket(&code),
    }))
}

fn row(w: &Words, actor: &Actor, one: &Listed) -> NoticeRow {
    let readable = actor.may(Act::ReadTicket, &one.holding);
    let mut said = vec![one.code.clone()];
    said.extend(one.by.clone());
    said.push(brief(one.notice.made_at));
    said.extend(one.instead_of.as_ref().map(|name| w.fill("notices.instead_of", [("name", name)])));
    if let Some(due) = one.notice.due.filter(|_| readable && !one.status.is_settled()) {
        said.push(w.fill("notices.due", [("when", full(due))]));
    }
    if !readable {
        said.push(w.say("notices.not_yours"));
    }
    NoticeRow {
        to: if readable { links::notice(one.notice.id) } else { String::new() },
        title: w.say(&format!("notice.{}", one.notice.what)),
        about: if readable { one.title.clone() } else { String::new() },
        said: said.join(" · "),
        fresh: one.notice.read_at.is_none(),
    }
}
