//! The mail server: how to reach it, and what its refusals mean.
use super::MailProblem;
use crate::config::{Security, SmtpServer};
use lettre::SmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use std::time::Duration;

/// How long one word of the mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The way to `server`. Nothing is connected yet.
///
/// # Errors
/// When the authority's file cannot be read or is no certificate.
pub(super) fn transport(server: &SmtpServer) -> Result<SmtpTransport, MailProblem> {
    let tls = match server.security {
        Security::Unprotected => Tls::None,
        Security::Starttls => Tls::Required(parameters(server)?),
        Security::Tls => Tls::Wrapper(parameters(server)?),
    };
    let mut builder = SmtpTransport::builder_dangerous(server.host.clone())
        .port(server.port)
        .tls(tls)
        .timeout(Some(PATIENCE));
    if let Some((user, password)) = &server.login {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
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

/// What a refusal means. Only a word about the recipient or the text is final: a wrong password or a full disk
/// of the server is put right by somebody, and then the letter must still go out.
pub(super) fn problem(error: &lettre::transport::smtp::Error) -> MailProblem {
    let said = error.to_string();
    match error.status().map(u16::from) {
        Some(550 | 551 | 553 | 554 | 556) => MailProblem::Never(said),
        _ => MailProblem::Later(said),
    }
}
