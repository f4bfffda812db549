//! The door. Looks through `store`, changes only through `actions`.
mod address;
pub mod admin;
mod assets;
mod calm;
mod compress;
mod connections;
mod cookies;
pub mod desk;
pub mod door;
pub mod error;
pub mod error_pages;
pub mod form;
mod head;
mod headers;
mod health;
mod kept_page;
mod kept_words;
mod known;
mod lane;
mod language;
mod measure;
pub mod menu;
mod off_thread;
pub mod open311;
mod page;
pub mod page_cache;
pub mod parts;
mod places;
pub mod posted;
mod press;
pub mod public;
mod query;
mod question;
mod redirect;
pub mod reopen;
pub mod routes;
pub mod shell;
pub mod signin;
mod visitor;

use crate::actions::Refusal;
use crate::portal::Portal;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpServer, web};
use connections::Connections;
use page_cache::PageCache;
use posted::Intake;
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread::available_parallelism;
use std::time::Duration;

/// How many forms may come in at once, where there are connections for them.
const BODIES: usize = 128;

/// The whole portal as one service: what the server runs and what the tests call.
pub fn app(
    portal: Portal,
    intake: Intake,
    pages: PageCache,
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
        .app_data(pages)
        .configure(routes::configure)
        .default_service(web::to(routes::elsewhere))
        .wrap(from_fn(question::weigh))
        .wrap(from_fn(visitor::recognise))
        .wrap(from_fn(error_pages::explain))
        .wrap(from_fn(compress::compress))
        .wrap(from_fn(headers::dress))
        .wrap(from_fn(head::keep_body_back))
        .wrap(from_fn(measure::count))
        .wrap(from_fn(page_cache::serve))
        .wrap(from_fn(use_connection))
}

/// Connections that a worker may have taken on while those that gave way are still ending.
const ENDING: usize = 8;

/// How long requests that have begun may take once the portal is to stop, in seconds.
const LAST_REQUESTS: u64 = 5;

/// Serves until `told` to stop; requests that have begun are finished.
pub async fn serve(
    portal: Portal,
    listener: TcpListener,
    told: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    // Twice the processors: while some copy what is sent in, the others answer readers in time.
    let usual = || available_parallelism().map_or(4, |processors| 2 * processors.get());
    let workers = portal.config.workers.unwrap_or_else(usual);
    let room = connections::room(portal.config.readers);
    let (connections, intake) =
        (Connections::of_at_most(room), Intake::open(&portal.config.data, (room / 3).min(BODIES))?);
    let pages = PageCache::default();
    let _watch = Watch::over(&portal)?;
    read_ledger(&portal)?;
    HttpServer::new(move || app(portal.clone(), intake.clone(), pages.clone()))
        // What does not fit into one packet must not wait until the browser has acknowledged the first.
        .tcp_nodelay(true)
        .on_connect(move |connection, data| connections.admit(connection, data))
        .workers(workers)
        .max_connections(room.div_ceil(workers) + ENDING)
        .listen(listener)?
        .shutdown_timeout(LAST_REQUESTS)
        .shutdown_signal(told)
        .run()
        .await
}

/// Reads the ledger beside, so that no reader of figures has to wait for a million lines.
fn read_ledger(portal: &Portal) -> std::io::Result<()> {
    let db = portal.db.clone();
    std::thread::Builder::new().name("ledger".into()).spawn(move || {
        // Where the database does not answer, whoever asks for figures is told.
        drop(db.look(|c| Ok::<_, Refusal>(db.ledger(c, |_| ())?)));
    })?;
    Ok(())
}

/// How often it is asked whether another process changed what the public reads.
const LOOK_ROUND: Duration = Duration::from_millis(400);

/// Looks round for what others change, until it is dropped.
struct Watch {
    _stays: mpsc::Sender<()>,
}

impl Watch {
    fn over(portal: &Portal) -> std::io::Result<Self> {
        let (db, (stays, gone)) = (portal.db.clone(), mpsc::channel());
        std::thread::Builder::new().name("look-round".into()).spawn(move || {
            while gone.recv_timeout(LOOK_ROUND) == Err(mpsc::RecvTimeoutError::Timeout) {
                // Where the database does not answer, what is kept runs out by itself.
                drop(db.look_round());
            }
        })?;
        Ok(Self { _stays: stays })
    }
}

/// Notes that a connection is of use: it asks for something, and it has been answered. One that still sends a body keeps
/// nobody at work.
async fn use_connection<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    connections::at_work(request.request(), !brings_body(&request));
    let response = next.call(request).await?;
    connections::at_work(response.request(), false);
    Ok(response)
}

fn brings_body(request: &ServiceRequest) -> bool {
    let headers = request.headers();
    headers.contains_key(TRANSFER_ENCODING) || headers.get(CONTENT_LENGTH).is_some_and(|length| length != "0")
}
