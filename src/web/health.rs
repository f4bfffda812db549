//! For whoever watches over the machine.
use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpResponse, web};
use futures_util::future::join_all;
use std::path::Path;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long each part may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Bytes that must be free where photos and the database are written.
const LEAST_FREE: u64 = 256 * 1024 * 1024;
/// Letters that wait for longer than this, though their time has come, stand still.
const STANDING: chrono::Duration = chrono::Duration::minutes(15);
/// When whoever asks may ask again, in seconds.
const AGAIN: &str = "10";

/// What must work so that the process can do its work.
struct Part {
    /// The one word that stands in the answer where it does not work.
    name: &'static str,
    works: fn(&Portal) -> Result<(), String>,
    /// One question at a time: if a part hangs, not every question shall hold a thread.
    turn: Semaphore,
}

impl Part {
    const fn new(name: &'static str, works: fn(&Portal) -> Result<(), String>) -> Self {
        Self { name, works, turn: Semaphore::const_new(1) }
    }
}

static PARTS: [Part; 4] = [
    Part::new("database", database),
    Part::new("disk", disk),
    Part::new("shelf", shelf),
    Part::new("letters", letters),
];

/// The process runs.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// The process can do its work: 200, or 503 with a word a line for what does not work. The cause is in the log.
pub async fn ready(portal: web::Data<Portal>) -> HttpResponse {
    let asked = PARTS.iter().map(|part| {
        let portal = portal.get_ref().clone();
        within(PATIENCE, part.name, &part.turn, move || (part.works)(&portal))
    });
    let failing: Vec<&str> = join_all(asked).await.into_iter().flatten().collect();
    if failing.is_empty() {
        return HttpResponse::Ok().content_type("text/plain").body("ready");
    }
    HttpResponse::ServiceUnavailable()
        .content_type("text/plain")
        .insert_header((RETRY_AFTER, AGAIN))
        .body(failing.join("\n"))
}

/// The part's name where it does not work, or does not say so in time.
async fn within(
    patience: Duration,
    name: &'static str,
    turn: &'static Semaphore,
    works: impl FnOnce() -> Result<(), String> + Send + 'static,
) -> Option<&'static str> {
    let answer = async {
        let turn = turn.acquire().await.map_err(|error| error.to_string())?;
        let work = web::block(move || {
            let _held = turn;
            works()
        });
        work.await.map_err(|error| error.to_string())?
    };
    let why = match tokio::time::timeout(patience, answer).await {
        Ok(Ok(())) => return None,
        Ok(Err(why)) => why,
        Err(_) => "it does not answer".to_owned(),
    };
    tracing::error!(part = name, "not ready: {why}");
    Some(name)
}

fn database(portal: &Portal) -> Result<(), String> {
    portal.db.look(|c| Ok::<_, Refusal>(store::answers(c)?)).map_err(|refusal| format!("{refusal:?}"))
}

/// There is room where the portal writes, and it may write there.
fn disk(portal: &Portal) -> Result<(), String> {
    let data: &Path = &portal.config.data;
    let free = rustix::fs::statvfs(data).map_err(|error| error.to_string())?;
    let free = free.f_bavail.saturating_mul(free.f_frsize);
    if free < LEAST_FREE {
        return Err(format!("{} MB are free", free / 1024 / 1024));
    }
    tempfile::NamedTempFile::new_in(data).map(drop).map_err(|error| error.to_string())
}

/// Photos and documents can be laid in.
fn shelf(portal: &Portal) -> Result<(), String> {
    portal.photos.writable().map_err(|error| error.to_string())
}

/// The letters do not stand still.
fn letters(portal: &Portal) -> Result<(), String> {
    let standing = portal.db.look(|c| Ok::<_, Refusal>(store::letters::standing(c, portal.now(), STANDING)?));
    match standing.map_err(|refusal| format!("{refusal:?}"))? {
        None => Ok(()),
        Some(standing) => Err(format!("{} letters stand still since {}", standing.waiting, standing.since)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[actix_web::test]
    async fn a_part_that_hangs_is_named_in_time_and_holds_one_thread() {
        static TURN: Semaphore = Semaphore::const_new(1);
        let (free, held) = mpsc::channel::<()>();
        let hangs = move || held.recv().map_err(|error| error.to_string());
        assert_eq!(within(Duration::ZERO, "database", &TURN, hangs).await, Some("database"));
        let again = within(Duration::ZERO, "database", &TURN, || unreachable!("it hangs still")).await;
        assert_eq!(again, Some("database"));
        free.send(()).unwrap();
        assert_eq!(within(PATIENCE, "database", &TURN, || Ok(())).await, None);
        assert_eq!(within(PATIENCE, "disk", &TURN, || Err("full".into())).await, Some("disk"));
    }
}
