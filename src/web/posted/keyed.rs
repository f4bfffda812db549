//! What another program sends with its key. It has no page of ours and no form's key; its own key is the permission, looked
//! at before any file is kept.
use super::intake::Intake;
use super::parts::{self, Parts, Plan};
use super::{
    AROUND_PARTS, Fields, Guard, Room, TYPED_LIMIT, Text, Upload, announced, boundary, form, read_typed,
    within,
};
use crate::actions::{Problem, api_keys};
use crate::domain::api_key::{ApiKey, Scope};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::{connections, off_thread, visitor};
use actix_web::dev::Payload;
use actix_web::{Error, FromRequest, HttpRequest, web};
use std::future::Future;
use std::pin::Pin;
use tokio::sync::OnceCell;

/// The field, and the header, that a key comes in.
pub const KEY_FIELD: &str = "api_key";
const KEY_HEADER: &str = "x-api-key";

/// What a program may send.
pub trait Message: 'static {
    /// What its key must let do.
    const SCOPE: Scope;
    /// The texts in it, with their limits.
    const TEXTS: &'static [Text] = &[];
    /// The fields that files come in.
    const FILES: &'static [&'static str];
}

/// What was sent, by whoever holds this key.
pub struct Keyed<T> {
    pub key: ApiKey,
    pub fields: Fields,
    pub files: Vec<Upload>,
    /// The names of files that came beyond those in `files`.
    pub surplus: Vec<String>,
    /// The texts that are longer than may be: nothing of them is stored, searched or compared.
    pub too_long: Vec<Problem>,
    /// Where it came from, for counting only.
    pub network: String,
    _room: Room,
    _message: std::marker::PhantomData<T>,
}

impl<T: Message> FromRequest for Keyed<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move { Ok(read(&request, payload).await?) })
    }
}

async fn read<T: Message>(request: &HttpRequest, payload: Payload) -> Result<Keyed<T>, Failure> {
    let visitor = visitor::of(request).ok_or_else(|| Failure::Internal("no visitor".into()))?;
    let network = visitor.network().to_owned();
    let portal = within::<Portal>(request)?;
    let intake = within::<Intake>(request)?;
    let uploads = &portal.config.uploads;
    let parted = boundary(request);
    let most = match (T::FILES, &parted) {
        ([], _) | (_, None) => TYPED_LIMIT + AROUND_PARTS,
        _ => 3 * uploads.form_bytes(),
    };
    if announced(request).is_some_and(|length| length > most) {
        return Err(Failure::TooLarge);
    }
    let guard = Guard::Key(KeyGuard::of(request, portal.clone(), T::SCOPE));
    let body = intake.begin(request, &network, payload, most);
    let Parts { fields, files, surplus, room } = match parted {
        Some(boundary) => {
            let file_bytes = uploads.photo_bytes;
            let plan = Plan { intake: &intake, guard: &guard, file_fields: T::FILES, file_bytes };
            parts::read(body, boundary, &plan).await?
        }
        None => read_typed(body, &intake).await?,
    };
    connections::at_work(request, true);
    let Guard::Key(guard) = &guard else { return Err(Failure::Forbidden) };
    let key = guard.key(&fields).await?.ok_or(Failure::Forbidden)?;
    let too_long = form::too_long(T::TEXTS, &fields)?;
    let fields = fields.without(&[KEY_FIELD]);
    Ok(Keyed { key, fields, files, surplus, too_long, network, _room: room, _message: Default::default() })
}

/// Looks the key up once, as soon as it is there.
pub struct KeyGuard {
    portal: web::Data<Portal>,
    scope: Scope,
    /// What the header says; "" where there is none.
    header: String,
    found: OnceCell<Option<ApiKey>>,
}

impl KeyGuard {
    fn of(request: &HttpRequest, portal: web::Data<Portal>, scope: Scope) -> Self {
        let header = request.headers().get(KEY_HEADER).and_then(|value| value.to_str().ok());
        let header = header.unwrap_or_default().to_owned();
        Self { portal, scope, header, found: OnceCell::new() }
    }

    /// The key in the header, else the one among what was typed so far; nothing where it does not let do this.
    ///
    /// # Errors
    /// What keeps it from being looked up: that is not the program's fault.
    pub async fn key(&self, fields: &Fields) -> Result<Option<ApiKey>, Failure> {
        let presented = if self.header.is_empty() { fields.get(KEY_FIELD) } else { &self.header };
        if presented.is_empty() {
            return Ok(None);
        }
        let (portal, scope, presented) = (self.portal.clone(), self.scope, presented.to_owned());
        let look = || async move {
            match off_thread::change(move || api_keys::use_key(&portal, &presented, scope)).await {
                Ok(key) => Ok(Some(key)),
                Err(Failure::Forbidden) => Ok(None),
                Err(other) => Err(other),
            }
        };
        self.found.get_or_try_init(look).await.cloned()
    }
}
