//! What the machine's owner decides: from the environment, or from one file. The environment wins.
mod mail;
mod map;
mod network;
mod problem;
mod settings;
mod sources;
#[cfg(test)]
mod tests;

pub use mail::{MailConfig, MailRoute, Security, SmtpServer};
pub use map::{MapConfig, Tiles};
pub use network::Network;
pub use problem::ConfigProblem;
pub use settings::{SETTINGS, Setting};
pub use sources::GivenSettings;

use crate::ids::text_enum;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

text_enum! {
    /// How the log is written.
    pub enum LogFormat {
        Text = "text",
        Json = "json",
    }
}

/// Everything that was decided before the portal started. Does not change while it runs.
#[derive(Clone)]
pub struct Config {
    pub listen: SocketAddr,
    /// Photos, keys, the SQLite file.
    pub data: PathBuf,
    /// `postgres://…`, or the path of an SQLite file. May hold a password: never shown.
    pub database_url: String,
    /// How the public reaches the portal, without a slash at the end.
    pub base_url: String,
    pub mail: MailConfig,
    /// Whose `X-Forwarded-For` or `Forwarded` is believed.
    pub trusted_proxies: Vec<Network>,
    pub log: String,
    pub log_format: LogFormat,
    /// Threads that answer requests; `None` lets the machine decide.
    pub workers: Option<usize>,
    /// Database connections kept for reading.
    pub readers: u32,
    pub uploads: UploadLimits,
    pub map: MapConfig,
    /// Networks inside that webhooks may go to.
    pub webhook_networks: Vec<Network>,
    /// Opens `/metrics` to a caller from another machine.
    pub metrics_token: Option<String>,
}

/// How much a visitor may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadLimits {
    /// Photos on one report.
    pub photos: usize,
    /// Bytes of one photo.
    pub photo_bytes: usize,
    /// Bytes of one PDF.
    pub document_bytes: usize,
}

impl UploadLimits {
    /// The size of one photo, in megabytes, as people are told it.
    pub fn photo_megabytes(&self) -> usize {
        self.photo_bytes / (1024 * 1024)
    }

    /// The same of one PDF.
    pub fn document_megabytes(&self) -> usize {
        self.document_bytes / (1024 * 1024)
    }

    /// Bytes of all files on one form, with room for the fields around them.
    pub fn form_bytes(&self) -> usize {
        (self.photos * self.photo_bytes).max(self.document_bytes * 2) + 64 * 1024
    }
}

impl Config {
    /// Makes sense of what was found; `default_data` is the data folder when none is named.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn read(found: &GivenSettings, default_data: &str) -> Result<Self, ConfigProblem> {
        let listen =
            found.read("listen", SocketAddr::from(([127, 0, 0, 1], 8080)), |text| text.parse().ok())?;
        let data = found.text("data").map_or_else(|| PathBuf::from(default_data), PathBuf::from);
        let database = data.join("langnghe.sqlite").to_string_lossy().into_owned();
        let megabytes = |count: u32| count as usize * 1024 * 1024;
        Ok(Self {
            database_url: found.read("database_url", database, database_url)?,
            base_url: found.read("base_url", format!("http://{listen}"), base_url)?,
            mail: MailConfig::read(found, &data)?,
            trusted_proxies: found.read("trusted_proxies", Vec::new(), Network::parse_list)?,
            log: found.read("log", "info".into(), log_filter)?,
            log_format: found.read("log_format", LogFormat::Text, |text| text.parse().ok())?,
            workers: match found.number("workers", 0, 1, 64)? {
                0 => None,
                count => Some(count as usize),
            },
            readers: found.number("readers", 8, 1, 64)?,
            uploads: UploadLimits {
                photos: found.number("max_photos", 5, 0, 10)? as usize,
                photo_bytes: megabytes(found.number("max_photo_megabytes", 15, 1, 50)?),
                document_bytes: megabytes(found.number("max_document_megabytes", 20, 1, 100)?),
            },
            map: MapConfig {
                tiles: found.read("map_tiles", None, |text| map::tiles(text).map(Some))?,
                credit: found.text("map_credit").unwrap_or_default().to_owned(),
            },
            webhook_networks: found.read("webhook_networks", Vec::new(), Network::parse_list)?,
            metrics_token: found
                .read("metrics_token", None, |text| (text.len() >= 16).then(|| Some(text.to_owned())))?,
            listen,
            data,
        })
    }

    /// The settings nobody touched, with everything under one folder. For tests and trials.
    pub fn plain(data: &Path) -> Result<Self, ConfigProblem> {
        Self::read(&GivenSettings::default(), &data.to_string_lossy())
    }

    /// Where photos and documents lie.
    pub fn photos(&self) -> PathBuf {
        self.data.join("photos")
    }

    /// Do cookies carry `Secure`? They do when the public comes by https.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// What is worth a warning at the start, in plain words.
    pub fn warnings(&self) -> Vec<String> {
        let mut said = Vec::new();
        let host = self.base_url.trim_start_matches("http://");
        let here = ["127.", "localhost", "[::1]"].iter().any(|name| host.starts_with(name));
        if !self.is_https() && !here {
            said.push(format!(
                "base_url is {}: without https, passwords and cookies travel in the open.",
                self.base_url
            ));
        }
        if let MailRoute::Folder(folder) = &self.mail.route {
            said.push(format!("no smtp_host is set: letters are only laid into {}.", folder.display()));
        }
        said
    }
}

fn base_url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let fits = !rest.is_empty() && !rest.contains(['/', '?', '#', '@', ' ', '"', '<', '>']);
    fits.then(|| text.to_owned())
}

/// A scheme that no database here answers to is a mistake; anything without one is a path.
fn database_url(text: &str) -> Option<String> {
    let known = crate::store::is_postgres(text) || !text.contains("://");
    (known && !text.is_empty()).then(|| text.to_owned())
}

/// A level, or levels by the part of the program. A lone word that is no level would switch the log off unnoticed.
fn log_filter(text: &str) -> Option<String> {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    let each = text.split(',').all(|part| part.contains('=') || part.trim().parse::<LevelFilter>().is_ok());
    (each && text.parse::<Targets>().is_ok()).then(|| text.to_owned())
}
