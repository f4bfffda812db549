//! The door. Looks through `store`, changes only through `actions`.
pub mod admin;
mod assets;
mod compress;
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
mod posted;
pub mod public;
pub mod routes;
pub mod shell;
mod visitor;

use crate::portal::Portal;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpServer, web};
use std::net::TcpListener;

/// The whole portal as one service: what the server runs and what the tests call.
pub fn app(
    portal: Portal,
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
        .configure(routes::configure)
        .default_service(web::to(error_pages::not_found))
        .wrap(from_fn(visitor::recognise))
        .wrap(from_fn(error_pages::explain))
        .wrap(from_fn(compress::compress))
        .wrap(from_fn(headers::dress))
        .wrap(from_fn(measure::count))
}

/// How long requests that have begun may take once the portal is to stop, in seconds.
const LAST_REQUESTS: u64 = 5;

/// Serves until `told` to stop; requests that have begun are finished.
pub async fn serve(
    portal: Portal,
    listener: TcpListener,
    told: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let workers = portal.config.workers;
    let mut server = HttpServer::new(move || app(portal.clone()))
        // What does not fit into one packet must not wait until the browser has acknowledged the first.
        .tcp_nodelay(true)
        .listen(listener)?
        .shutdown_timeout(LAST_REQUESTS)
        .shutdown_signal(told);
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    server.run().await
}
