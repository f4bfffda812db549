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

/// RFC 2369: where letters like this one are stopped.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.trim_matches(['<', '>']).to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// RFC 8058: the mail program may stop them for its reader with one press. Only an https address may promise that.
#[derive(Clone)]
struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// The whole message. `sender` is the portal's own address and nobody else's: a citizen's domain in From would fail
/// DMARC. The Message-ID comes from the letter's id, so that a letter sent twice after a crash is seen to be the same.
///
/// # Errors
/// When the recipient's address is none.
pub fn compose(sender: &Mailbox, letter: &QueuedLetter, now: Moment) -> Result<Message, MailProblem> {
    let nobody = |error: lettre::address::AddressError| MailProblem::Undeliverable(error.to_string());
    let to = letter.recipient.parse().map_err(nobody)?;
    let mut builder = Message::builder()
        .from(sender.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .date(SystemTime::from(now.and_utc()))
        .message_id(Some(format!("<letter-{}@{}>", letter.id, sender.email.domain())))
        .header(AutoSubmitted);
    if !letter.stop_link.is_empty() {
        builder = builder.header(ListUnsubscribe(letter.stop_link.clone()));
        if letter.stop_link.starts_with("https://") {
            builder = builder.header(OneClick);
        }
    }
    builder
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(|error| MailProblem::Never(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::letter::{Letter, LetterKind};

    const STOP: &str = "https://nghe.city.example/thu/1234567890123456789-\
        0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn letter(recipient: &str) -> QueuedLetter {
        let now = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc();
        Letter {
            kind: LetterKind::Received,
            ticket_id: None,
            follow_id: None,
            follow_since: None,
            recipient: recipient.into(),
            subject: "Đã nhận phản ánh".into(),
            text: "Xin chào".into(),
            html: "<p>Xin chào</p>".into(),
            stop_link: STOP.into(),
        }
        .queue(now)
    }

    fn text(recipient: &str) -> Result<String, MailProblem> {
        written(&letter(recipient))
    }

    fn written(letter: &QueuedLetter) -> Result<String, MailProblem> {
        let sender = "\"Hải Phòng\" <nghe@city.example>".parse().unwrap();
        compose(&sender, letter, letter.created_at).map(|m| String::from_utf8(m.formatted()).unwrap())
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
            assert!(matches!(text(bad), Err(MailProblem::Undeliverable(_))), "{bad:?}");
        }
    }

    #[test]
    fn a_mail_program_can_stop_the_letters_with_one_press_over_https_alone() {
        let lines = |letter: &QueuedLetter| written(letter).unwrap().replace("\r\n ", " ");
        let of_report = letter("lan@example.com");
        let sent = lines(&of_report);
        assert!(sent.contains(&format!("\r\nList-Unsubscribe: <{STOP}>\r\n")), "{sent}");
        assert!(sent.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{sent}");
        let plain = lines(&QueuedLetter { stop_link: STOP.replace("https", "http"), ..of_report.clone() });
        assert!(plain.contains("List-Unsubscribe: <http://") && !plain.contains("List-Unsubscribe-Post"));
        let to_staff = lines(&QueuedLetter { stop_link: String::new(), ..of_report });
        assert!(!to_staff.contains("List-Unsubscribe"), "{to_staff}");
    }

    #[test]
    fn whoever_it_goes_to_stands_in_to_and_nowhere_else() {
        let sent = text("lan@citizen.example").unwrap();
        let head = sent.split("\r\n\r\n").next().unwrap();
        assert_eq!(head.matches("citizen.example").count(), 1, "{head}");
        assert!(!head.contains("Reply-To") && !head.contains("\r\nSender:"), "{head}");
    }
}
