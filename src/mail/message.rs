//! A letter as it travels: headers, plain text and HTML.
use super::MailProblem;
use crate::clock::Moment;
use crate::domain::letter::QueuedLetter;
use lettre::Message;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use std::time::SystemTime;

/// RFC 3834: a machine wrote this, so no machine should answer it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The whole message. `sender` is the portal's own address and nobody else's: a citizen's domain in From would fail
/// DMARC. The Message-ID comes from the letter's id, so that a letter sent twice after a crash is seen to be the same.
///
/// # Errors
/// When the recipient's address is none.
pub fn compose(sender: &Mailbox, letter: &QueuedLetter, now: Moment) -> Result<Message, MailProblem> {
    let never = |error: &dyn std::fmt::Display| MailProblem::Never(error.to_string());
    let to = letter.recipient.parse().map_err(|error: lettre::address::AddressError| never(&error))?;
    Message::builder()
        .from(sender.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .date(SystemTime::from(now.and_utc()))
        .message_id(Some(format!("<letter-{}@{}>", letter.id, sender.email.domain())))
        .header(AutoSubmitted)
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(|error| never(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::letter::{Letter, LetterKind};

    fn letter(recipient: &str) -> QueuedLetter {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        Letter {
            kind: LetterKind::Received,
            ticket_id: None,
            recipient: recipient.into(),
            subject: "Đã nhận phản ánh".into(),
            text: "Xin chào".into(),
            html: "<p>Xin chào</p>".into(),
        }
        .queue(now)
    }

    fn text(recipient: &str) -> Result<String, MailProblem> {
        let sender = "\"Hải Phòng\" <nghe@city.example>".parse().unwrap();
        let letter = letter(recipient);
        compose(&sender, &letter, letter.created_at).map(|m| String::from_utf8(m.formatted()).unwrap())
    }

    #[test]
    fn it_is_the_portals_own_letter_in_two_forms() {
        let sent = text("lan@example.com").unwrap();
        for part in [
            "<nghe@city.example>",
            "To: lan@example.com",
            "Auto-Submitted: auto-generated",
            "Message-ID: <letter-",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "Date: Fri, 15 Jan 2027 08:00:00 +0000",
        ] {
            assert!(sent.contains(part), "{part} is missing in\n{sent}");
        }
    }

    #[test]
    fn a_recipient_who_smuggles_a_header_is_refused_for_good() {
        for bad in ["lan@example.com\r\nBcc: all@example.com", "nobody", "a@b, c@d"] {
            assert!(matches!(text(bad), Err(MailProblem::Never(_))), "{bad:?}");
        }
    }
}
