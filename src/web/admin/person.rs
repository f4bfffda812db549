//! The part of an account's page where its name, post and address are mended.
use super::account::{AccountPage, page_of, read_id};
use crate::actions::accounts::invite::{POSITION_LIMIT, Person};
use crate::actions::accounts::mend::mend;
use crate::domain::account::Account;
use crate::domain::intake::{EMAIL_LIMIT, NAME_LIMIT};
use crate::ids::AccountId;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::absences::AwayForm;
use crate::web::posted::{Form, Posted, Text};
use crate::web::press::Press;
use crate::web::redirect;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Who an account belongs to, as typed.
#[derive(Debug, Deserialize, Default, Clone)]
pub struct PersonForm {
    /// The version that was seen.
    #[serde(default)]
    pub version: i32,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub position: String,
}

impl Form for PersonForm {
    const TEXTS: &'static [Text] = &[
        Text::new("name", NAME_LIMIT, "name_long"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
        Text::new("position", POSITION_LIMIT, "too_long"),
    ];
}

impl PersonForm {
    /// As the account has it now.
    pub fn of(account: &Account) -> Self {
        Self {
            version: account.version,
            name: account.name.clone(),
            email: account.email.clone(),
            position: account.position.clone(),
        }
    }
}

/// Keeps name, post and address; where somebody was faster, what was typed comes back beside what stands.
pub async fn set(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<PersonForm>,
) -> Result<HttpResponse, Failure> {
    let id: AccountId = read_id(&id)?;
    let press = Press::of(&portal, &visitor, posted.within(), posted.form).beside_what_stands();
    press
        .answer(
            move |portal, actor, typed| mend(portal, actor, (id, typed.version), &person(typed)),
            async |()| Ok(redirect::to_saying(&portal, &links::admin_account(id), "admin.saved")),
            async |visitor, typed, errors| again(&portal, visitor, id, typed, errors).await,
        )
        .await
}

fn person(typed: &PersonForm) -> Person {
    Person { name: typed.name.clone(), email: typed.email.clone(), position: typed.position.clone() }
}

async fn again(
    portal: &Portal,
    visitor: &Visitor,
    id: AccountId,
    typed: PersonForm,
    errors: Errors,
) -> Result<AccountPage, Failure> {
    let shown = page_of(portal, visitor, id, (AwayForm::default(), errors)).await?;
    Ok(AccountPage { person: PersonForm { version: shown.version, ..typed }, mending: true, ..shown })
}
