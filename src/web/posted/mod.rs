//! A form that was sent: where it came from is checked first, then it is read, within limits.
mod fields;
mod form;
mod intake;
mod keyed;
mod parts;
mod upload;

pub use fields::Fields;
pub use form::{ButtonForm, Form, Text};
pub use intake::Intake;
pub use keyed::{Keyed, Message};
pub use upload::Upload;

use super::connections;
use super::error::Failure;
use super::visitor::{self, Visitor};
use crate::actions::{Problem, Refusal};
use crate::portal::Portal;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use intake::{Body, Room};
use keyed::KeyGuard;
use parts::{Parts, Plan};
use serde::Deserialize;
use std::future::Future;
use std::pin::Pin;

/// All that is typed into one form, in bytes.
const TYPED_LIMIT: usize = 128 * 1024;
/// Bytes of a body that is no form of ours.
const SLIP_LIMIT: usize = 4 * 1024;
/// Values of one form, whatever their names.
const MOST_FIELDS: usize = 400;
/// Bytes of a field's name.
const NAME_LIMIT: usize = 100;
/// What parts cost beside what they hold, in bytes: their heads and the lines between them.
const AROUND_PARTS: usize = 64 * 1024;

/// A form that this portal gave out to this visitor.
pub struct Posted<T> {
    pub form: T,
    pub fields: Fields,
    pub files: Vec<Upload>,
    /// The names of files that came beyond those in `files`.
    pub surplus: Vec<String>,
    /// The texts that are longer than the form says. They stand in `form` and `fields` only to be shown again: nothing
    /// may be stored, searched or compared.
    pub too_long: Vec<Problem>,
    _room: Room,
}

impl<T> Posted<T> {
    /// For a handler that answers `Invalid` with its own page.
    ///
    /// # Errors
    /// `Invalid` with the texts that are too long.
    pub fn within(&self) -> Result<(), Refusal> {
        if self.too_long.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.too_long.clone())) }
    }
}

impl<T: Form> FromRequest for Posted<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move { Ok(read(&request, payload).await?) })
    }
}

/// A short body that is no form of ours: what a mail program sends to stop letters.
pub struct Slip(pub Vec<u8>);

impl FromRequest for Slip {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let from = visitor::of(&request).map(|visitor| visitor.network().to_owned()).unwrap_or_default();
            let mut body = within::<Intake>(&request)?.begin(&request, &from, payload, SLIP_LIMIT);
            let mut bytes = Vec::new();
            while let Some(chunk) = body.next().await? {
                bytes.extend_from_slice(&chunk);
            }
            Ok(Self(bytes))
        })
    }
}

async fn read<T: Form>(request: &HttpRequest, payload: Payload) -> Result<Posted<T>, Failure> {
    let visitor = visitor::of(request).ok_or_else(|| Failure::Internal("no visitor".into()))?;
    let portal = within::<Portal>(request)?;
    let intake = within::<Intake>(request)?;
    if comes_from_elsewhere(request) {
        return Err(Failure::StaleForm(None));
    }
    let uploads = &portal.config.uploads;
    let most = match T::FILES {
        [] => TYPED_LIMIT + AROUND_PARTS,
        // Who sends more files than are taken is answered for each of them.
        _ => 3 * uploads.form_bytes(),
    };
    if announced(request).is_some_and(|length| length > most) {
        return Err(Failure::TooLarge);
    }
    let body = intake.begin(request, visitor.network(), payload, most);
    let guard = Guard::Form(visitor, portal.clone());
    let Parts { fields, files, surplus, room } = match boundary(request) {
        Some(boundary) => {
            let plan = Plan {
                intake: &intake,
                guard: &guard,
                file_fields: T::FILES,
                file_bytes: uploads.photo_bytes.max(uploads.document_bytes),
            };
            parts::read(body, boundary, &plan).await?
        }
        None => read_typed(body, &intake).await?,
    };
    connections::at_work(request, true);
    if !guard.knows(&fields).await? {
        return Err(Failure::StaleForm(Some(fields)));
    }
    request.extensions_mut().insert(Held(fields.clone()));
    let too_long = form::too_long(T::TEXTS, &fields)?;
    Ok(Posted { form: fields.read()?, fields, files, surplus, too_long, _room: room })
}

/// What a form held, for the page that says why it was not taken.
#[derive(Clone)]
struct Held(Fields);

/// What the form held that came with this request; `None` where none came that was ours.
pub fn held(request: &HttpRequest) -> Option<Fields> {
    request.extensions().get::<Held>().map(|held| held.0.clone())
}

fn within<T: 'static>(request: &HttpRequest) -> Result<web::Data<T>, Failure> {
    let found = request.app_data::<web::Data<T>>().cloned();
    found.ok_or_else(|| Failure::Internal("the app lacks what a form is read with".into()))
}

/// What was typed into a form by somebody who has to come in first: read over its key, which was another session's, and
/// without any file. Nothing where it came from another site or cannot be read.
pub async fn written(request: &mut ServiceRequest) -> Option<Fields> {
    let read = request.extract::<Posted<Unread>>().await;
    match read.err()?.as_error::<Failure>() {
        Some(Failure::StaleForm(fields)) => fields.clone(),
        _ => None,
    }
}

/// A form of which nobody asks what it holds; its files are read over.
#[derive(Deserialize)]
struct Unread {}

impl Form for Unread {
    const FILES: &'static [&'static str] = &["after", "document", "file", "photos"];
}

/// Browsers say where a form was sent from; one from another site is not ours, whatever key it carries.
fn comes_from_elsewhere(request: &HttpRequest) -> bool {
    request
        .headers()
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|site| site != "same-origin" && site != "none")
}

/// How long the body will be, if that was said.
fn announced(request: &HttpRequest) -> Option<usize> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// What parts the body, if it comes in parts.
fn boundary(request: &HttpRequest) -> Option<String> {
    let kind = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

/// By what a body is known before any of its files is kept.
enum Guard {
    /// By the key that its form carries for this visitor.
    Form(Visitor, web::Data<Portal>),
    /// By another program's own key.
    Key(KeyGuard),
}

impl Guard {
    async fn knows(&self, fields: &Fields) -> Result<bool, Failure> {
        match self {
            Self::Form(visitor, portal) => Ok(visitor.signed(portal, fields.get("csrf"))),
            Self::Key(guard) => Ok(guard.key(fields).await?.is_some()),
        }
    }
}

async fn read_typed(mut body: Body, intake: &Intake) -> Result<Parts, Failure> {
    let mut room = intake.room_for_typed()?;
    let mut bytes = Vec::new();
    while let Some(chunk) = body.next().await? {
        room.grow(chunk.len())?;
        bytes.extend_from_slice(&chunk);
        if bytes.len() > TYPED_LIMIT {
            return Err(Failure::TooLarge);
        }
    }
    if bytes.iter().filter(|byte| **byte == b'&').count() >= MOST_FIELDS {
        return Err(Failure::TooLarge);
    }
    let fields = Fields::of_typed(&bytes)?;
    if fields.measured().any(|(name, _)| name.len() > NAME_LIMIT) {
        return Err(Failure::TooLarge);
    }
    Ok(Parts { fields, files: Vec::new(), surplus: Vec::new(), room })
}
