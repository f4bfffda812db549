//! Who is asking: their language, their session, and the key their forms are signed with.
use super::address;
use super::cookies;
use super::error::Failure;
use super::off_thread;
use crate::actions::accounts::touch;
use crate::domain::policy::{Act, Actor};
use crate::i18n::Words;
use crate::ids::Secret;
use crate::portal::Portal;
use crate::store::bell::Bell;
use crate::store::sessions::{self, Present};
use crate::store::views::Beside;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use std::future::{Ready, ready};
use std::net::IpAddr;
use std::rc::Rc;

/// How often a session that is used is noted to be; each note is a write.
const TOUCH_EVERY: chrono::Duration = chrono::Duration::minutes(10);

/// What a page's script says when it asks by itself, and nobody has done anything: such a request keeps no session awake.
const BY_ITSELF: &str = "x-by-itself";

/// Whoever sent this request.
#[derive(Clone)]
pub struct Visitor(Rc<Known>);

#[derive(Clone)]
struct Known {
    words: Words,
    actor: Option<Actor>,
    bell: Bell,
    views: Vec<Beside>,
    /// What this visitor's form keys are bound to: the session, the guest's cookie, or nothing.
    basis: String,
    guest: Option<String>,
    path: String,
    network: String,
    flash: Option<String>,
    /// The guest's key was made for this very request: none came with it.
    is_new: bool,
    /// Why the form before their eyes was shown again, as a key of words.
    reopened: Option<&'static str>,
}

impl Visitor {
    /// The words of the language that the visitor chose; Vietnamese for who has not.
    pub fn words(&self) -> Words {
        self.0.words
    }

    /// The language that the visitor reads: `vi` or `en`.
    pub fn lang(&self) -> &'static str {
        self.0.words.lang()
    }

    /// The member of staff, if one has come in.
    pub fn actor(&self) -> Option<&Actor> {
        self.0.actor.as_ref()
    }

    /// What the member of staff was told and has not read.
    pub fn bell(&self) -> &Bell {
        &self.0.bell
    }

    /// The views that the member of staff saved, and those of their teams.
    pub fn views(&self) -> &[Beside] {
        &self.0.views
    }

    /// The member of staff; a visitor who has not come in is sent to the door first.
    pub fn staff(&self) -> Result<&Actor, Failure> {
        self.actor().ok_or_else(|| Failure::SignInFirst(self.0.path.clone(), None))
    }

    /// May they do this to anything at all? Never where nobody has come in.
    pub fn may_somewhere(&self, act: Act) -> bool {
        self.actor().is_some_and(|actor| actor.may_somewhere(act))
    }

    /// The random key in the guest's cookie, which exists from the first form they opened.
    pub fn guest(&self) -> Option<&str> {
        self.0.guest.as_deref()
    }

    /// The same visitor with a first key for their forms.
    pub fn as_guest(&self, key: &str) -> Self {
        let (guest, basis) = (Some(key.to_owned()), format!("guest {key}"));
        Self(Rc::new(Known { guest, basis, is_new: true, ..(*self.0).clone() }))
    }

    /// The same visitor, come in as staff just now, before a form that was sent to `path`.
    pub fn as_staff(&self, actor: Actor, token: &str, path: &str) -> Self {
        let (actor, basis, path) = (Some(actor), format!("session {token}"), path.to_owned());
        Self(Rc::new(Known { actor, basis, path, ..(*self.0).clone() }))
    }

    /// The same visitor at another address.
    pub fn at(&self, path: &str) -> Self {
        Self(Rc::new(Known { path: path.to_owned(), ..(*self.0).clone() }))
    }

    /// The same visitor before a form that is shown again, with the key of the words that say why.
    pub fn before_again(&self, why: &'static str) -> Self {
        Self(Rc::new(Known { reopened: Some(why), ..(*self.0).clone() }))
    }

    /// Why the form is shown again.
    pub fn reopened(&self) -> Option<&'static str> {
        self.0.reopened
    }

    /// Have they neither come in nor opened a form, and is nothing left to be said to them?
    pub fn only_reads(&self) -> bool {
        self.0.actor.is_none() && self.0.guest.is_none() && self.0.flash.is_none()
    }

    /// Did they come without any key of their own?
    pub fn is_new(&self) -> bool {
        self.0.is_new
    }

    /// The address asked for, without its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The network that the request came from, for counting only; never stored or logged as it is.
    pub fn network(&self) -> &str {
        &self.0.network
    }

    /// The key of the words to be shown once, left by the request before.
    pub fn flash(&self) -> Option<&str> {
        self.0.flash.as_deref()
    }

    /// The key that this visitor's forms carry.
    pub fn csrf(&self, portal: &Portal) -> String {
        portal.secrets.sign("csrf", self.0.basis.as_bytes())
    }

    /// Is this the key that this visitor's forms carry? Takes as long either way.
    pub fn signed(&self, portal: &Portal, csrf: &str) -> bool {
        portal.secrets.is_signed("csrf", self.0.basis.as_bytes(), csrf)
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of(request).ok_or_else(|| Failure::Internal("no visitor was recognised".into()).into()))
    }
}

