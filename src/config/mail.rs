//! The settings of the mail: which way letters go out, and in whose name.
use super::problem::ConfigProblem;
use super::sources::GivenSettings;
use crate::ids::text_enum;
use std::path::{Path, PathBuf};

text_enum! {
    /// How the connection to the mail server is protected.
    pub enum Security {
        /// TLS from the first byte.
        Tls = "tls",
        /// Plain first, then TLS, or nothing is sent.
        Starttls = "starttls",
        /// None: for a mail server on this machine.
        Unprotected = "none",
    }
}

impl Security {
    fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::Starttls => 587,
            Self::Unprotected => 25,
        }
    }
}

/// The mail server. Its `Debug` shows no password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Name and password.
    pub login: Option<(String, String)>,
    /// A PEM file with the authority that signed its certificate, when it is not one of the public ones.
    pub authority: Option<PathBuf>,
}

impl std::fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SmtpServer({}:{} {}, login: {})",
            self.host,
            self.port,
            self.security,
            self.login.is_some()
        )
    }
}

/// Which way letters leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailRoute {
    Smtp(SmtpServer),
    /// As `.eml` files in a folder.
    Folder(PathBuf),
}

/// How letters leave the portal, and in whose name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailConfig {
    pub route: MailRoute,
    /// The sender's address: always the portal's own, never a citizen's.
    pub from: String,
}

impl MailConfig {
    /// Without `smtp_host` letters are laid into `mail_folder`, or into a folder below `data`.
    pub(super) fn read(found: &GivenSettings, data: &Path) -> Result<Self, ConfigProblem> {
        let default = "lang-nghe@localhost".to_owned();
        let from = found.read("smtp_from", default, |text| {
            text.parse::<lettre::Address>().is_ok().then(|| text.to_owned())
        })?;
        let folder = found.text("mail_folder").map_or_else(|| data.join("letters"), PathBuf::from);
        let Some(host) = found.text("smtp_host") else {
            return Ok(Self { route: MailRoute::Folder(folder), from });
        };
        if found.text("smtp_from").is_none() {
            return Err(ConfigProblem::Contradiction(
                "smtp_host is set and smtp_from is not: give the address in whose name letters go out."
                    .into(),
            ));
        }
        Ok(Self { route: MailRoute::Smtp(server(found, host.trim())?), from })
    }
}

fn server(found: &GivenSettings, host: &str) -> Result<SmtpServer, ConfigProblem> {
    let security = found.read("smtp_security", Security::Starttls, |text| text.parse().ok())?;
    let port = found.number("smtp_port", u32::from(security.usual_port()), 1, 65_535)?;
    let login = match (found.text("smtp_user"), found.text("smtp_password")) {
        (Some(user), Some(password)) => Some((user.to_owned(), password.to_owned())),
        (None, None) => None,
        _ => {
            let why = "smtp_user and smtp_password go together: set both or neither.";
            return Err(ConfigProblem::Contradiction(why.into()));
        }
    };
    let here = ["localhost", "127.0.0.1", "::1"].contains(&host);
    if login.is_some() && security == Security::Unprotected && !here {
        let why = "smtp_security is none and smtp_password is set: the password would travel in the open. \
                   Use tls or starttls.";
        return Err(ConfigProblem::Contradiction(why.into()));
    }
    let authority = found.text("smtp_ca").map(PathBuf::from);
    let port = u16::try_from(port).unwrap_or(security.usual_port());
    Ok(SmtpServer { host: host.to_owned(), port, security, login, authority })
}
