//! The sender stops the letters about the report, or lets them come again.
use super::{Typing, refused, whose};
use crate::actions::senders::{choose_letters, keys, resume_letters, stop_letters};
use crate::domain::letter_topic::Topic;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::{Form, Posted};
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The button: `stop`, or another word for letting them come.
#[derive(Deserialize)]
pub struct LettersForm {
    #[serde(default, rename = "do")]
    button: String,
}

impl Form for LettersForm {}

/// Which events are ticked; read field by field, as the name comes more than once.
#[derive(Deserialize)]
pub struct TopicsForm {}

impl Form for TopicsForm {}

/// Keeps about what letters come.
pub async fn choose(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    sent: Posted<TopicsForm>,
) -> Result<HttpResponse, Failure> {
    let (inside, id) = (portal.clone(), whose(&portal, &key).await?);
    let wanted: Vec<Topic> = sent.fields.all("topic").iter().filter_map(|word| word.parse().ok()).collect();
    match off_thread::change(move || Ok::<_, Failure>(choose_letters(&inside, id, &wanted))).await? {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::own(&key), "own.letters_chosen")),
        Err(refusal) => refused(&portal, &visitor, &key, refusal, Typing::default()).await,
    }
}

/// Does what the button says, and shows how it stands now.
pub async fn press(
    portal: web::Data<Portal>,
    _visitor: Visitor,
    key: web::Path<String>,
    posted: Posted<LettersForm>,
) -> Result<HttpResponse, Failure> {
    let (inside, id) = (portal.clone(), whose(&portal, &key).await?);
    let stops = posted.form.button == "stop";
    off_thread::change(move || {
        let own = keys::of_letters(&inside, id);
        if stops { stop_letters(&inside, &own) } else { resume_letters(&inside, &own) }
    })
    .await?;
    let said = if stops { "own.letters_stopped" } else { "letters_wanted.resumed" };
    Ok(redirect::to_saying(&portal, &links::own(&key), said))
}
