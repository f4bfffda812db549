//! A line for work that takes a while: so many hands, so many who may wait. Who comes beyond them is told so at once, with
//! a word on when to come again, which is better than an answer after a minute.
use super::error::Failure;
use actix_web::web::block;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How long one may wait for a hand.
const PATIENCE: Duration = Duration::from_secs(5);

/// Work that takes a while: how much of it may run at once, and how much more may wait.
pub struct Lane {
    hands: Semaphore,
    places: Semaphore,
}

impl Lane {
    /// `hands` pieces of work run at the same time, `waiting` more wait for their turn.
    pub const fn new(hands: usize, waiting: usize) -> Self {
        Self { hands: Semaphore::const_new(hands), places: Semaphore::const_new(hands + waiting) }
    }

    /// Runs `work` on a thread that no request is answered on, when a hand is free. It keeps its hand until it has ended,
    /// also when its visitor has gone.
    ///
    /// # Errors
    /// `Overloaded` when too many wait already, or when no hand became free in time: what hands wait for may hang.
    pub async fn run<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let place = self.places.try_acquire().map_err(|_| Failure::Overloaded)?;
        let hand = timeout(PATIENCE, self.hands.acquire()).await;
        let hand = hand.map_err(|_| Failure::Overloaded)?.map_err(|_| Failure::Overloaded)?;
        // What is logged there belongs to the same request.
        let span = tracing::Span::current();
        let done = block(move || {
            let _held = (place, hand);
            span.in_scope(work)
        });
        Ok(done.await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use tokio::sync::oneshot;

    static NARROW: Lane = Lane::new(1, 0);

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_long_while_the_hands_hang() {
        static HANGING: Lane = Lane::new(1, 5);
        let _hand = HANGING.hands.acquire().await;
        let began = tokio::time::Instant::now();
        assert!(matches!(HANGING.run(|| ()).await, Err(Failure::Overloaded)));
        assert_eq!(began.elapsed().as_secs(), PATIENCE.as_secs());
    }

    #[actix_web::test]
    async fn who_finds_no_place_is_told_at_once_and_finds_one_when_the_work_has_ended() {
        let (started, begun) = oneshot::channel();
        let (release, wait) = mpsc::channel::<()>();
        let first = actix_web::rt::spawn(NARROW.run(move || {
            started.send(()).expect("the test is listening");
            wait.recv()
        }));
        begun.await.expect("the first begins");
        assert!(matches!(NARROW.run(|| ()).await, Err(Failure::Overloaded)));
        release.send(()).expect("the first waits");
        assert!(first.await.expect("the first ends").is_ok());
        assert!(matches!(NARROW.run(|| 7).await, Ok(7)));
    }
}
