//! The form that invites somebody to work here.
use super::account;
use super::agencies::choices;
use crate::actions::Refusal;
use crate::actions::accounts::invite::POSITION_LIMIT;
use crate::actions::accounts::invite::{Invitation, invite};
use crate::clock;
use crate::domain::intake::{EMAIL_LIMIT, NAME_LIMIT};
use crate::domain::policy::Role;
use crate::portal::Portal;
use crate::store::agencies;
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::Press;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The form that invites somebody to work here, for an administrator.
#[derive(Template)]
#[template(path = "admin/invite.html")]
pub struct InvitePage {
    pub shell: Shell,
    pub typed: InviteForm,
    pub roles: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub langs: Vec<Choice>,
    pub errors: Errors,
}

/// Who is invited, and with which role for which agency, as typed.
#[derive(Deserialize, Default, Clone)]
pub struct InviteForm {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub position: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub agency: String,
    #[serde(default)]
    pub lang: String,
}

impl Form for InviteForm {
    const TEXTS: &'static [Text] = &[
        Text::new("name", NAME_LIMIT, "name_long"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
        Text::new("position", POSITION_LIMIT, "too_long"),
    ];
}

/// To which agency somebody is invited; "" for any.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InviteQuestion {
    #[serde(rename = "co-quan")]
    agency: String,
}

/// The empty form, for an administrator; for an agency that is named, of somebody who takes on its work.
pub async fn blank(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<InviteQuestion>,
) -> Result<HttpResponse, Failure> {
    let agency = asked.into_inner().agency;
    let role = if agency.is_empty() { String::new() } else { Role::Focal.to_string() };
    let typed = InviteForm { agency, role, ..InviteForm::default() };
    page::page(&page_of(&portal, &visitor, typed, Errors::default()).await?)
}

/// Shows the new account with its link, once: only the link's hash is kept.
pub async fn send(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<InviteForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            |portal, actor, typed| invite(portal, actor, &invitation(portal, typed)?),
            async |(id, token)| account::with_link(&portal, &visitor, id, &token).await,
            async |visitor, typed, errors| page_of(&portal, visitor, typed, errors).await,
        )
        .await
}

fn invitation(portal: &Portal, typed: &InviteForm) -> Result<Invitation, Refusal> {
    let agency = portal.db.look(|c| Ok::<_, Refusal>(agencies::by_slug(c, &typed.agency)?))?;
    Ok(Invitation {
        email: typed.email.clone(),
        name: typed.name.clone(),
        position: typed.position.clone(),
        lang: if typed.lang == "en" { "en".into() } else { "vi".into() },
        role: typed.role.parse().ok(),
        agency: agency.map(|agency| agency.id),
    })
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    typed: InviteForm,
    errors: Errors,
) -> Result<InvitePage, Failure> {
    let words = visitor.words();
    let all = off_thread::look(portal, |c| Ok(agencies::all(c)?)).await?;
    let today = clock::local(portal.now()).date();
    Ok(InvitePage {
        shell: Shell::new(portal, visitor, words.say("admin.invite")),
        roles: Role::ALL
            .iter()
            .map(|role| Choice::new(role.as_str(), words.say(&format!("role.{role}")), &typed.role))
            .collect(),
        agencies: choices(&all, &typed.agency, today),
        langs: ["vi", "en"]
            .map(|lang| Choice::new(lang, words.say(&format!("admin.lang.{lang}")), &typed.lang))
            .into(),
        typed,
        errors,
    })
}
