//! Photos that come with a call: by Zalo, by e-mail, with a letter, over the counter. They lie under the form's own number
//! from the first press on, whatever becomes of the rest, until the form is sent.
use crate::actions::drafts::{self, NotKept};
use crate::domain::draft::{self, Upload as Lying};
use crate::i18n::Words;
use crate::ids::{Secret, UploadId};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::off_thread;
use crate::web::posted::{Fields, Upload};
use crate::web::public::photos::{self, Received, named, too_many};
use crate::web::visitor::Visitor;
use actix_web::web;

/// The field that they come in.
pub const FIELD: &str = "photos";

/// A photo that lies there.
pub struct CallPhoto {
    pub id: String,
    /// "Ảnh 1 · 1600 × 1200"
    pub label: String,
}

/// What came of the photos of a form.
pub struct Taken {
    pub errors: Errors,
    /// Something failed that lies with us.
    pub ours: bool,
}

/// Under what they lie. Nobody else's draft is found by it.
pub fn key_of(form_key: &str) -> String {
    Secret::presented(&format!("call {form_key}")).hash()
}

/// Keeps what came, and takes out what was unticked.
pub async fn take(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    fields: &Fields,
    files: Vec<Upload>,
    surplus: &[String],
) -> Result<Taken, Failure> {
    let Received { photos, mut errors, ours } =
        photos::receive(portal, visitor, FIELD, files, surplus).await?;
    let gone = draft::taken_out(&ids(&fields.all("shown")), &ids(&fields.all("keep")));
    if photos.is_empty() && gone.is_empty() {
        return Ok(Taken { errors, ours });
    }
    let (own, form_key) = (portal.clone(), fields.get("form_key").to_owned());
    let refused = off_thread::change(move || {
        let key = key_of(&form_key);
        drafts::drop_photos(&own, &key, &gone)?;
        let mut refused = Vec::new();
        for photo in photos {
            refused.extend(drafts::keep_call_photo(&own, &key, &form_key, photo)?.err());
        }
        Ok::<_, Failure>(refused)
    })
    .await?;
    let w = visitor.words();
    for why in refused {
        errors.add(
            FIELD,
            match why {
                NotKept::Full => too_many(portal, &w, ""),
                NotKept::Over => named(&w, "", &w.say("submit.photo_over")),
            },
        );
    }
    Ok(Taken { errors, ours })
}

fn ids(values: &[&str]) -> Vec<UploadId> {
    values.iter().filter_map(|id| id.parse().ok()).collect()
}

/// What lies there, as the form lists it.
pub fn shown(w: &Words, lying: &[Lying]) -> Vec<CallPhoto> {
    let one = |(number, photo): (usize, &Lying)| CallPhoto {
        id: photo.id.to_string(),
        label: format!("{} · {} × {}", w.fill("call.photo", [("n", number)]), photo.width, photo.height),
    };
    (1..).zip(lying).map(one).collect()
}
