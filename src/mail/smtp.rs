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
    meaning(error.status().map(u16::from), error.to_string())
}

/// The code of RFC 5321, made clearer by that of RFC 3463 where the server gives one: 5.1 and 5.2 speak of the mailbox,
/// 5.7 of a rule that this letter or this sender breaks, and then the reader's address is not to blame.
fn meaning(code: Option<u16>, said: String) -> MailProblem {
    let speaks_of = |class: &str| said.split([' ', '(', ')', ':', '-']).any(|word| word.starts_with(class));
    match code {
        Some(550 | 551 | 553 | 556) if speaks_of("5.7.") || speaks_of("5.6.") => MailProblem::Never(said),
        Some(550 | 551 | 553 | 556) => MailProblem::Undeliverable(said),
        Some(554) if speaks_of("5.1.") || speaks_of("5.2.1") => MailProblem::Undeliverable(said),
        Some(554) => MailProblem::Never(said),
        _ => MailProblem::Later(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: u16, said: &str) -> &'static str {
        match meaning(Some(code), format!("permanent error ({code}): {said}")) {
            MailProblem::Later(_) => "later",
            MailProblem::Never(_) => "never",
            MailProblem::Undeliverable(_) => "undeliverable",
        }
    }

    #[test]
    fn only_a_word_about_the_mailbox_blames_the_address() {
        assert_eq!(kind(550, "5.1.1 no such user"), "undeliverable");
        assert_eq!(kind(550, "no such user"), "undeliverable");
        assert_eq!(kind(554, "5.1.1 recipient rejected"), "undeliverable");
        assert_eq!(kind(550, "5.7.26 unauthenticated mail is not accepted"), "never");
        assert_eq!(kind(554, "looks like spam"), "never");
    }

    #[test]
    fn what_somebody_can_put_right_is_tried_again() {
        for (code, said) in [
            (450, "4.2.1 mailbox busy"),
            (452, "4.2.2 full"),
            (552, "5.2.2 over quota"),
            (535, "5.7.8 bad password"),
        ] {
            assert_eq!(kind(code, said), "later", "{code}");
        }
        assert!(matches!(meaning(None, "connection refused".into()), MailProblem::Later(_)));
    }
}
