//! A step that is not easily undone asks once more. Its first press shows what would come of it, word for word: the step is
//! rehearsed and all of it taken back. Only the second press does it.
use super::super::opened::Opened;
use super::super::ticket;
use super::{Step, TypedStep, press};
use crate::domain::audience::{Audience, Share};
use crate::domain::letter::{LetterState, QueuedLetter};
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::tickets;
use crate::web::error::Failure;
use crate::web::parts::once_more::OWN;
use crate::web::parts::status_tag::StatusTag;
use crate::web::posted::Fields;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::HttpResponse;
use askama::Template;

/// What was answered on the page that asks.
const ANSWER: &str = "asked";
/// "Do it", and "back to the form, as it was".
const YES: &str = "yes";
const BACK: &str = "back";

/// What the sender and everybody would read, before it is so.
#[derive(Template)]
#[template(path = "desk/ask.html")]
pub struct AskPage {
    pub shell: Shell,
    pub code: String,
    /// The report as its sender wrote it; "" for who may not read that.
    pub heading: String,
    pub body: String,
    /// How it would stand for everybody outside.
    pub status: StatusTag,
    /// What the sender's page would say; "" where it says no more than the state.
    pub page_words: String,
    /// Who would read that.
    pub readers: String,
    pub letter: Option<LetterShown>,
    /// Why no letter is shown; "" where one is.
    pub no_letter: String,
    /// How many others would get one; "" for none.
    pub others: String,
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub button: String,
}

/// A letter as its reader would get it.
pub struct LetterShown {
    pub subject: String,
    pub text: String,
    pub lang: String,
}

/// Does the form come from the page that asks, with a yes?
pub fn is_answered(fields: &Fields) -> bool {
    fields.get(ANSWER) == YES
}

/// Shows what would come of the step; the form again, with all that was typed, for who goes back or cannot take it.
pub async fn show(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    fields: Fields,
    step: &'static Step,
) -> Result<HttpResponse, Failure> {
    let opened = ticket::open(portal, visitor, code, fields.get("hang")).await?;
    if fields.get(ANSWER) == BACK {
        let typed = TypedStep { step: step.name, fields, back: true, ..TypedStep::default() };
        return page::page(&ticket::of(portal, visitor, &opened, typed));
    }
    let rehearsed = press::attempt(portal, visitor, code, &fields, |portal, order, fields| {
        portal.rehearse(|inside| (step.verb)(inside, order, fields))
    })
    .await?;
    let (ticket, letters) = match rehearsed {
        Ok(rehearsed) => rehearsed,
        Err(refusal) => return press::answer(portal, visitor, code, fields, step, Err(refusal)).await,
    };
    let w = visitor.words();
    let words = page_words(portal, &w, &ticket).await?;
    page::page(&page_of(
        Shell::new(portal, visitor, w.say(&step.key("ask"))),
        &w,
        &opened,
        Coming { ticket, letters, words, fields, step },
    ))
}

/// What would come of a step.
struct Coming {
    ticket: Ticket,
    letters: Vec<QueuedLetter>,
    words: String,
    fields: Fields,
    step: &'static Step,
}

fn page_of(shell: Shell, w: &Words, opened: &Opened, coming: Coming) -> AskPage {
    let Coming { ticket, letters, words, fields, step } = coming;
    let (own, others): (Vec<_>, Vec<_>) =
        letters.into_iter().partition(|letter| letter.ticket_id == Some(ticket.id));
    let own = own.into_iter().next();
    let sent = own.filter(|letter| letter.state != LetterState::Held);
    let no_letter = match &sent {
        // The letter names what was written, which the checked copy may leave out.
        Some(_) if !opened.reads_original => w.say("desk.ask.letter_kept"),
        Some(_) => String::new(),
        None => w.say("desk.ask.no_letter"),
    };
    let letter = sent.filter(|_| no_letter.is_empty()).map(|letter| LetterShown {
        subject: letter.subject,
        text: letter.text,
        lang: ticket.lang.clone(),
    });
    let others = i64::try_from(others.len()).unwrap_or(i64::MAX);
    let report = &opened.ticket;
    let (title, body) = if opened.reads_original { (&*report.title, &*report.body) } else { report.copy() };
    AskPage {
        shell,
        heading: title.to_owned(),
        body: body.to_owned(),
        status: StatusTag::public(w, ticket.standing.public_word()),
        page_words: words,
        readers: w.say(readers(report, &ticket)),
        letter,
        no_letter,
        others: if others > 0 { w.count("desk.ask.others", others) } else { String::new() },
        action: links::desk_step(&report.code, step.path),
        fields: fields.without(&OWN).without(&[ANSWER]).pairs().to_vec(),
        button: w.say(&step.key("button")),
        code: report.code.clone(),
    }
}

/// Who may read the report's page now and afterwards.
fn readers(before: &Ticket, after: &Ticket) -> &'static str {
    match (before.shares(Audience::Anyone), after.shares(Audience::Anyone)) {
        (_, Share::Words) => "desk.ask.public",
        (Share::Words, _) => "desk.ask.hidden",
        (_, _) => "desk.ask.private",
    }
}

/// What a page would say beside the state: the reason of a refusal and its words, the report that it repeats.
async fn page_words(portal: &Portal, w: &Words, ticket: &Ticket) -> Result<String, Failure> {
    if ticket.status == Status::Rejected {
        let city = off_thread::city(portal).await?;
        let reason = ticket.reason.as_deref().and_then(|code| city.reason(code));
        let name = reason.map(|reason| reason.name(w.lang()).to_owned()).unwrap_or_default();
        return Ok([name, ticket.refusal.clone()].join("\n\n").trim().to_owned());
    }
    let Some(master) = ticket.master_id else { return Ok(String::new()) };
    let master = off_thread::look(portal, move |c| Ok(tickets::find(c, master)?)).await?;
    Ok(if master.shares(Audience::Anyone) == Share::Words {
        format!("{} {} – {}", w.say("ticket.repeats"), master.code, master.public_title)
    } else {
        w.say("lookup.joined_hidden")
    })
}
