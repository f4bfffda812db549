//! Behind a one-time link: choose a password. Looking never uses the link up: mail scanners open links too.
use crate::actions::accounts::password::MOST;
use crate::actions::accounts::set_password::{Chosen, set_password};
use crate::domain::account::{Account, Purpose};
use crate::domain::intake::{EMAIL_LIMIT, NAME_LIMIT};
use crate::domain::password::Password;
use crate::ids::Secret;
use crate::links;
use crate::portal::Portal;
use crate::store::{accounts, passes};
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{cookies, off_thread, page, press, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The form behind a one-time link, for whoever was sent it.
#[derive(Template)]
#[template(path = "signin/pass.html")]
pub struct PassPage {
    pub shell: Shell,
    pub action: String,
    /// What stands over the form; "" when there is nothing to add.
    pub told: String,
    /// The first administrator says who they are; everybody else sees their address.
    pub nameless: bool,
    pub email: String,
    pub full_name: String,
    pub errors: Errors,
}

/// The link was used, or its time is over.
#[derive(Template)]
#[template(path = "signin/pass_over.html")]
pub struct PassOverPage {
    pub shell: Shell,
}

/// The new password twice; the first administrator's name and address too.
#[derive(Deserialize)]
pub struct PassForm {
    #[serde(default)]
    password: Password,
    #[serde(default)]
    again: Password,
    #[serde(default)]
    email: String,
    #[serde(default)]
    name: String,
}

impl Form for PassForm {
    const TEXTS: &'static [Text] = &[
        Text::secret("password", MOST, "password_long"),
        Text::secret("again", MOST, "password_long"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
        Text::new("name", NAME_LIMIT, "name_long"),
    ];
}

/// The form, as long as the link can be used.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    match behind(&portal, &token).await? {
        Some(found) => page::page(&page_of(&portal, &visitor, &token, found, Errors::default())),
        None => over(&portal, &visitor),
    }
}

/// Sets the password, which uses the link up, and goes on to the door.
pub async fn set(
    request: HttpRequest,
    portal: web::Data<Portal>,
    visitor: Visitor,
    token: web::Path<String>,
    posted: Posted<PassForm>,
) -> Result<HttpResponse, Failure> {
    let within = posted.within();
    let typed = posted.form;
    let chosen = Chosen {
        password: typed.password,
        again: typed.again,
        email: typed.email.clone(),
        name: typed.name.clone(),
    };
    let known = cookies::Jar::of(&request, &portal).known();
    let (inside, presented) = (portal.clone(), token.clone());
    let work =
        move || Ok::<_, Failure>(within.and_then(|()| set_password(&inside, &presented, &chosen, &known)));
    match off_thread::change(work).await? {
        Ok(known) => {
            let mut answer = redirect::to_saying(&portal, &links::sign_in(), "door.password_set");
            answer
                .add_cookie(&cookies::known(&portal, known))
                .map_err(|error| Failure::Internal(error.to_string()))?;
            Ok(answer)
        }
        Err(refusal) => match behind(&portal, &token).await? {
            Some(found) => {
                let again = async |visitor: &Visitor, errors| {
                    let mut again = page_of(&portal, visitor, &token, found, errors);
                    if again.nameless {
                        (again.email, again.full_name) = (typed.email, typed.name);
                    }
                    Ok(again)
                };
                press::refused(&visitor, refusal, again).await
            }
            None => over(&portal, &visitor),
        },
    }
}

/// The page as it was sent, but for the password.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    token: &str,
    fields: &Fields,
) -> Result<HttpResponse, Failure> {
    let Some(found) = behind(portal, token).await? else {
        return over(portal, visitor);
    };
    let mut again = page_of(portal, visitor, token, found, Errors::default());
    if again.nameless {
        (again.email, again.full_name) = (fields.get("email").to_owned(), fields.get("name").to_owned());
    }
    page::page_as(StatusCode::FORBIDDEN, &again)
}

async fn behind(portal: &Portal, token: &str) -> Result<Option<(Account, Purpose)>, Failure> {
    let (hash, now) = (Secret::presented(token).hash(), portal.now());
    off_thread::look(portal, move |c| match passes::find(c, &hash, now)? {
        Some((id, purpose)) => Ok(Some((accounts::find(c, id)?, purpose))),
        None => Ok(None),
    })
    .await
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    token: &str,
    (account, purpose): (Account, Purpose),
    errors: Errors,
) -> PassPage {
    let invited = purpose == Purpose::Invite;
    let title = visitor.words().say(if invited { "door.welcome" } else { "door.new_password" });
    let nameless = account.is_nameless();
    let told = match (nameless, invited) {
        (true, _) => visitor.words().say("door.first_what"),
        (false, true) => visitor.words().fill("door.welcome_what", [("name", &account.name)]),
        (false, false) => String::new(),
    };
    PassPage {
        shell: Shell::new(portal, visitor, title),
        action: links::pass(token),
        told,
        nameless,
        email: if nameless { String::new() } else { account.email },
        full_name: if nameless { String::new() } else { account.name },
        errors,
    }
}

fn over(portal: &Portal, visitor: &Visitor) -> Result<HttpResponse, Failure> {
    let title = visitor.words().say("door.pass_over");
    let shell = Shell::new(portal, visitor, title);
    page::page_as(StatusCode::GONE, &PassOverPage { shell })
}
