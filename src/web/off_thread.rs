//! What waits or takes a while runs here, off the threads that answer requests, in lines of bounded length.
use super::error::Failure;
use super::lane::Lane;
use crate::portal::Portal;
use crate::store::Conn;
use crate::store::city::City;
use std::sync::Arc;

/// Readers and writers wait in lines of their own: however many send, whoever reads is not behind them.
static LOOKS: Lane = Lane::new(12, 240);
static CHANGES: Lane = Lane::new(12, 120);
/// A file may have twenty megabytes.
static FILES: Lane = Lane::new(2, 32);

/// Changes something, which waits for the disk or the database.
pub async fn change<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, Failure>
where
    T: Send + 'static,
    E: Send + 'static,
    Failure: From<E>,
{
    Ok(CHANGES.run(work).await??)
}

/// Reads something that lies on the disk.
pub async fn fetch<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    LOOKS.run(work).await?
}

/// Works something out that takes a while.
pub async fn calculate<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    LOOKS.run(work).await
}

/// Works on a whole file in memory; few do at once.
pub async fn digest<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    FILES.run(work).await
}

/// Reads from the database what says nothing of the city: files, and what machines ask for.
pub async fn look_up<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut Conn) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let db = portal.db.clone();
    LOOKS.run(move || db.look(body)).await?
}

/// Reads from the database what a page shows; from here on [`Portal::city`] is the city of this moment.
pub async fn look<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut Conn) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    look_in_city(portal, |c, _| body(c)).await
}

/// The city of this moment, for a page that reads nothing else.
pub async fn city(portal: &Portal) -> Result<Arc<City>, Failure> {
    look_in_city(portal, |_, city| Ok(city)).await
}

/// Reads from the database with the city at hand.
pub async fn look_in_city<T: Send + 'static>(
    portal: &Portal,
    body: impl FnOnce(&mut Conn, Arc<City>) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let db = portal.db.clone();
    look_up(portal, move |c| {
        let city = db.city(c)?;
        body(c, city)
    })
    .await
}
