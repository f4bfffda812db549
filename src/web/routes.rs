//! Every address, and who may come in, in one table. What is not here does not exist.
use super::error::Failure;
use super::{assets, cookies, desk, door, health, language, public, visitor};
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
    GET "/lam-viec/tiep-nhan" May(Act::Accept) => desk::rooms::triage;
    GET "/lam-viec/viec" May(Act::ReadTicket) => desk::rooms::work;
    GET "/lam-viec/phan-anh/{code}" May(Act::ReadTicket) => desk::ticket::show;
    GET "/lam-viec/phan-anh/{code}/anh/{hash}.jpg" May(Act::ReadTicket) => desk::photo::photo;
    GET "/lam-viec/phan-anh/{code}/van-ban/{hash}.pdf" May(Act::ReadTicket) => desk::photo::document;
    GET "/lam-viec/phan-anh/{code}/xem-thu" May(Act::DraftReply) => desk::preview::show;
    POST "/lam-viec/phan-anh/{code}/tiep-nhan" May(Act::Accept) => desk::steps::triage::accept;
    POST "/lam-viec/phan-anh/{code}/chuyen" May(Act::Forward) => desk::steps::triage::forward;
    POST "/lam-viec/phan-anh/{code}/tu-choi" May(Act::Refuse) => desk::steps::triage::refuse;
    POST "/lam-viec/phan-anh/{code}/trung-lap" May(Act::MarkDuplicate) => desk::steps::triage::mark_duplicate;
    POST "/lam-viec/phan-anh/{code}/nhan-viec" May(Act::Take) => desk::steps::agency::take_on;
    POST "/lam-viec/phan-anh/{code}/chuyen-tra" May(Act::SendBack) => desk::steps::agency::send_back;
    POST "/lam-viec/phan-anh/{code}/phan-cong" May(Act::Assign) => desk::steps::agency::assign;
    POST "/lam-viec/phan-anh/{code}/tien-do" May(Act::WriteProgress) => desk::steps::agency::progress;
    POST "/lam-viec/phan-anh/{code}/ghi-chu" May(Act::WriteNote) => desk::steps::both::note;
    POST "/lam-viec/phan-anh/{code}/sua-noi-dung" May(Act::EditPublicText) => desk::steps::both::edit;
    POST "/lam-viec/phan-anh/{code}/hien-an" May(Act::Hide) => desk::steps::both::show_or_hide;
    POST "/lam-viec/phan-anh/{code}/du-thao" May(Act::DraftReply) => desk::steps::draft::write;
    POST "/lam-viec/phan-anh/{code}/cong-bo" May(Act::PublishReply) => desk::steps::publish;
    POST "/lam-viec/phan-anh/{code}/tra-lai" May(Act::ReturnReply) => desk::steps::return_draft;

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
