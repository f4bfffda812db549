//! The door. Looks through `store`, changes only through `actions`.
pub mod admin;
mod assets;
mod cookies;
pub mod desk;
pub mod door;
pub mod error;
pub mod error_pages;
pub mod form;
mod headers;
mod health;
mod language;
mod measure;
mod menu;
mod page;
pub mod parts;
pub mod posted;
pub mod public;
pub mod routes;
pub mod shell;
mod visitor;

use crate::portal::Portal;
use posted::Intake;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, HttpServer, web};
use std::net::TcpListener;

/// The whole portal as one service: what the server runs and what the tests call.
pub fn app(
    portal: Portal,
    intake: Intake,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(web::Data::new(portal))
        .app_data(web::Data::new(intake))
        .configure(routes::configure)
        .default_service(web::to(error_pages::not_found))
        .wrap(from_fn(visitor::recognise))
        .wrap(from_fn(error_pages::explain))
        .wrap(Compress::default())
        .wrap(from_fn(headers::dress))
        .wrap(from_fn(measure::count))
}

/// How many forms may come in at once.
const BODIES: usize = 128;

/// Serves until the process is told to stop; requests that have begun are finished.
pub async fn serve(portal: Portal, listener: TcpListener) -> std::io::Result<()> {
    let workers = portal.config.workers;
    let intake = Intake::open(&portal.config.data, BODIES)?;
    let mut server = HttpServer::new(move || app(portal.clone(), intake.clone())).listen(listener)?.shutdown_timeout(30);
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    server.run().await
}
