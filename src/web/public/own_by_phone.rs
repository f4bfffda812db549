//! Who left only a telephone number, or lost the letters, comes to their own page by the report's code and that number.
use crate::actions::senders::keys;
use crate::actions::throttle::{self, Count};
use crate::domain::contact::Phone;
use crate::domain::intake::PHONE_LIMIT;
use crate::domain::limits::Limited;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::{contacts, tickets};
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The field for the telephone number that was left with a report.
#[derive(Template)]
#[template(path = "public/own_by_phone.html")]
pub struct OwnByPhonePage {
    pub shell: Shell,
    pub phone: String,
    pub code: String,
    pub action: String,
    pub follow: String,
    pub errors: Errors,
}

/// The number as typed.
#[derive(Deserialize)]
pub struct PhoneForm {
    #[serde(default)]
    phone: String,
}

impl Form for PhoneForm {
    const TEXTS: &'static [Text] = &[Text::new("phone", PHONE_LIMIT, "phone_length")];
}

/// The empty field. Whether a report has this code is not said here.
pub async fn ask(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    page::page(&page_of(&portal, &visitor, code, String::new(), Errors::default()))
}

/// Goes on to the sender's page where both fit. What fits not is counted, by network and by code: a number is short enough
/// to be guessed otherwise.
pub async fn find(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    posted: Posted<PhoneForm>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let (w, typed) = (visitor.words(), posted.form.phone.clone());
    let again = |key: &str| {
        let mut errors = Errors::default();
        errors.add("phone", w.say(key));
        page::again(&page_of(&portal, &visitor, code, typed.clone(), errors))
    };
    if posted.within().is_err() {
        return again("problem.phone_length");
    }
    let Ok(phone) = Phone::parse(&posted.form.phone) else {
        return again("own.by_phone_shape");
    };
    match key_for(&portal, &visitor, code, phone).await? {
        Some(key) => Ok(redirect::to(&links::own(&key))),
        None => again("own.by_phone_unknown"),
    }
}

/// The key to the page of whoever left this number with the report of this code.
async fn key_for(
    portal: &Portal,
    visitor: &Visitor,
    code: TicketCode,
    phone: Phone,
) -> Result<Option<String>, Failure> {
    let counts = [
        Count::new(Limited::CodesNetwork, visitor.network()),
        Count::new(Limited::CodesNetwork, format!("phone {}", code.as_str())),
    ];
    let portal = portal.clone();
    off_thread::change(move || {
        throttle::check(&portal, &counts)?;
        let found = portal.db.look(|c| {
            let Some(ticket) = tickets::by_code(c, code.as_str())? else { return Ok(None) };
            let left =
                contacts::of_ticket(c, ticket.id)?.is_some_and(|contact| contact.phone == phone.as_str());
            if left { keys::of_own_page(&portal, c, ticket.id).map(Some) } else { Ok(None) }
        })?;
        if found.is_none() {
            throttle::count(&portal, &counts)?;
        }
        Ok::<_, Failure>(found)
    })
    .await
}

/// The page as it was sent.
pub fn again(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    fields: &Fields,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(code).map_err(|_| Failure::NotFound)?;
    let typed = fields.get("phone").to_owned();
    page::page_as(StatusCode::FORBIDDEN, &page_of(portal, visitor, code, typed, Errors::default()))
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    code: TicketCode,
    phone: String,
    errors: Errors,
) -> OwnByPhonePage {
    OwnByPhonePage {
        shell: Shell::new(portal, visitor, visitor.words().say("own.by_phone")),
        phone,
        code: code.as_str().to_owned(),
        action: links::own_by_phone(code.as_str()),
        follow: links::lookup_code(code.as_str()),
        errors,
    }
}
