//! What a mail server's refusal means. The same number says one thing of the sender, another of the reader and a third of
//! the text, so it is read by the stage of the dialog at which it came (RFC 5321), and by the code of RFC 3463 where the
//! server gives one. Only a refused recipient is the recipient's fault.
use super::MailProblem;

/// How far the dialog had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Before any letter: connecting, greeting, protection, login.
    Greeting,
    /// `MAIL FROM`: may the portal send at all?
    Sender,
    /// `RCPT TO`: is there such a reader?
    Recipient,
    /// `DATA` and the text itself.
    Content,
}

/// The subject and detail of RFC 3463 that speak of the recipient's address: no such mailbox, no such host, no address by
/// its form, moved away, a host that takes no mail; and a mailbox that was closed.
const NOBODY_THERE: [(u16, u16); 6] = [(1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1)];

/// Words by which servers without that code say that they refuse something other than the recipient.
const OTHER_REASONS: [&str; 22] = [
    "relay",
    "rcpthosts",
    "sender",
    "policy",
    "polic",
    "spam",
    "block",
    "blacklist",
    "denied",
    "denies",
    "reject",
    "permit",
    "auth",
    "dns",
    "reputation",
    "rate",
    "helo",
    "spf",
    "dmarc",
    "dkim",
    "quota",
    "listed",
];

/// The meaning of a refusal. `code` is the server's number; nothing when it broke off or never answered.
pub(super) fn meaning(stage: Stage, code: Option<u16>, said: String) -> MailProblem {
    match stage {
        Stage::Greeting | Stage::Sender => MailProblem::Server(said),
        Stage::Recipient if code.is_some_and(|code| refuses_the_recipient(code, &said)) => {
            MailProblem::Undeliverable(said)
        }
        Stage::Recipient | Stage::Content => MailProblem::Later(said),
    }
}

fn refuses_the_recipient(code: u16, said: &str) -> bool {
    match (code, enhanced(code, said)) {
        (500..=599, Some(detail)) => NOBODY_THERE.contains(&detail),
        (501 | 550 | 551 | 553 | 556, None) => {
            let said = said.to_lowercase();
            !OTHER_REASONS.iter().any(|word| said.contains(word))
        }
        _ => false,
    }
}

/// The subject and detail of the enhanced code ("550 5.1.1 …", "550 #5.1.1", "… (5.1.1)"), when there is one of the same
/// class as the server's number. An address of a machine has four numbers and is none.
fn enhanced(code: u16, said: &str) -> Option<(u16, u16)> {
    said.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let mut parts = word.trim_end_matches('.').split('.').map(str::parse::<u16>);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Ok(class)), Some(Ok(subject)), Some(Ok(detail)), None) if class == code / 100 => {
                Some((subject, detail))
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(stage: Stage, code: u16, said: &str) -> &'static str {
        match meaning(stage, Some(code), said.into()) {
            MailProblem::Later(_) => "later",
            MailProblem::Never(_) => "never",
            MailProblem::Undeliverable(_) => "dead",
            MailProblem::Server(_) => "server",
        }
    }

    #[test]
    fn a_refused_recipient_is_dead() {
        for (code, said) in [
            (550, "5.1.1 no such user"),
            (550, "5.1.2 host unknown"),
            (501, "5.1.3 bad address syntax"),
            (551, "5.1.6 moved"),
            (556, "5.1.10 null MX"),
            (554, "5.1.1 <lan@b.vn>: Recipient address rejected: User unknown"),
            (550, "#5.1.1 unknown"),
            (550, "unknown user (5.1.1)"),
            (550, "5.2.1 mailbox disabled"),
            (550, "no such user here"),
            (550, "mailbox unavailable"),
            (551, "user not local"),
            (553, "mailbox name not allowed"),
            (501, "syntax error in parameters"),
        ] {
            assert_eq!(kind(Stage::Recipient, code, said), "dead", "{code} {said}");
        }
    }

    #[test]
    fn what_is_said_of_the_portal_or_by_a_rule_blames_no_recipient() {
        for (code, said) in [
            (550, "5.1.8 Sender address rejected: Domain not found"),
            (550, "5.1.7 bad sender's mailbox address syntax"),
            (501, "5.1.7 bad sender's mailbox address syntax"),
            (550, "relay not permitted"),
            (550, "Relaying denied"),
            (554, "5.7.1 <lan@b.vn>: Relay access denied"),
            (550, "5.7.1 message refused"),
            (550, "5.7.26 unauthenticated mail is not accepted"),
            (550, "5.1.0 address rejected"),
            (550, "5.4.1 Recipient address rejected: Access denied"),
            (550, "Sender verify failed"),
            (550, "your host 5.1.1.9 is listed"),
            (550, "blocked by policy, see 4.1.1"),
            (553, "sorry, that domain isn't in my list of allowed rcpthosts"),
            (552, "5.2.2 over quota"),
            (554, "transaction failed"),
            (503, "bad sequence of commands"),
            (530, "5.7.0 must authenticate"),
            (450, "4.1.1 greylisted"),
            (450, "4.2.1 mailbox busy"),
            (421, "4.3.2 shutting down"),
        ] {
            assert_eq!(kind(Stage::Recipient, code, said), "later", "{code} {said}");
        }
    }

    #[test]
    fn a_refused_text_blames_nobody() {
        for (code, said) in
            [(554, "5.6.0 bad content"), (550, "5.7.1 spam"), (550, "5.1.1 no"), (552, "5.3.4 too big")]
        {
            assert_eq!(kind(Stage::Content, code, said), "later", "{code} {said}");
        }
    }

    #[test]
    fn what_comes_before_a_recipient_is_named_is_about_the_server() {
        for stage in [Stage::Greeting, Stage::Sender] {
            for (code, said) in
                [(554, "no"), (550, "5.1.1 no"), (550, "5.1.8 sender"), (535, "5.7.8"), (421, "")]
            {
                assert_eq!(kind(stage, code, said), "server", "{stage:?} {code} {said}");
            }
            assert!(matches!(meaning(stage, None, "refused".into()), MailProblem::Server(_)));
        }
        for stage in [Stage::Recipient, Stage::Content] {
            assert!(matches!(meaning(stage, None, "broke off".into()), MailProblem::Later(_)));
        }
    }
}
