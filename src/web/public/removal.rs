//! A visitor asks that a public report or answer is taken down, or that what could name somebody is blacked out in it.
use crate::actions::removals;
use crate::domain::intake::EMAIL_LIMIT;
use crate::domain::removal::{REMOVAL_LIMIT, RemovalTyped, RemovalWhy};
use crate::i18n::Words;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::refused;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The form by which anybody asks that something is taken down.
#[derive(Template)]
#[template(path = "public/removal.html")]
pub struct RemovalPage {
    pub shell: Shell,
    pub code: String,
    pub title: String,
    /// The report.
    pub report: String,
    pub action: String,
    /// The version of the answer that it is about; "" for the report.
    pub version: String,
    pub whys: Vec<Choice>,
    pub words: String,
    pub email: String,
    /// By when it is decided.
    pub within: String,
    pub errors: Errors,
}

/// Which version of the answer is meant.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemovalQuestion {
    ban: String,
}

/// What was typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    why: String,
    words: String,
    email: String,
    version: String,
}

impl Form for RemovalForm {
    const TEXTS: &'static [Text] =
        &[Text::new("words", REMOVAL_LIMIT, "too_long"), Text::new("email", EMAIL_LIMIT, "too_long")];
}

/// The empty form, for a report that anybody may read.
pub async fn ask(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    asked: Query<RemovalQuestion>,
) -> Result<HttpResponse, Failure> {
    let typed = RemovalForm { version: asked.ban.clone(), ..RemovalForm::default() };
    page::page(&page_of(&portal, &visitor, &code, typed, Errors::default()).await?)
}

/// Keeps the request and goes back to the report.
pub async fn send(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    posted: Posted<RemovalForm>,
) -> Result<HttpResponse, Failure> {
    let wanted = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let (within, typed) = (posted.within(), posted.form.clone());
    let request = RemovalTyped {
        why: typed.why.clone(),
        words: typed.words.clone(),
        email: typed.email.clone(),
        reply_version: typed.version.parse().ok(),
    };
    let (inside, network, lang) = (portal.clone(), visitor.network().to_owned(), visitor.lang());
    let done = off_thread::change(move || {
        let asked = within.and_then(|()| removals::ask(&inside, (&network, lang), wanted.as_str(), &request));
        Ok::<_, Failure>(asked)
    })
    .await?;
    match done {
        Ok(()) => Ok(redirect::to_saying(&portal, &links::ticket(wanted.as_str()), "removal.sent")),
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors| {
                page_of(&portal, visitor, wanted.as_str(), typed, errors).await
            };
            refused(&visitor, refusal, again).await
        }
    }
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    typed: RemovalForm,
    errors: Errors,
) -> Result<RemovalPage, Failure> {
    let wanted = TicketCode::parse(code).map_err(|_| Failure::NotFound)?;
    let (card, days) = off_thread::look_in_city(portal, move |c, city| {
        let (card, _) = public::copy::report(c, wanted.as_str())?.ok_or(Failure::NotFound)?;
        Ok((card, city.facts.removal_days))
    })
    .await?;
    let w = visitor.words();
    let version: Option<i32> = typed.version.parse().ok();
    Ok(RemovalPage {
        shell: Shell::new(portal, visitor, w.say("removal.title")),
        report: links::ticket(&card.ticket.code),
        action: links::removal(&card.ticket.code),
        version: version.map(|version| version.to_string()).unwrap_or_default(),
        whys: whys(&w, &typed.why),
        words: typed.words,
        email: typed.email,
        within: w.fill("removal.within", [("days", w.count("guide.working_days", i64::from(days)))]),
        errors,
        code: card.ticket.code,
        title: card.ticket.title,
    })
}

/// Each reason.
pub fn whys(w: &Words, chosen: &str) -> Vec<Choice> {
    let each = RemovalWhy::ALL.iter();
    each.map(|why| Choice::new(why.as_str(), w.say(&format!("removal.why_{why}")), chosen)).collect()
}
