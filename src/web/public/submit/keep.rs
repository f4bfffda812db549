//! Keeps what a step's page sent, or shows that page again as it was sent where it cannot be kept.
use super::{Scene, Step, category, contact, photos, place, questions, what, writer_of};
use crate::actions::Refusal;
use crate::actions::drafts::{self, Elsewhere, Page};
use crate::domain::draft::{Answers, Draft};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::posted::Fields;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// The draft as it is now, or the page again: it is of another draft than the one that lies there.
pub async fn keep(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    step: Step,
    fields: &Fields,
    change: impl FnMut(&mut Answers) + Send + 'static,
) -> Result<Result<Draft, HttpResponse>, Failure> {
    let (writer, own) = (writer_of(portal, visitor), portal.clone());
    // A later page begins a draft only after it said that what stood before is gone; the photos may be what one begins with.
    let begins =
        step == Step::What || fields.has("reopened") || (step == Step::Photos && fields.has("first"));
    let here = Page { form_key: fields.get("draft").to_owned(), begins };
    let written = off_thread::change(move || Ok::<_, Failure>(drafts::write(&own, &writer, &here, change)));
    let (why, status) = match written.await? {
        Ok(Ok(draft)) => return Ok(Ok(draft)),
        Ok(Err(Elsewhere::Sent)) => ("submit.page_sent", StatusCode::CONFLICT),
        Ok(Err(Elsewhere::Gone)) => (gone(step), StatusCode::CONFLICT),
        Ok(Err(Elsewhere::Another)) => ("submit.page_of_another", StatusCode::CONFLICT),
        // No more forms are begun from here for a while. What was typed stays in the fields, to be sent again.
        Err(Refusal::TooMany) => ("submit.too_many_begun", StatusCode::TOO_MANY_REQUESTS),
        Err(other) => return Err(other.into()),
    };
    Ok(Err(again(portal, &visitor.before_again(why), step, fields, status).await?))
}

/// Words for a later page whose earlier ones are gone.
fn gone(step: Step) -> &'static str {
    match step {
        Step::What => "form.reopened",
        Step::Photos => "submit.alone_photos",
        Step::Category | Step::Questions | Step::Place | Step::Contact | Step::Review => "submit.alone",
    }
}

/// A step's page with what it held when it was sent. Nothing is written.
pub async fn again(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    step: Step,
    fields: &Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(portal, visitor).await?;
    let alone = scene.draft.is_none() && visitor.reopened() == Some("form.reopened");
    let visitor = if alone { visitor.before_again(gone(step)) } else { visitor.clone() };
    match step {
        Step::What | Step::Review => what::again(portal, &visitor, scene, fields, status),
        Step::Category => category::again(portal, &visitor, scene, fields, status).await,
        Step::Questions => questions::again(portal, &visitor, scene, fields, status),
        Step::Place => place::again(portal, &visitor, scene, fields, status).await,
        Step::Photos => photos::again(portal, &visitor, &scene, status).await,
        Step::Contact => contact::again(portal, &visitor, scene, fields, status).await,
    }
}
