//! Serving, for real or for a trial: open, listen, work until told to stop, stop cleanly.
use super::ending::Ending;
use super::{Trouble, say};
use crate::actions::accounts::invite_first_admin;
use crate::clock::Clock;
use crate::config::Config;
use crate::portal::Portal;
use crate::{jobs, links, opening, telemetry, web};
use socket2::{Domain, Socket, Type};
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};

/// Serves the portal.
pub(super) fn serve(config: Config) -> Result<(), Trouble> {
    telemetry::begin(&config);
    let listener = listen(&config)?;
    let portal = opening::open(config, Clock::Machine)?;
    let invited = invite_first_admin(&portal)
        .map_err(|refusal| Trouble(format!("the first administrator could not be invited: {refusal:?}")))?;
    if let Some(secret) = invited {
        let link = format!("{}{}", portal.config.base_url, links::pass(secret.reveal()));
        say(&format!(
            "No administrator yet. Open this link within 24 hours to become the first one:\n  {link}"
        ));
    }
    run(portal, listener)
}

/// Serves a portal to try.
pub(super) fn demo(config: Config) -> Result<(), Trouble> {
    telemetry::begin(&config);
    let listener = listen(&config)?;
    let portal = opening::open(config, Clock::Machine)?;
    let welcome = crate::demo::prepare(&portal)
        .map_err(|problem| Trouble(format!("the reports to try could not be laid in: {problem}")))?;
    say(&welcome);
    run(portal, listener)
}

fn run(portal: Portal, listener: TcpListener) -> Result<(), Trouble> {
    for warning in portal.config.warnings() {
        tracing::warn!("{warning}");
    }
    say(&format!("Lắng Nghe is open: {}", portal.config.base_url));
    let jobs = jobs::start(&portal).map_err(|error| Trouble(format!("the jobs cannot start: {error}.")))?;
    actix_web::rt::System::new().block_on(async move {
        let ending = Ending::heard_by(jobs.stop())
            .map_err(|error| Trouble(format!("it cannot hear when to stop: {error}.")))?;
        let served = web::serve(portal, listener, ending.told()).await;
        jobs.end().await;
        served.map_err(|error| Trouble(format!("the server stopped: {error}.")))
    })
}

/// Connections that the machine keeps until the portal takes them on. In a shorter line those beyond it wait a second
/// for their next try.
const LINE: i32 = 1024;

fn listen(config: &Config) -> Result<TcpListener, Trouble> {
    open_line(config.listen).map_err(|error| {
        let what = match error.kind() {
            ErrorKind::AddrInUse => "another program listens there already".to_owned(),
            ErrorKind::PermissionDenied => "this user may not (ports below 1024 belong to root)".to_owned(),
            ErrorKind::AddrNotAvailable => "this machine does not have that address".to_owned(),
            _ => error.to_string(),
        };
        Trouble(format!(
            "it cannot listen on {}: {what}.\nStop the other program, or choose another place: LANGNGHE_LISTEN=127.0.0.1:8081",
            config.listen
        ))
    })
}

fn open_line(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // The port of a portal that has just ended may be taken at once.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(LINE)?;
    Ok(socket.into())
}
