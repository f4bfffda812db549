//! The portal in a process of its own, whose clock this one moves.
use super::Outcome;
use langnghe::clock::{Clock, Moment};
use langnghe::config::{Config, Network};
use langnghe::opening;
use langnghe::portal::Portal;
use langnghe::sample::{Wanted, load as load_sample};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Instant;

/// The word that makes this program the portal.
pub const SERVE: &str = "serve";

pub struct Running {
    child: Child,
    orders: ChildStdin,
    pub base: String,
}

impl Running {
    /// Starts the portal over what lies in `folder`.
    pub fn start(folder: &Path) -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (orders, said) =
            (child.stdin.take().ok_or("no way in")?, child.stdout.take().ok_or("no way out")?);
        let mut base = String::new();
        BufReader::new(said).read_line(&mut base)?;
        Ok(Self { child, orders, base: base.trim().to_owned() })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Lets ten seconds pass: nobody fills in six pages in no time.
    pub fn wait(&mut self) -> Outcome<()> {
        Ok(self.orders.write_all(b"\n")?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Is the portal, until whoever started it goes away: says where, and moves its clock for each line it is sent.
pub fn serve(folder: &Path) -> Outcome<()> {
    let portal = open(folder)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    let clock = portal.clock.clone();
    std::thread::spawn(move || {
        for _ in std::io::stdin().lines() {
            clock.set(clock.now() + chrono::Duration::seconds(10));
        }
        std::process::exit(0);
    });
    Ok(actix_web::rt::System::new().block_on(langnghe::web::serve(
        portal,
        listener,
        std::future::pending(),
    ))?)
}

/// A portal full of samples: in a folder that goes with it, or in one that stays, so that it need not be filled again.
pub struct Filled {
    folder: PathBuf,
    _goes: Option<tempfile::TempDir>,
    /// Seconds; none where it was full already.
    pub took: Option<f64>,
}

impl Filled {
    /// Fills it with so many, unless something stands in the folder.
    pub fn with(reports: u64, stays: Option<&Path>) -> Outcome<Self> {
        let goes = stays.is_none().then(tempfile::tempdir).transpose()?;
        let folder = stays.or(goes.as_ref().map(tempfile::TempDir::path)).ok_or("no folder")?.to_owned();
        if stays.is_some() {
            std::fs::create_dir_all(&folder)?;
        }
        let mut filled = Self { folder, _goes: goes, took: None };
        if !filled.database().exists() {
            let began = Instant::now();
            load_sample(&open(&filled.folder)?, Wanted { reports, seed: 1 }, |_| ())?;
            filled.took = Some(began.elapsed().as_secs_f64());
        }
        Ok(filled)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join("langnghe.sqlite")
    }
}

/// With time standing still, so that no term runs out and nobody is slowed down but by the limits on tries.
pub fn open(folder: &Path) -> Outcome<Portal> {
    let mut config = Config::plain(folder)?;
    // Each submission comes from another address.
    config.trusted_proxies = Network::parse_list("127.0.0.1").ok_or("no network")?;
    Ok(opening::open(config, Clock::fixed(now()))?)
}

/// A Monday, nine o'clock in Vietnam.
pub fn now() -> Moment {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 7).unwrap_or_default();
    day.and_hms_opt(2, 0, 0).unwrap_or_default()
}
