//! The staff's door.
use crate::actions::Refusal;
use crate::actions::accounts::password::MOST;
use crate::actions::accounts::sign_in::{Presented, sign_in};
use crate::actions::tickets::EMAIL_LIMIT;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{cookies, page};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "door/sign_in.html")]
pub struct SignInPage {
    pub shell: Shell,
    pub email: String,
    pub errors: Errors,
    /// Somebody asked for a page of the desk and was sent here.
    pub sent_here: bool,
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

impl Form for Typed {
    const TEXTS: &'static [Text] =
        &[Text::new("email", EMAIL_LIMIT, "email_length"), Text::new("password", MOST, "password_long")];
}

pub async fn show(
    request: HttpRequest,
    portal: web::Data<Portal>,
    visitor: Visitor,
) -> Result<HttpResponse, Failure> {
    if visitor.actor().is_some() {
        return Ok(page::go_on(&links::desk()));
    }
    let sent_here = cookies::Jar::of(&request, &portal).next().is_some();
    page::page(&page_of(&portal, &visitor, String::new(), Errors::default(), sent_here))
}

pub async fn enter(
    request: HttpRequest,
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<Typed>,
) -> Result<HttpResponse, Failure> {
    let jar = cookies::Jar::of(&request, &portal);
    let next = jar.next();
    let within = posted.within();
    let email = posted.form.email;
    let presented = Presented {
        email: email.clone(),
        password: posted.form.password,
        network: visitor.network().to_owned(),
        known: jar.known(),
        held: jar.session(),
    };
    let inside = portal.clone();
    match page::off_thread(move || Ok::<_, Failure>(within.and_then(|()| sign_in(&inside, &presented))))
        .await?
    {
        Ok(entered) => {
            let mut answer = page::go_on(&next.unwrap_or_else(links::desk));
            // The session begins anew, and so do the keys of its forms; the guest's key is not needed any more.
            let session = cookies::make(&portal, "session", entered.session.reveal().to_owned(), None);
            let known = cookies::known(&portal, entered.known);
            for cookie in
                [session, known, cookies::forget(&portal, "next"), cookies::forget(&portal, "guest")]
            {
                answer.add_cookie(&cookie).map_err(|error| Failure::Internal(error.to_string()))?;
            }
            Ok(answer)
        }
        Err(Refusal::Invalid(problems)) => {
            let errors = Errors::of(&visitor.words(), &problems);
            page::again(&page_of(&portal, &visitor, email, errors, next.is_some()))
        }
        Err(other) => Err(other.into()),
    }
}

fn page_of(portal: &Portal, visitor: &Visitor, email: String, errors: Errors, sent_here: bool) -> SignInPage {
    let title = visitor.words().say("door.sign_in");
    SignInPage { shell: Shell::new(portal, visitor, title), email, errors, sent_here }
}
