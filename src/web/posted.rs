//! A form that was sent: where it came from is checked first, then it is read, within limits.
use super::error::Failure;
use super::visitor::{self, Visitor};
use crate::portal::Portal;
use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{Error, FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::future::Future;
use std::pin::Pin;

/// All that is typed into one form, in bytes.
const TYPED_LIMIT: usize = 128 * 1024;
/// How many files one form may carry.
const FILES_LIMIT: usize = 8;

/// A file that came with a form.
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The typed values of a form, by name; a name may stand more than once.
#[derive(Default, Clone)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// All of them, in the order in which they came.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The same without what stands under these names.
    pub fn without(&self, names: &[&str]) -> Self {
        let left = self.0.iter().filter(|(key, _)| !names.contains(&key.as_str()));
        Self(left.cloned().collect())
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Puts another value in the place of those under a name.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// A name that stands twice counts once, by its first value; `all` tells them apart where that matters.
    fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let mut seen = HashSet::new();
        let once: Vec<_> = self.0.iter().filter(|(name, _)| seen.insert(name.as_str())).collect();
        let text =
            serde_urlencoded::to_string(&once).map_err(|error| Failure::Malformed(error.to_string()))?;
        serde_urlencoded::from_str(&text).map_err(|error| Failure::Malformed(error.to_string()))
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

/// What was typed is nobody's business but the form's: it never reaches a log.
impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fields(…)")
    }
}

/// A form that this portal gave out to this visitor.
pub struct Posted<T> {
    pub form: T,
    pub fields: Fields,
    pub files: Vec<Upload>,
}

impl<T: DeserializeOwned + 'static> FromRequest for Posted<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move { Ok(read(&request, payload).await?) })
    }
}

async fn read<T: DeserializeOwned>(request: &HttpRequest, payload: Payload) -> Result<Posted<T>, Failure> {
    let visitor = visitor::of(request).ok_or_else(|| Failure::Internal("no visitor".into()))?;
    let portal = request
        .app_data::<web::Data<Portal>>()
        .cloned()
        .ok_or_else(|| Failure::Internal("the portal is missing".into()))?;
    if comes_from_elsewhere(request) {
        return Err(Failure::StaleForm(None));
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let guard = Guard { visitor, portal: portal.clone() };
    let (fields, files) = if kind.starts_with("multipart/form-data") {
        read_parts(Multipart::new(request.headers(), payload), &guard, portal.config.uploads.form_bytes())
            .await?
    } else {
        (read_typed(payload).await?, Vec::new())
    };
    if !guard.knows(&fields) {
        return Err(Failure::StaleForm(Some(fields)));
    }
    Ok(Posted { form: fields.read()?, fields, files })
}

/// Browsers say where a form was sent from; one from another site is not ours, whatever key it carries.
fn comes_from_elsewhere(request: &HttpRequest) -> bool {
    request
        .headers()
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|site| site != "same-origin" && site != "none")
}

struct Guard {
    visitor: Visitor,
    portal: web::Data<Portal>,
}

impl Guard {
    fn knows(&self, fields: &Fields) -> bool {
        self.visitor.signed(&self.portal, fields.get("csrf"))
    }
}

async fn read_typed(mut payload: Payload) -> Result<Fields, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Failure::Malformed(error.to_string()))?;
        if bytes.len() + chunk.len() > TYPED_LIMIT {
            return Err(Failure::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    serde_urlencoded::from_bytes(&bytes).map(Fields).map_err(|error| Failure::Malformed(error.to_string()))
}

/// The form's key stands before its files: no file is held for a form that is not ours, only the words around it.
async fn read_parts(
    mut parts: Multipart,
    guard: &Guard,
    limit: usize,
) -> Result<(Fields, Vec<Upload>), Failure> {
    let (mut fields, mut files) = (Fields::default(), Vec::new());
    let (mut typed, mut read) = (0, 0);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|error| Failure::Malformed(error.to_string()))?;
        let disposition = part.content_disposition();
        let field = disposition.and_then(|d| d.get_name()).unwrap_or("").to_owned();
        let file_name = disposition.and_then(|d| d.get_filename()).map(str::to_owned);
        let held = file_name.is_none() || guard.knows(&fields);
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|error| Failure::Malformed(error.to_string()))?;
            let counter = if file_name.is_some() { &mut read } else { &mut typed };
            *counter += chunk.len();
            if read > limit || typed > TYPED_LIMIT {
                return Err(Failure::TooLarge);
            }
            if held {
                bytes.extend_from_slice(&chunk);
            }
        }
        match file_name {
            Some(_) if !held => {}
            // A browser sends one nameless, empty part for a file field that nothing was chosen in.
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(_) if files.len() >= FILES_LIMIT => return Err(Failure::TooLarge),
            Some(name) => files.push(Upload { field, name, bytes }),
            None => fields.0.push((field, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok((fields, files))
}
