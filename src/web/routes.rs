//! Every address, and who may come in, in one table. What is not here does not exist.
use super::error::Failure;
use super::{assets, cookies, door, health, language, public, visitor};
use crate::domain::policy::Act;
use crate::ids::Secret;
use crate::portal::Portal;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpMessage, web};

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anyone, without a trace.
    Reader,
    /// Anyone; a key for their forms is left in a cookie.
    Sender,
    /// Any member of staff.
    Staff,
    /// Staff with a role that may do this somewhere; each ticket is checked again where it is found.
    May(Act),
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub door: Door,
}

macro_rules! routes {
    ($($method:ident $path:literal $door:expr => $page:path;)*) => {
        /// The table, for the test that walks every route as every role.
        pub const TABLE: &[Route] =
            &[$(Route { method: stringify!($method), path: $path, door: $door }),*];

        pub fn configure(app: &mut web::ServiceConfig) {
            $(app.route(
                $path,
                web::method(Method::$method)
                    .to($page)
                    .wrap(from_fn(move |request, next| admit($door, request, next))),
            );)*
        }
    };
}

use Door::{May, Reader, Sender, Staff};

routes! {
    GET "/healthz" Reader => health::alive;
    GET "/readyz" Reader => health::ready;
    GET "/static/{path:.*}" Reader => assets::show;
    POST "/ngon-ngu" Reader => language::choose;

    GET "/" Reader => public::home::show;

    GET "/dang-nhap" Sender => door::sign_in::show;
    POST "/dang-nhap" Sender => door::sign_in::enter;
    POST "/dang-xuat" Reader => door::sign_out::here;
    POST "/dang-xuat-moi-noi" Staff => door::sign_out::everywhere;
    GET "/quen-mat-khau" Sender => door::forgot::show;
    POST "/quen-mat-khau" Sender => door::forgot::send;
    GET "/mat-khau/{token}" Sender => door::pass::show;
    POST "/mat-khau/{token}" Sender => door::pass::set;
    GET "/lam-viec" Staff => door::desk::show;
    GET "/lam-viec/tai-khoan" Staff => door::own_account::show;
    POST "/lam-viec/tai-khoan" Staff => door::own_account::set_password;
}

/// Lets in whom the table lets in. A page that one may not know of is not found; an act that one may not do is forbidden.
async fn admit<B: MessageBody + 'static>(
    door: Door,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let visitor = visitor::of(request.request()).ok_or(Failure::NotFound)?;
    let path = request.path().to_owned();
    let reading = request.method() == Method::GET;
    match (door, visitor.actor()) {
        (Door::Reader, _) => next.call(request).await,
        (Door::Sender, None) if visitor.guest().is_none() => greet(&visitor, request, next).await,
        (Door::Sender, _) => next.call(request).await,
        (Door::Staff | Door::May(_), None) => Err(Failure::SignInFirst(path).into()),
        (Door::Staff, Some(_)) => next.call(request).await,
        (Door::May(act), Some(actor)) if actor.may_somewhere(act) => next.call(request).await,
        (Door::May(_), Some(_)) if reading => Err(Failure::NotFound.into()),
        (Door::May(_), Some(_)) => Err(Failure::Forbidden.into()),
    }
}

/// Leaves a first key for the forms of a guest who opens one.
async fn greet<B: MessageBody + 'static>(
    visitor: &visitor::Visitor,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let portal = request
        .app_data::<web::Data<Portal>>()
        .cloned()
        .ok_or(Failure::NotFound)?;
    let key = Secret::random();
    request.extensions_mut().insert(visitor.as_guest(key.reveal()));
    let mut response = next.call(request).await?;
    let cookie = cookies::make(&portal, "guest", key.reveal().to_owned(), None);
    response
        .response_mut()
        .add_cookie(&cookie)
        .map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(response)
}
