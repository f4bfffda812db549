//! The sender lets the agency that handles the report look at how to reach them, or ends that.
use super::{Typing, refused, whose};
use crate::actions::senders;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{Form, Posted};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The button: `share`, or another word for ending it.
#[derive(Deserialize)]
pub struct ContactForm {
    #[serde(default, rename = "do")]
    button: String,
}

impl Form for ContactForm {}

/// Does what the button says, and shows how it stands now.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    posted: Posted<ContactForm>,
) -> Result<HttpResponse, Failure> {
    let (inside, id) = (portal.clone(), whose(&portal, &key).await?);
    let shares = posted.form.button == "share";
    let verb = if shares { senders::share_contact } else { senders::unshare_contact };
    let said = if shares { "own.contact_shared" } else { "own.contact_kept" };
    match off_thread::change(move || Ok::<_, Failure>(verb(&inside, id))).await? {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::own(&key), said)),
        Err(refusal) => refused(&portal, &visitor, &key, refusal, Typing::default()).await,
    }
}