/// The visitor that `recognise` found.
pub fn of(request: &HttpRequest) -> Option<Visitor> {
    request.extensions().get::<Visitor>().cloned()
}

/// Finds out who is asking and remembers it for this request.
pub async fn recognise<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    match find(&request).await {
        Ok(visitor) => {
            let told =
                visitor.flash().is_some() && request.method() == Method::GET && !is_by_itself(&request);
            request.extensions_mut().insert(visitor);
            let portal = request.app_data::<web::Data<Portal>>().cloned();
            let mut response = next.call(request).await?;
            if let Some(portal) = portal
                && told
                && is_page(&response)
            {
                response
                    .response_mut()
                    .add_cookie(&cookies::forget(&portal, "flash"))
                    .map_err(Error::from)?;
            }
            Ok(response.map_into_left_body())
        }
        Err(failure) => Ok(request.error_response(failure).map_into_right_body()),
    }
}

async fn find(request: &ServiceRequest) -> Result<Visitor, Failure> {
    let portal = request
        .app_data::<web::Data<Portal>>()
        .cloned()
        .ok_or_else(|| Failure::Internal("the portal is missing".into()))?;
    let jar = cookies::Jar::of(request.request(), &portal);
    let token = jar.session();
    let staff = match token.as_deref().map(Secret::presented) {
        Some(secret) => {
            let (portal, by_itself) = (portal.clone(), is_by_itself(request));
            off_thread::fetch(move || staff_behind(&portal, &secret, by_itself)).await?
        }
        None => None,
    };
    let (actor, beside) = staff.map(|one| (one.actor, (one.bell, one.views))).unzip();
    let (bell, views) = beside.unwrap_or_default();
    let guest = jar.guest();
    let basis = match (&actor, &token, &guest) {
        (Some(_), Some(token), _) => format!("session {token}"),
        (_, _, Some(guest)) => format!("guest {guest}"),
        _ => "nobody".to_owned(),
    };
    Ok(Visitor(Rc::new(Known {
        words: Words::of(&jar.lang().unwrap_or_default()),
        actor,
        bell,
        views,
        basis,
        guest,
        path: request.path().to_owned(),
        network: network(request, &portal),
        flash: jar.flash(),
        is_new: false,
        reopened: None,
    })))
}

/// A whole page, on which words left by the request before were shown: once is enough.
fn is_page<B>(response: &ServiceResponse<B>) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    response.status().is_success()
        && kind.and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("text/html"))
}

/// Did a script ask, without anybody's doing?
fn is_by_itself(request: &ServiceRequest) -> bool {
    request.headers().contains_key(BY_ITSELF)
}

/// Whose session it is. One that is in use is noted to be, at most every few minutes.
fn staff_behind(portal: &Portal, token: &Secret, by_itself: bool) -> Result<Option<Present>, Failure> {
    let (hash, now) = (token.hash(), portal.now());
    let found = portal.db.look(|c| Ok::<_, Failure>(sessions::present(c, &portal.db, &hash, now)?))?;
    let Some(present) = found else {
        return Ok(None);
    };
    if now - present.seen_at >= TOUCH_EVERY && !by_itself {
        touch::touch(portal, &hash)?;
    }
    Ok(Some(present))
}

/// The network of whoever sent the request, past the trusted proxies; "" in a test without a peer.
fn network(request: &ServiceRequest, portal: &Portal) -> String {
    let from = |peer: IpAddr| address::sender(peer, request.headers(), &portal.config.trusted_proxies);
    request.peer_addr().map(|peer| address::network(from(peer.ip()))).unwrap_or_default()
}
