//! Passwords are hashed a few at a time: each takes 19 MB and a core, and a crowd at the door must not starve the rest.
use crate::actions::Refusal;
use crate::web::error::Failure;
use crate::web::page;
use std::time::Duration;
use tokio::sync::Semaphore;

static PLACES: Semaphore = Semaphore::const_new(2);
/// Who waited this long is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does work that hashes a password, off the request threads, once it is its turn.
pub async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<Result<T, Refusal>, Failure> {
    let busy = |why: &str| Failure::Unavailable(format!("the door is crowded: {why}"));
    let _place = tokio::time::timeout(PATIENCE, PLACES.acquire())
        .await
        .map_err(|_| busy("nobody's turn came"))?
        .map_err(|_| busy("it is closed"))?;
    page::off_thread(move || Ok::<_, Failure>(work())).await
}
