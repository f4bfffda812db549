//! Step 4: photos. Each file is answered for itself; the good ones stay, whatever the others are.
use super::{Scene, Step, Way, key_of, pointed, writer_of};
use crate::actions::drafts::{self, NotKept, Writer};
use crate::clock::local;
use crate::domain::city::PlaceNeed;
use crate::domain::draft;
use crate::files::FileHash;
use crate::i18n::Words;
use crate::ids::UploadId;
use crate::portal::Portal;
use crate::store;
use crate::web::calm;
use crate::web::error::Failure;
use crate::web::form::{Errors, KeptPicture};
use crate::web::posted::{Form, Posted, Upload};
use crate::web::public::photos::{self, NotTaken, named, too_many};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The photos of the draft, with room for more, for the sender.
#[derive(Template)]
#[template(path = "public/submit/photos.html")]
pub struct PhotosPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    pub kept: Vec<KeptPicture>,
    /// How many more may come.
    pub room: usize,
    pub hint: String,
    /// Nothing else is written yet: the report begins with them.
    pub first: bool,
}

/// The button: `add` stays on the page for more, another goes on.
#[derive(Deserialize)]
pub struct PhotosForm {
    #[serde(default, rename = "do")]
    button: String,
}

impl Form for PhotosForm {
    const FILES: &'static [&'static str] = &["photos"];
}

/// The photos, for the sender of the draft; without a draft, to begin one with them.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Photos) {
        return Ok(redirect::to(&earlier));
    }
    page::page(&page_of(&portal, &visitor, &scene, Errors::default()).await?)
}

/// Takes out what was unticked, keeps the photos that came, and says of each other file why not.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<PhotosForm>,
) -> Result<HttpResponse, Failure> {
    let adding = posted.form.button == "add";
    let writer = writer_of(&portal, &visitor);
    let gone = draft::taken_out(&ids(&posted.fields.all("shown")), &ids(&posted.fields.all("keep")));
    let kept = super::keep(&portal, &visitor, Step::Photos, &posted.fields, move |answers| {
        answers.photos_seen |= !adding;
    });
    if let Err(again) = kept.await? {
        return Ok(again);
    }
    let (own, own_key) = (portal.clone(), writer.key_hash.clone());
    off_thread::change(move || drafts::drop_photos(&own, &own_key, &gone)).await?;
    let here = Here { writer, form_key: posted.fields.get("draft").to_owned() };
    let (mut errors, mut ours) = (Errors::default(), false);
    for file in posted.files {
        if let Some(refused) = keep(&portal, &visitor, &here, file).await? {
            errors.add("photos", refused.message);
            ours |= refused.ours;
        }
    }
    for name in &posted.surplus {
        errors.add("photos", too_many(&portal, &visitor.words(), name));
    }
    // A photo may say where it was taken: what it says stands in the draft by now.
    let scene = Scene::load(&portal, &visitor).await?;
    if !errors.is_empty() {
        let again = page::again(&page_of(&portal, &visitor, &scene, errors).await?)?;
        return Ok(if ours { page::later(again) } else { again });
    }
    let asks = scene.category.is_some()
        && scene.need() != PlaceNeed::NoPlace
        && pointed::offered(&scene, local(portal.now()).date()).is_some();
    let next = if asks && !adding {
        Step::Place.url()
    } else if adding {
        Step::Photos.url()
    } else {
        Step::Photos.onward(&scene)
    };
    Ok(redirect::to(&next))
}

fn ids(values: &[&str]) -> Vec<UploadId> {
    values.iter().filter_map(|id| id.parse().ok()).collect()
}

/// The page again. The files that came with it were not kept, which its words say.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    scene: &Scene,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    page::page_as(status, &page_of(portal, visitor, scene, Errors::default()).await?)
}

/// The draft that a page's photos are for.
struct Here {
    writer: Writer,
    form_key: String,
}

/// Keeps one file, or says why not.
async fn keep(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    here: &Here,
    file: Upload,
) -> Result<Option<NotTaken>, Failure> {
    let (w, name) = (visitor.words(), file.name.clone());
    if is_full(portal, &here.writer.key_hash).await? {
        return Ok(Some(NotTaken { message: too_many(portal, &w, &name), ours: false }));
    }
    let photo = match photos::take(portal, &w, &here.writer, file).await? {
        Ok(photo) => photo,
        Err(refused) => return Ok(Some(refused)),
    };
    let (own, key, form_key) = (portal.clone(), here.writer.key_hash.clone(), here.form_key.clone());
    let kept = off_thread::change(move || drafts::keep_photo(&own, &key, &form_key, photo)).await?;
    Ok(kept.err().map(|why| {
        let message = match why {
            NotKept::Full => too_many(portal, &w, &name),
            NotKept::Over => named(&w, &name, &w.say("submit.photo_over")),
        };
        NotTaken { message, ours: false }
    }))
}

async fn is_full(portal: &web::Data<Portal>, key: &str) -> Result<bool, Failure> {
    let (inside, key) = (portal.clone(), key.to_owned());
    off_thread::look(portal, move |c| Ok(!drafts::has_room(&inside, c, &key)?)).await
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    scene: &Scene,
    errors: Errors,
) -> Result<PhotosPage, Failure> {
    let w = visitor.words();
    let most = portal.config.uploads.photos;
    let kept = kept(portal, visitor).await?;
    let first = scene.is_wordless();
    let title = if first { "submit.photos_first" } else { "submit.photos_title" };
    Ok(PhotosPage {
        shell: Shell::new(portal, visitor, w.say(title)),
        first,
        way: Step::Photos.way(&w, scene),
        errors,
        room: most.saturating_sub(kept.len()),
        hint: w.fill("submit.photos_hint", [("n", most)]),
        kept,
    })
}

/// The photos of the visitor's draft.
pub async fn kept(portal: &Portal, visitor: &Visitor) -> Result<Vec<KeptPicture>, Failure> {
    let (w, key) = (visitor.words(), key_of(portal, visitor));
    let uploads = off_thread::look(portal, move |c| Ok(store::drafts::uploads(c, &key)?)).await?;
    let numbered = (1..).zip(uploads);
    Ok(numbered.map(|(number, upload)| picture(&w, number, &upload)).collect())
}

fn picture(w: &Words, number: usize, upload: &draft::Upload) -> KeptPicture {
    KeptPicture {
        key: upload.id.to_string(),
        small: crate::links::submit_upload(upload.id),
        alt: w.fill("submit.photo_alt", [("n", number)]),
    }
}

/// A photo of a draft, for the holder of the draft alone. Nobody may keep it on the way.
pub async fn picture_of(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let id: UploadId = id.parse().map_err(|_| Failure::NotFound)?;
    let (key, now) = (key_of(&portal, &visitor), portal.now());
    let upload = off_thread::look_up(&portal, move |c| {
        store::drafts::find(c, &key, now)?.ok_or(Failure::NotFound)?;
        store::drafts::upload(c, &key, id)?.ok_or(Failure::NotFound)
    })
    .await?;
    let hash: FileHash = upload.thumb.parse().map_err(|_| Failure::NotFound)?;
    let Some(bytes) = calm::picture(&portal, hash).await? else {
        return calm::place(&visitor.words());
    };
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes))
}
