//! Photos that a resident sends along: counted, looked at, laid on the shelf. What cannot be kept is said by its name.
use super::submit::writer_of;
use crate::actions::Refusal;
use crate::actions::drafts::{self, Writer};
use crate::files::KeptPhoto;
use crate::i18n::Words;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::off_thread;
use crate::web::posted::Upload;
use crate::web::visitor::Visitor;
use actix_web::web;

/// What came with a form.
pub struct Received {
    pub photos: Vec<KeptPhoto>,
    pub errors: Errors,
    /// Something failed that lies with us.
    pub ours: bool,
}

/// A file that was not kept, by its own name.
pub struct NotTaken {
    pub message: String,
    /// It lies with us: the same file may be taken in a moment.
    pub ours: bool,
}

/// Takes what came under `field`, each file for itself; `surplus` are the names of those that came beyond what is read.
pub async fn receive(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    field: &str,
    files: Vec<Upload>,
    surplus: &[String],
) -> Result<Received, Failure> {
    let (w, writer) = (visitor.words(), writer_of(portal, visitor));
    let mut came = Received { photos: Vec::new(), errors: Errors::default(), ours: false };
    for file in files.into_iter().filter(|file| file.size > 0) {
        if came.photos.len() >= portal.config.uploads.photos {
            came.errors.add(field, too_many(portal, &w, &file.name));
            continue;
        }
        match take(portal, &w, &writer, file).await? {
            Ok(photo) => came.photos.push(photo),
            Err(refused) => {
                came.errors.add(field, refused.message);
                came.ours |= refused.ours;
            }
        }
    }
    for name in surplus {
        came.errors.add(field, too_many(portal, &w, name));
    }
    Ok(came)
}

/// Counts a file and lays it on the shelf.
pub async fn take(
    portal: &web::Data<Portal>,
    w: &Words,
    writer: &Writer,
    file: Upload,
) -> Result<Result<KeptPhoto, NotTaken>, Failure> {
    let (own, by, bytes, name) = (portal.clone(), writer.clone(), file.size, file.name.clone());
    match off_thread::change(move || Ok::<_, Failure>(drafts::admit_photo(&own, &by, bytes))).await? {
        Ok(()) => {}
        Err(Refusal::TooMany) => {
            let message = named(w, &name, &w.say("submit.photo_too_often"));
            return Ok(Err(NotTaken { message, ours: false }));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(portal.photos.keep(file).await.map_err(|problem| {
        if problem.is_ours() {
            tracing::error!(%problem, "a resident's photo was not kept");
        }
        let key = format!("submit.photo_{}", problem.word());
        let why = w.fill(&key, [("n", portal.config.uploads.photo_megabytes())]);
        NotTaken { message: named(w, &name, &why), ours: problem.is_ours() }
    }))
}

/// That this file is one too many.
pub fn too_many(portal: &Portal, w: &Words, name: &str) -> String {
    named(w, name, &w.fill("submit.photo_many", [("n", portal.config.uploads.photos)]))
}

/// "nha.heic: ảnh HEIC của iPhone chưa đọc được …"
pub fn named(w: &Words, name: &str, why: &str) -> String {
    let name = if name.is_empty() { w.say("submit.photo_unnamed") } else { name.to_owned() };
    format!("{name}: {why}")
}
