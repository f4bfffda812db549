//! The staff's door.
use crate::actions::accounts::password::MOST;
use crate::actions::accounts::sign_in::{Presented, sign_in};
use crate::domain::intake::EMAIL_LIMIT;
use crate::domain::password::Password;
use crate::ids::Secret;
use crate::links;
use crate::portal::Portal;
use crate::store::sessions;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::kept_words::{self, Kept};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::reopen;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{cookies, off_thread, page, press, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The door for staff: address and password.
#[derive(Template)]
#[template(path = "signin/sign_in.html")]
pub struct SignInPage {
    pub shell: Shell,
    pub email: String,
    pub errors: Errors,
    /// Somebody asked for a page of the desk and was sent here.
    pub sent_here: bool,
    /// What was being written when the session ended, sealed; "" where nothing was.
    pub kept: String,
}

/// The address and the password as typed.
#[derive(Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: Password,
}

impl Form for SignInForm {
    const TEXTS: &'static [Text] = &[
        Text::new("email", EMAIL_LIMIT, "email_length"),
        Text::secret("password", MOST, "password_long"),
        Text::new("kept", kept_words::SEALED_LIMIT, "too_long"),
    ];
}

/// The door; whoever has come in already goes on to the desk.
pub async fn show(
    request: HttpRequest,
    portal: web::Data<Portal>,
    visitor: Visitor,
) -> Result<HttpResponse, Failure> {
    if visitor.actor().is_some() {
        return Ok(redirect::to(&links::desk()));
    }
    let sent_here = cookies::Jar::of(&request, &portal).next().is_some();
    page::page(&page_of(&portal, &visitor, String::new(), Errors::default(), sent_here))
}

/// The door for somebody whose session ended while they wrote: what they wrote waits here until they come in. Nothing
/// where nothing was written.
pub async fn before(
    request: &HttpRequest,
    portal: &Portal,
    visitor: &Visitor,
    path: &str,
    fields: &Fields,
) -> Result<Option<HttpResponse>, Failure> {
    let account = match cookies::Jar::of(request, portal).session() {
        Some(token) => {
            let hash = Secret::presented(&token).hash();
            off_thread::look(portal, move |c| Ok(sessions::holder(c, &hash)?)).await?
        }
        None => None,
    };
    let Some(kept) = Kept::of(portal, path, account, fields) else {
        return Ok(None);
    };
    let key = Secret::random();
    let visitor = visitor.before_again("door.kept_words").at(&links::sign_in()).as_guest(key.reveal());
    let mut page = page_of(portal, &visitor, String::new(), Errors::default(), false);
    page.kept = kept.seal(portal);
    let mut answer = page::page_as(StatusCode::FORBIDDEN, &page)?;
    answer
        .add_cookie(&cookies::make(portal, "guest", key.reveal().to_owned(), None))
        .map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(Some(answer))
}

/// The page as it was sent, but for the password.
pub fn again(
    portal: &Portal,
    visitor: &Visitor,
    fields: &Fields,
    kept: Option<Kept>,
) -> Result<HttpResponse, Failure> {
    let mut page = page_of(portal, visitor, fields.get("email").to_owned(), Errors::default(), false);
    page.kept = kept.map(|kept| kept.seal(portal)).unwrap_or_default();
    page::page_as(StatusCode::FORBIDDEN, &page)
}

/// Opens a session and goes on: to what was asked for, to what was being written, or to the desk.
pub async fn enter(
    request: HttpRequest,
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<SignInForm>,
) -> Result<HttpResponse, Failure> {
    let jar = cookies::Jar::of(&request, &portal);
    let next = jar.next();
    let within = posted.within();
    let email = posted.form.email;
    let kept = Kept::from_form(&portal, &posted.fields);
    let presented = Presented {
        email: email.clone(),
        password: posted.form.password,
        network: visitor.network().to_owned(),
        known: jar.known(),
        held: jar.session(),
    };
    let inside = portal.clone();
    match off_thread::change(move || Ok::<_, Failure>(within.and_then(|()| sign_in(&inside, &presented))))
        .await?
    {
        Ok(entered) => {
            let mut answer = match kept {
                Some(kept) => back_to_work(&portal, &visitor, &entered.session, kept).await?,
                None => redirect::to(&next.unwrap_or_else(links::desk)),
            };
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
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors| {
                let kept = kept.map(|kept| kept.seal(&portal)).unwrap_or_default();
                Ok(SignInPage { kept, ..page_of(&portal, visitor, email, errors, next.is_some()) })
            };
            press::refused(&visitor, refusal, again).await
        }
    }
}

/// The form that they were writing, with their words; the desk for anybody else.
async fn back_to_work(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    token: &Secret,
    kept: Kept,
) -> Result<HttpResponse, Failure> {
    let (hash, now, db) = (token.hash(), portal.now(), portal.db.clone());
    let found = off_thread::look(portal, move |c| Ok(sessions::present(c, &db, &hash, now)?)).await?;
    let path = kept.path.clone();
    let own = found.and_then(|found| kept.for_whom(found.actor.id).map(|fields| (found.actor, fields)));
    let Some((actor, fields)) = own else {
        return Ok(redirect::to(&links::desk()));
    };
    let staff = visitor.as_staff(actor, token.reveal(), &path);
    let mut answer = reopen::reopen(portal, &staff, &fields).await?;
    *answer.status_mut() = StatusCode::OK;
    Ok(answer)
}

fn page_of(portal: &Portal, visitor: &Visitor, email: String, errors: Errors, sent_here: bool) -> SignInPage {
    let title = visitor.words().say("door.sign_in");
    SignInPage { shell: Shell::new(portal, visitor, title), email, errors, sent_here, kept: String::new() }
}
