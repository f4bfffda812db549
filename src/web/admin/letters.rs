//! The outbox: what waits, what failed and why, and another try.
use crate::actions::upkeep::{retry_letter, retry_letters};
use crate::domain::contact::masked;
use crate::domain::letter::{LetterState, QueuedLetter};
use crate::i18n::Words;
use crate::ids::LetterId;
use crate::links;
use crate::portal::Portal;
use crate::store::letters;
use crate::web::error::Failure;
use crate::web::parts::moment::MomentShown;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;
/// The states in the order in which they matter.
const TABS: [LetterState; 5] =
    [LetterState::Failed, LetterState::Held, LetterState::Waiting, LetterState::Sending, LetterState::Sent];

/// The outbox: letters without their texts, and another try for those that did not leave.
#[derive(Template)]
#[template(path = "admin/letters.html")]
pub struct LettersPage {
    pub shell: Shell,
    pub tabs: Vec<Tab>,
    pub rows: Vec<LetterRow>,
    pub may_retry: bool,
    pub retry_all: String,
    /// Why these letters are held back; "" for the others.
    pub held_because: String,
    pub older: String,
    /// Where every kind of letter can be read before it goes out.
    pub samples: String,
}

/// One of several views of a page, with how many stand in it where they are counted.
pub struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
    pub count: Option<i64>,
}

/// A letter without its text: what it says is between the portal and whoever gets it.
pub struct LetterRow {
    pub kind: String,
    /// The report it is about; "" where it is about none.
    pub code: String,
    pub code_href: String,
    /// "n•••@example.vn"
    pub recipient: String,
    pub when: MomentShown,
    pub attempts: String,
    pub next: String,
    pub error: String,
    pub retry_to: String,
}

/// The state of the letters that are asked for, and the letter before which the page begins.
#[derive(Deserialize)]
pub struct LettersQuestion {
    #[serde(default, rename = "trang-thai")]
    state: String,
    /// The letter that the page before ended with.
    #[serde(default)]
    sau: String,
}

/// The letters in one state, for an administrator; without a state, those that were given up.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<LettersQuestion>,
) -> Result<HttpResponse, Failure> {
    let (words, asked) = (visitor.words(), asked.into_inner());
    let state = asked.state.parse().unwrap_or(LetterState::Failed);
    let before = asked.sau.parse().ok();
    let (mut found, counts) = off_thread::look(&portal, move |c| {
        let mut counts = Vec::new();
        for tab in TABS {
            // Sent letters are many and nobody's care: they are not counted.
            let count = match tab {
                LetterState::Sent => None,
                _ => Some(letters::count(c, tab)?),
            };
            counts.push((tab, count));
        }
        Ok((letters::in_state(c, state, before, ROWS as i64 + 1)?, counts))
    })
    .await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let older = match found.last() {
        Some((last, _)) if more => {
            format!("{}&sau={}", links::admin_letters_in(state.as_str()), last.id)
        }
        _ => String::new(),
    };
    page::page(&LettersPage {
        shell: Shell::new(&portal, &visitor, words.say("menu.admin_letters")),
        tabs: counts
            .into_iter()
            .map(|(tab, count)| Tab {
                href: links::admin_letters_in(tab.as_str()),
                label: words.say(&format!("admin.letter.{tab}")),
                current: tab == state,
                count,
            })
            .collect(),
        rows: found.into_iter().map(|(letter, code)| row(&words, letter, code)).collect(),
        may_retry: matches!(state, LetterState::Failed | LetterState::Held),
        retry_all: links::admin_letters(),
        held_because: match state {
            LetterState::Held => {
                words.fill("admin.letters_held_what", [("n", portal.city().facts.sending.letters_a_day)])
            }
            _ => String::new(),
        },
        older,
        samples: links::admin_letter_samples(),
    })
}

/// Puts one letter that was given up or held back into the queue again.
pub async fn retry(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let id: LetterId = id.parse().map_err(|_| Failure::NotFound)?;
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    off_thread::change(move || retry_letter(&inside, &actor, id)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_letters(), "admin.letter_retried"))
}

/// Makes every letter due now that waits for another try or was given up.
pub async fn retry_all(
    portal: web::Data<Portal>,
    visitor: Visitor,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let count = off_thread::change(move || retry_letters(&inside, &actor)).await?;
    let said = if count > 0 { "admin.letters_retried" } else { "admin.letters_retried_none" };
    Ok(redirect::to_saying(&portal, &links::admin_letters_in(LetterState::Waiting.as_str()), said))
}

fn row(words: &Words, letter: QueuedLetter, code: Option<String>) -> LetterRow {
    let waiting = matches!(letter.state, LetterState::Waiting | LetterState::Sending);
    LetterRow {
        kind: words.say(&format!("admin.letter_kind.{}", letter.kind)),
        code_href: code.as_deref().map(links::desk_ticket).unwrap_or_default(),
        code: code.unwrap_or_default(),
        recipient: masked(&letter.recipient),
        when: MomentShown::of(letter.created_at),
        attempts: words.number(letter.attempts.into()),
        next: if waiting { MomentShown::of(letter.next_try_at).text } else { String::new() },
        error: hidden_in(&letter.last_error, &letter.recipient),
        retry_to: links::admin_letter(letter.id),
    }
}

/// Mail servers like to repeat the address in what they say.
fn hidden_in(error: &str, address: &str) -> String {
    error.replace(address, &masked(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_no_address() {
        let said = "550 <lan@example.vn>: no such user";
        assert_eq!(hidden_in(said, "lan@example.vn"), "550 <l•••@example.vn>: no such user");
    }
}
