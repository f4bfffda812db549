//! The mail: one door out, three ways behind it.
mod courier;
pub mod letters;
mod message;
mod reply;
mod round;
mod smtp;

pub use courier::{Courier, NotTaken};
pub use message::compose;
pub use round::Round;
pub use smtp::MailLimits;

use crate::clock::Moment;
use crate::config::{MailConfig, MailRoute};
use crate::domain::letter::QueuedLetter;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

/// Sends letters. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    /// The portal's own address.
    address: lettre::Address,
    way: Way,
    /// Threads that speak with the mail server just now.
    couriers: Arc<AtomicUsize>,
}

#[derive(Clone)]
enum Way {
    Smtp(Arc<smtp::Server>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<QueuedLetter>>>),
}

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailProblem {
    /// Nothing is said of this letter: the server is down, does not let us in, or does not let the portal send.
    Server(String),
    /// It may go through later: the server is busy, or refuses this letter for a reason that somebody can put right.
    Later(String),
    /// It never will: it cannot be written as a message.
    Never(String),
    /// Nothing ever will go to this address: the server knows no such mailbox, or the address is none.
    Undeliverable(String),
}

impl std::fmt::Display for MailProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Server(why) | Self::Later(why) | Self::Never(why) | Self::Undeliverable(why) => {
                f.write_str(why)
            }
        }
    }
}

impl Mailer {
    /// Makes ready what the settings name.
    /// Connects nowhere yet: a mail server that is down must not keep the portal from starting.
    ///
    /// # Errors
    /// When the letters' folder cannot be made, or the authority's file is no certificate.
    pub fn open(config: &MailConfig) -> Result<Self, MailProblem> {
        Self::open_within(config, MailLimits::default())
    }

    /// The same, with limits of one's own.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_within(config: &MailConfig, limits: MailLimits) -> Result<Self, MailProblem> {
        let never = |error: String| MailProblem::Never(error);
        let address = config.from.parse().map_err(|error| never(format!("smtp_from: {error}")))?;
        let way = match &config.route {
            MailRoute::Smtp(server) => Way::Smtp(Arc::new(smtp::Server::of(server, limits)?)),
            MailRoute::Folder(folder) => {
                std::fs::create_dir_all(folder)
                    .map_err(|error| never(format!("the folder {}: {error}", folder.display())))?;
                Way::Folder(folder.clone())
            }
        };
        Ok(Self { address, way, couriers: Arc::default() })
    }

    /// Keeps letters in memory, for tests.
    pub fn memory() -> Self {
        let address = lettre::Address::new("lang-nghe", "localhost").expect("a well-formed address");
        Self { address, way: Way::Memory(Arc::default()), couriers: Arc::default() }
    }

    /// The letters that a memory mailer was given so far; it forgets them.
    pub fn taken(&self) -> Vec<QueuedLetter> {
        match &self.way {
            Way::Memory(kept) => std::mem::take(&mut *kept.lock().unwrap_or_else(|p| p.into_inner())),
            Way::Smtp(_) | Way::Folder(_) => Vec::new(),
        }
    }

    /// A letter as it would travel, headers and all, in the name of the portal.
    ///
    /// # Errors
    /// When it could never be sent.
    pub fn written(&self, letter: &QueuedLetter, portal: &str, now: Moment) -> Result<Vec<u8>, MailProblem> {
        compose(&self.sender(portal), letter, now).map(|message| message.formatted())
    }

    /// Whether the mail server answers and lets us in, for `langnghe check`. A folder always does.
    ///
    /// # Errors
    /// What it says instead.
    pub fn answers(&self) -> Result<(), MailProblem> {
        self.round("").map(drop)
    }

    /// In whose name letters go: the portal's, as it is called at the time.
    fn sender(&self, portal: &str) -> lettre::message::Mailbox {
        let name = Some(portal.to_owned()).filter(|name| !name.is_empty());
        lettre::message::Mailbox::new(name, self.address.clone())
    }
}

/// Lays a letter into the folder under its own name: whole, or not at all.
fn lay(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(format!("{name}.eml"))).map(drop).map_err(|error| error.error)
}
