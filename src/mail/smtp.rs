//! The mail server: how to reach it, and the dialog with it, command by command, so that each refusal is known by its stage.
use super::MailProblem;
use super::reply::{Stage, meaning};
use crate::config::{Security, SmtpServer};
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use std::time::Duration;

/// How long a mail server may take. Each limit is for one thing; the courier keeps the time of the whole.
#[derive(Debug, Clone, Copy)]
pub struct MailLimits {
    /// For one word of the dialog.
    pub word: Duration,
    /// For the last word, when the server has the whole text and looks through it.
    pub verdict: Duration,
    /// From the connection to the login.
    pub connecting: Duration,
    /// For one letter; shorter than a letter stays taken.
    pub letter: Duration,
}

impl Default for MailLimits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { word: seconds(8), verdict: seconds(30), connecting: seconds(15), letter: seconds(40) }
    }
}

/// The way to the mail server.
pub(super) struct Server {
    host: String,
    port: u16,
    protection: Protection,
    login: Option<Credentials>,
    pub limits: MailLimits,
}

enum Protection {
    None,
    Starttls(TlsParameters),
    Tls(TlsParameters),
}

impl Server {
    /// The way to `server`. Nothing is connected yet.
    ///
    /// # Errors
    /// When the authority's file cannot be read or is no certificate.
    pub fn of(server: &SmtpServer, limits: MailLimits) -> Result<Self, MailProblem> {
        let protection = match server.security {
            Security::Unprotected => Protection::None,
            Security::Starttls => Protection::Starttls(parameters(server)?),
            Security::Tls => Protection::Tls(parameters(server)?),
        };
        let login = server.login.as_ref().map(|(user, key)| Credentials::new(user.clone(), key.clone()));
        Ok(Self { host: server.host.clone(), port: server.port, protection, login, limits })
    }

    /// Connects and logs in.
    ///
    /// # Errors
    /// `Server`: nothing is said of any letter yet.
    pub fn connect(&self) -> Result<SmtpConnection, MailProblem> {
        self.greet().map_err(|error| at(Stage::Greeting, &error))
    }

    fn greet(&self) -> Result<SmtpConnection, Error> {
        let name = ClientId::default();
        let tls = match &self.protection {
            Protection::Tls(parameters) => Some(parameters),
            Protection::None | Protection::Starttls(_) => None,
        };
        let place = (self.host.as_str(), self.port);
        let mut connection = SmtpConnection::connect(place, Some(self.limits.word), &name, tls, None)?;
        if let Protection::Starttls(parameters) = &self.protection {
            connection.starttls(parameters, &name)?;
        }
        if let Some(login) = &self.login {
            connection.auth(DEFAULT_MECHANISMS, login)?;
        }
        Ok(connection)
    }

    /// Hands one letter over. After a refusal the dialog is back where the next letter may begin; where it cannot be, the
    /// answer comes with `true`: the connection is of no more use.
    pub fn hand_over(
        &self,
        connection: &mut SmtpConnection,
        envelope: &Envelope,
        message: &[u8],
    ) -> Result<(), (MailProblem, bool)> {
        self.dialog(connection, envelope, message).map_err(|(stage, error)| {
            let closing = error.status().map(u16::from).is_none_or(|code| code == 421);
            let useless = closing || connection.command(Rset).is_err();
            (at(stage, &error), useless)
        })
    }

    fn dialog(
        &self,
        connection: &mut SmtpConnection,
        envelope: &Envelope,
        message: &[u8],
    ) -> Result<(), (Stage, Error)> {
        let mut options = Vec::new();
        if !message.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime) {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let mail = Mail::new(envelope.from().cloned(), options);
        connection.command(mail).map_err(|error| (Stage::Sender, error))?;
        for reader in envelope.to() {
            let reader = Rcpt::new(reader.clone(), Vec::new());
            connection.command(reader).map_err(|error| (Stage::Recipient, error))?;
        }
        let content = |error| (Stage::Content, error);
        connection.command(Data).map_err(content)?;
        // A timeout that the system does not take leaves the shorter one.
        let _ = connection.set_timeout(Some(self.limits.verdict));
        connection.message(message).map_err(content)?;
        let _ = connection.set_timeout(Some(self.limits.word));
        Ok(())
    }
}

fn at(stage: Stage, error: &Error) -> MailProblem {
    meaning(stage, error.status().map(u16::from), error.to_string())
}

fn parameters(server: &SmtpServer) -> Result<TlsParameters, MailProblem> {
    let mut builder = TlsParameters::builder(server.host.clone());
    if let Some(path) = &server.authority {
        let never = |why: String| MailProblem::Never(format!("smtp_ca, {}: {why}", path.display()));
        let pem = std::fs::read(path).map_err(|error| never(error.to_string()))?;
        let authority = Certificate::from_pem(&pem).map_err(|error| never(error.to_string()))?;
        builder = builder.add_root_certificate(authority);
    }
    builder.build().map_err(|error| MailProblem::Never(error.to_string()))
}
