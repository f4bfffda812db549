//! Behind the link in each letter that can be stopped, here those about a report: which letters stop, and the button that stops them.
use crate::actions::followers;
use crate::actions::senders::{keys, resume_letters, stop_letters};
use crate::domain::letter::LetterKind;
use crate::ids::TicketId;
use crate::links;
use crate::portal::Portal;
use crate::store::{contacts, letter_topics, tickets};
use crate::web::error::Failure;
use crate::web::posted::{ButtonForm, Posted, Slip};
use crate::web::public::follow;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// The letters in the order in which a report's sender may get them.
const KINDS: [LetterKind; 18] = [
    LetterKind::Accepted,
    LetterKind::Forwarded,
    LetterKind::Taken,
    LetterKind::Progress,
    LetterKind::InfoAsked,
    LetterKind::InfoReminder,
    LetterKind::InfoMissed,
    LetterKind::Extended,
    LetterKind::Answered,
    LetterKind::PromiseKept,
    LetterKind::PromiseMoved,
    LetterKind::Reopened,
    LetterKind::Closed,
    LetterKind::Refused,
    LetterKind::RefusalUpheld,
    LetterKind::TakenUp,
    LetterKind::Duplicate,
    LetterKind::Separated,
];

/// Whether letters about one report come, which ones, and the button that changes it, for its sender.
#[derive(Template)]
#[template(path = "public/letters_wanted.html")]
pub struct LettersWantedPage {
    pub shell: Shell,
    pub stopped: bool,
    pub kinds: Vec<String>,
    pub stop_to: String,
    pub resume_to: String,
    pub follow: String,
}

/// Shows how it stands. Looking stops nothing: mail programs open links to see where they lead.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    if let Some(follow) = followers::keys::stopped_by(&portal, &key) {
        return follow::stop::page_of(&portal, &visitor, &key, follow).await;
    }
    let id = keys::letters_of(&portal, &key).ok_or(Failure::NotFound)?;
    page_of(&portal, &visitor, &key, id).await
}

/// Stops them. This is what a mail program sends by itself when its reader presses "unsubscribe" (RFC 8058): without
/// cookies, and so without the key that every other form carries. The unguessable key in the address is the permission,
/// and the answer is a page and no redirect, which mail programs need not follow.
pub async fn stop(
    portal: web::Data<Portal>,
    visitor: Visitor,
    key: web::Path<String>,
    body: Slip,
) -> Result<HttpResponse, Failure> {
    if !is_one_click(&body.0) {
        return Err(Failure::Malformed("no List-Unsubscribe=One-Click".into()));
    }
    let (inside, presented) = (portal.clone(), key.clone());
    if let Some(follow) = followers::keys::stopped_by(&portal, &key) {
        off_thread::change(move || followers::stop(&inside, &presented)).await?;
        return follow::stop::page_of(&portal, &visitor, &key, follow).await;
    }
    let id = off_thread::change(move || stop_letters(&inside, &presented)).await?;
    page_of(&portal, &visitor, &key, id).await
}

/// Lets letters come again, and shows that they do.
pub async fn resume(
    portal: web::Data<Portal>,
    _visitor: Visitor,
    key: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (inside, presented) = (portal.clone(), key.clone());
    off_thread::change(move || resume_letters(&inside, &presented)).await?;
    Ok(redirect::to_saying(&portal, &links::letters_of(&key), "letters_wanted.resumed"))
}

/// The one field that RFC 8058 knows, as a form of either kind may carry it.
fn is_one_click(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let typed = text.split('&').any(|pair| pair.trim() == "List-Unsubscribe=One-Click");
    let part = || text.contains("name=\"List-Unsubscribe\"") && text.lines().any(|line| line == "One-Click");
    typed || part()
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    key: &str,
    id: TicketId,
) -> Result<HttpResponse, Failure> {
    let (code, stopped, kinds) = off_thread::look_in_city(portal, move |c, city| {
        contacts::email(c, id)?.ok_or(Failure::NotFound)?;
        let (state, off) = (contacts::state(c, id)?, letter_topics::off(c, id)?);
        let comes = |kind: &&LetterKind| {
            kind.topic().is_some_and(|topic| city.writes(topic) && !off.contains(&topic))
        };
        let kinds: Vec<LetterKind> = KINDS.iter().filter(comes).copied().collect();
        Ok((tickets::find(c, id)?.report.code, state.letters_stopped_at.is_some(), kinds))
    })
    .await?;
    let w = visitor.words();
    let title = if stopped { "letters_wanted.title_stopped" } else { "letters_wanted.title" };
    page::page(&LettersWantedPage {
        shell: Shell::new(portal, visitor, w.fill(title, [("code", code.as_str())])),
        stopped,
        kinds: kinds.iter().map(|kind| w.say(&format!("letters_wanted.kind.{kind}"))).collect(),
        stop_to: links::letters_of(key),
        resume_to: links::letters_again(key),
        follow: links::lookup_code(&code),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_form_are_read_and_nothing_else() {
        assert!(is_one_click(b"List-Unsubscribe=One-Click"));
        assert!(is_one_click(b"csrf=x&List-Unsubscribe=One-Click"));
        let part =
            "--a\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--a--\r\n";
        assert!(is_one_click(part.as_bytes()));
        assert!(!is_one_click(b"") && !is_one_click(b"List-Unsubscribe=Maybe"));
    }

    #[test]
    fn every_letter_that_stops_is_named() {
        let receipts = LetterKind::ALL.iter().filter(|kind| kind.is_receipt()).count();
        let to_others = 9;
        assert_eq!(KINDS.len() + receipts + to_others, LetterKind::ALL.len());
    }
}
