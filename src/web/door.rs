//! Who may come in at an address, and what they are given there.
use super::error::Failure;
use super::{cookies, off_thread, posted, visitor};
use crate::domain::api_key::Scope;
use crate::domain::policy::Act;
use crate::ids::Secret;
use crate::portal::Portal;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anyone, without a trace.
    Reader,
    /// Anyone; a key for their forms is left in a cookie.
    Sender,
    /// Whoever holds the unguessable key in the address, without a trace and without a form's key: mail programs press
    /// for their readers, and have no cookie (RFC 8058). For nothing else.
    Link,
    /// A program with a key that lets it do this, without a trace and without a form's key: it has no page of ours, and no
    /// cookie is asked for. The key comes with what is sent; `posted::Keyed` looks at it before anything else of it.
    Key(Scope),
    /// Any member of staff.
    Staff,
    /// Staff with a role that may do this somewhere; each ticket is checked again where it is found.
    May(Act),
}

/// Lets in whom the table lets in. A page that one may not know of is not found; an act that one may not do is forbidden.
pub async fn admit<B: MessageBody + 'static>(
    door: Door,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    // Nothing in this portal has a name with control letters in it, and PostgreSQL would not even look for one.
    let strange = request.match_info().iter().any(|(_, part)| part.contains(char::is_control));
    let Some(visitor) = visitor::of(request.request()).filter(|_| !strange) else {
        return Ok(request.error_response(Failure::NotFound).map_into_right_body());
    };
    let reading = request.method() == Method::GET;
    let refusal = match (door, visitor.actor()) {
        (Door::Reader | Door::Sender | Door::Link | Door::Key(_), _) | (Door::Staff, Some(_)) => None,
        (Door::Staff | Door::May(_), None) => {
            let written = if reading { None } else { posted::written(&mut request).await };
            Some(Failure::SignInFirst(request.path().to_owned(), written))
        }
        (Door::May(act), Some(actor)) if actor.may_somewhere(act) => None,
        (Door::May(_), Some(_)) if reading => Some(Failure::NotFound),
        (Door::May(_), Some(_)) => Some(Failure::Forbidden),
    };
    if let (Door::Sender, Some(portal)) = (door, request.app_data::<web::Data<Portal>>()) {
        // Several of these pages read nothing, and still say what the city says now.
        drop(off_thread::city(portal).await);
    }
    let answer = match refusal {
        Some(failure) => return Ok(request.error_response(failure).map_into_right_body()),
        None if door == Door::Sender && visitor.actor().is_none() && visitor.guest().is_none() => {
            greet(&visitor, request, next).await?
        }
        None => next.call(request).await?,
    };
    Ok(answer.map_into_left_body())
}

/// Leaves a first key for the forms of a guest who opens one.
async fn greet<B: MessageBody + 'static>(
    visitor: &visitor::Visitor,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let portal = request.app_data::<web::Data<Portal>>().cloned().ok_or(Failure::NotFound)?;
    let key = Secret::random();
    request.extensions_mut().insert(visitor.as_guest(key.reveal()));
    let mut response = next.call(request).await?;
    let cookie = cookies::make(&portal, "guest", key.reveal().to_owned(), None);
    response.response_mut().add_cookie(&cookie).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(response)
}
