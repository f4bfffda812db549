//! A public report is followed; beside it stand the ways to follow what lies around it.
use super::page::FollowPage;
use super::{FollowForm, rule};
use crate::actions::followers::{Wanted, ask};
use crate::domain::circle::RADII;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::public::copy;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::Posted;
use crate::web::press::refused;
use crate::web::public::answers::feeds;
use crate::web::public::asked::{AnswersQuestion, Chip};
use crate::web::public::chosen::far;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};

/// The empty form, for a report that anybody may read.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, &code, FollowForm::default(), Errors::default()).await?)
}

/// Writes the letter that asks the address's owner, and says the same whoever that is.
pub async fn send(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    posted: Posted<FollowForm>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let (within, form, typed) = (posted.within(), posted.form.clone(), posted.form.typed());
    let (inside, network, lang) = (portal.clone(), visitor.network().to_owned(), visitor.lang());
    let wanted = code.as_str().to_owned();
    let done = off_thread::change(move || {
        let wanted = Wanted::Report(&wanted);
        Ok::<_, Failure>(within.and_then(|()| ask(&inside, (&network, lang), &wanted, &typed)))
    })
    .await?;
    match done {
        Ok(()) => Ok(redirect::to_saying(&portal, &links::follow_report(code.as_str()), "follow.asked")),
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors| {
                page_of(&portal, visitor, code.as_str(), form, errors).await
            };
            refused(&visitor, refusal, again).await
        }
    }
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    code: &str,
    form: FollowForm,
    errors: Errors,
) -> Result<FollowPage, Failure> {
    let code = TicketCode::parse(code).map_err(|_| Failure::NotFound)?;
    let (card, square, city) = off_thread::look_in_city(portal, move |c, city| {
        let (card, _) = copy::report(c, code.as_str())?.ok_or(Failure::NotFound)?;
        let square = copy::square_of(c, card.ticket.id)?;
        Ok((card, square, city))
    })
    .await?;
    let (w, ticket) = (visitor.words(), card.ticket);
    let around = |metres: &u32| {
        let square = square.map(|square| square.0.to_string()).unwrap_or_default();
        let pairs = [("quanh", square.as_str()), ("trong", &metres.to_string())];
        Chip { href: links::asking(&links::follow(), &pairs), label: far(*metres), current: false }
    };
    // The list finds a report by its code, and so does its feed.
    let alone = AnswersQuestion { q: ticket.code.clone(), ..AnswersQuestion::default() };
    Ok(FollowPage {
        shell: Shell::new(portal, visitor, w.say("follow.report")),
        what: format!("{} – {}", ticket.code, ticket.title),
        what_href: links::ticket(&ticket.code),
        action: links::follow_report(&ticket.code),
        radii: square.map(|_| RADII.iter().map(around).collect()).unwrap_or_default(),
        is_report: true,
        email: form.email,
        paces: Vec::new(),
        feeds: feeds(&w, &alone),
        rule: rule(&w, &city),
        errors,
    })
}
