//! One round to the mail server: one connection for many letters, and a time limit for each, whatever the server does.
use super::smtp::Server;
use super::{MailProblem, Mailer, Way, compose, lay};
use crate::clock::Moment;
use crate::domain::letter::QueuedLetter;
use lettre::address::Envelope;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// Letters that one connection carries: some servers take no more than a hundred.
const LOAD: usize = 50;
/// Couriers that may hang at a server which neither answers nor closes, before no more are sent after them.
const LOST: usize = 5;

/// A round that has begun: the mail server has let us in.
pub struct Round<'a> {
    mailer: &'a Mailer,
    sender: lettre::message::Mailbox,
    /// Nobody: letters go to the folder or to memory, or the connection is gone.
    courier: Option<Courier>,
    carried: usize,
}

impl Mailer {
    /// Begins a round, in the name of the portal.
    ///
    /// # Errors
    /// `Server` when the mail server does not answer or does not let us in.
    pub fn round(&self, portal: &str) -> Result<Round<'_>, MailProblem> {
        let courier = match &self.way {
            Way::Smtp(server) => Some(Courier::set_out(server, &self.couriers)?),
            Way::Folder(_) | Way::Memory(_) => None,
        };
        Ok(Round { mailer: self, sender: self.sender(portal), courier, carried: 0 })
    }
}

impl Round<'_> {
    /// Can this round carry another letter? When not, a new one must begin.
    pub fn goes_on(&self) -> bool {
        !self.is_broken() && self.carried < LOAD
    }

    /// Did the mail server fall silent or hang up?
    pub fn is_broken(&self) -> bool {
        matches!(self.mailer.way, Way::Smtp(_)) && self.courier.is_none()
    }

    /// Hands one letter over. May take most of a minute: never inside a transaction, never on a request's thread.
    ///
    /// # Errors
    /// Whether another try makes sense, and what was said.
    pub fn send(&mut self, letter: &QueuedLetter, now: Moment) -> Result<(), MailProblem> {
        let message = compose(&self.sender, letter, now)?;
        match &self.mailer.way {
            Way::Smtp(_) => {
                let parcel = Parcel { envelope: message.envelope().clone(), text: message.formatted() };
                self.carry(parcel)?;
            }
            Way::Folder(folder) => lay(folder, &letter.id.to_string(), &message.formatted())
                .map_err(|error| MailProblem::Later(error.to_string()))?,
            Way::Memory(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
            }
        }
        self.carried += 1;
        Ok(())
    }

    fn carry(&mut self, parcel: Parcel) -> Result<(), MailProblem> {
        let gone = || MailProblem::Later("the connection to the mail server broke".into());
        let courier = self.courier.take().ok_or_else(gone)?;
        courier.ask.send(parcel).map_err(|_| gone())?;
        let said = courier.hear(courier.letter).map_err(MailProblem::Later)?;
        if !matches!(said, Err((_, true))) {
            self.courier = Some(courier);
        }
        said.map_err(|(problem, _)| problem)
    }
}

/// A letter as the courier takes it.
struct Parcel {
    envelope: Envelope,
    text: Vec<u8>,
}

/// What came of one parcel; `true`: the connection is of no more use.
type Said = Result<(), (MailProblem, bool)>;

/// A thread that speaks with the mail server. One that does not come back in time is left; it ends when the server lets
/// go of it.
struct Courier {
    ask: Sender<Parcel>,
    said: Receiver<Said>,
    letter: Duration,
}

impl Courier {
    fn set_out(server: &Arc<Server>, out: &Arc<AtomicUsize>) -> Result<Self, MailProblem> {
        let problem = |why: String| MailProblem::Server(why);
        let underway = Underway::count(out)
            .ok_or_else(|| problem("the mail server answers nothing and keeps connections open".into()))?;
        let (ask, asked) = mpsc::channel();
        let (say, said) = mpsc::channel();
        let own = Arc::clone(server);
        std::thread::Builder::new()
            .name("courier".into())
            .spawn(move || {
                speak(&own, &asked, &say);
                drop(underway);
            })
            .map_err(|error| problem(error.to_string()))?;
        let courier = Self { ask, said, letter: server.limits.letter };
        let let_in = courier.hear(server.limits.connecting).map_err(problem)?;
        let_in.map_err(|(problem, _)| problem)?;
        Ok(courier)
    }

    /// Waits for what the server says. The error is for the administrator.
    fn hear(&self, limit: Duration) -> Result<Said, String> {
        self.said.recv_timeout(limit).map_err(|error| match error {
            RecvTimeoutError::Timeout => format!("the mail server took longer than {} s", limit.as_secs()),
            RecvTimeoutError::Disconnected => "the connection to the mail server broke".into(),
        })
    }
}

/// The dialog: first whether we are let in, then a word for each parcel. It ends when nobody asks or listens any more.
fn speak(server: &Server, asked: &Receiver<Parcel>, say: &Sender<Said>) {
    let mut connection = match server.connect() {
        Ok(connection) => connection,
        Err(problem) => {
            drop(say.send(Err((problem, true))));
            return;
        }
    };
    let mut heard = say.send(Ok(())).is_ok();
    while heard && let Ok(parcel) = asked.recv() {
        let said = server.hand_over(&mut connection, &parcel.envelope, &parcel.text);
        let useless = matches!(said, Err((_, true)));
        heard = say.send(said).is_ok() && !useless;
    }
    // Whether the server says goodbye is all the same.
    drop(connection.quit());
}

/// Counts a courier for as long as it lives.
struct Underway(Arc<AtomicUsize>);

impl Underway {
    fn count(out: &Arc<AtomicUsize>) -> Option<Self> {
        let own = Self(Arc::clone(out));
        (own.0.fetch_add(1, Ordering::SeqCst) < LOST).then_some(own)
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
