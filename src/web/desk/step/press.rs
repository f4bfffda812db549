//! A step's button was pressed: its form is read, its verb called, and whatever comes of it answered.
use super::super::steps;
use super::super::ticket;
use super::conflict;
use super::field::TEXTS;
use super::{Step, TypedStep, ask, second_press, way_on};
use crate::actions::tickets::Order;
use crate::actions::{Problem, Refusal};
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::off_thread;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The form of any step: it is read field by field, as its step describes it.
#[derive(Deserialize)]
pub struct AnyStep {}

impl Form for AnyStep {
    const TEXTS: &'static [Text] = TEXTS;
}

/// A step's form as it came in, its key seen to be right.
pub type Sent = Posted<AnyStep>;

/// Takes the step that stands in the address.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Sent,
) -> Result<HttpResponse, Failure> {
    let named = links::desk_step_at(visitor.path()).and_then(|(_, path)| steps::at(path));
    let step = named.ok_or(Failure::NotFound)?;
    if step.asks_once_more() && !ask::is_answered(&sent.fields) && sent.within().is_ok() {
        return ask::show(&portal, &visitor, &code, sent.fields, step).await;
    }
    let done = match sent.within() {
        Ok(()) => attempt(&portal, &visitor, &code, &sent.fields, step.verb).await?,
        Err(refusal) => Err(refusal),
    };
    answer(&portal, &visitor, &code, sent.fields, step, done).await
}

/// The page with what was typed into the form of a step that was not taken, because its key was old: as a conflict where
/// the report has changed since.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    path: &str,
    fields: &Fields,
) -> Result<HttpResponse, Failure> {
    let opened = ticket::open(portal, visitor, code, fields.get("hang")).await?;
    let step = steps::at(path).ok_or(Failure::NotFound)?;
    let changed = fields.get("version") != opened.ticket.version.to_string();
    let conflict = changed.then(|| conflict::of(&visitor.words(), &opened, fields, step));
    let typed = TypedStep { step: step.name, fields: fields.clone(), ..TypedStep::default() };
    ticket::again(portal, visitor, &opened, typed, conflict)
}

/// The verb's own word, whatever it is; only a form without a version cannot be read at all.
pub async fn attempt<T: Send + 'static>(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    fields: &Fields,
    verb: impl FnOnce(&Portal, Order<'_>, &Fields) -> Result<T, Refusal> + Send + 'static,
) -> Result<Result<T, Refusal>, Failure> {
    let seen = fields.get("version").parse().map_err(|_| Failure::Malformed("no version".into()))?;
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let (code, fields) = (code.to_owned(), fields.clone());
    off_thread::change(move || {
        let order = Order { actor: &actor, code: &code, seen };
        Ok::<_, Failure>(verb(&inside, order, &fields))
    })
    .await
}

/// Goes on after a step, or shows the page again with what was typed.
pub async fn answer(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    fields: Fields,
    step: &'static Step,
    done: Result<Ticket, Refusal>,
) -> Result<HttpResponse, Failure> {
    let queue = fields.get("hang").to_owned();
    match done {
        Ok(ticket) => way_on::after(portal, visitor, &ticket, &queue, step).await,
        Err(Refusal::Invalid(problems)) => {
            let opened = ticket::open(portal, visitor, code, &queue).await?;
            let errors = errors(&visitor.words(), step, &problems);
            let typed = TypedStep { step: step.name, fields, errors, ..TypedStep::default() };
            ticket::again(portal, visitor, &opened, typed, None)
        }
        Err(Refusal::Stale | Refusal::TooLate) => {
            let opened = ticket::open(portal, visitor, code, &queue).await?;
            if second_press::is_own(&opened, &fields, step) && second_press::stands(&opened, &fields, step) {
                return way_on::after(portal, visitor, &opened.ticket, &queue, step).await;
            }
            let conflict = conflict::of(&visitor.words(), &opened, &fields, step);
            let typed = TypedStep { step: step.name, fields, ..TypedStep::default() };
            ticket::again(portal, visitor, &opened, typed, Some(conflict))
        }
        Err(other) => Err(other.into()),
    }
}

/// What is wrong, at the fields of the page: the verb has its own names for some of them.
fn errors(w: &Words, step: &Step, problems: &[Problem]) -> Errors {
    let mut errors = Errors::default();
    for problem in problems {
        let own = step.fields.iter().find(|field| field.of == problem.field);
        let field = own.map_or(problem.field, |field| field.name);
        errors.add(field, w.say(&format!("problem.{}", problem.word)));
    }
    errors
}
