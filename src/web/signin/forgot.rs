//! Forgot the password: ask for a link. The answer is the same whatever the address.
use crate::actions::Problem;
use crate::actions::accounts::ask_reset::ask_reset;
use crate::domain::contact::Email;
use crate::domain::intake::EMAIL_LIMIT;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{cookies, off_thread, page};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Where a member of staff asks for a link to a new password.
#[derive(Template)]
#[template(path = "signin/forgot.html")]
pub struct ForgotPage {
    pub shell: Shell,
    pub email: String,
    pub errors: Errors,
    pub sent: bool,
    pub told: String,
}

/// The address as typed.
#[derive(Deserialize)]
pub struct ForgotForm {
    #[serde(default)]
    email: String,
}

impl Form for ForgotForm {
    const TEXTS: &'static [Text] = &[Text::new("email", EMAIL_LIMIT, "email_length")];
}

/// The empty form, for whoever cannot come in.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, String::new(), Errors::default(), false))
}

/// Sends the link where the address is an account's, and says the same where it is not.
pub async fn send(
    portal: web::Data<Portal>,
    request: HttpRequest,
    visitor: Visitor,
    posted: Posted<ForgotForm>,
) -> Result<HttpResponse, Failure> {
    let long = !posted.too_long.is_empty();
    let email = posted.form.email;
    if long || Email::parse(&email).is_err() {
        let errors = Errors::of(&visitor.words(), &[Problem::new("email", "email_shape")]);
        return page::again(&page_of(&portal, &visitor, email, errors, false));
    }
    let (inside, asked, network) = (portal.clone(), email.clone(), visitor.network().to_owned());
    let known = cookies::Jar::of(&request, &portal).known();
    off_thread::change(move || ask_reset(&inside, &asked, &network, &known)).await?;
    page::page(&page_of(&portal, &visitor, email, Errors::default(), true))
}

/// The page as it was sent.
pub fn again(portal: &Portal, visitor: &Visitor, fields: &Fields) -> Result<HttpResponse, Failure> {
    let email = fields.get("email").to_owned();
    page::page_as(StatusCode::FORBIDDEN, &page_of(portal, visitor, email, Errors::default(), false))
}

fn page_of(portal: &Portal, visitor: &Visitor, email: String, errors: Errors, sent: bool) -> ForgotPage {
    let title = visitor.words().say(if sent { "door.forgot_sent" } else { "door.forgot" });
    ForgotPage {
        shell: Shell::new(portal, visitor, title),
        told: visitor.words().fill("door.forgot_sent_what", [("email", &email)]),
        email,
        errors,
        sent,
    }
}
