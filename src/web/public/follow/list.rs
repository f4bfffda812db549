//! A list is followed as its address asks for it.
use super::page::FollowPage;
use super::{FollowForm, in_words, named, paces, rule};
use crate::actions::followers::{Wanted, ask};
use crate::domain::circle::RADII;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::Posted;
use crate::web::press::refused;
use crate::web::public::answers::feeds;
use crate::web::public::asked::{AnswersQuestion, Chip};
use crate::web::public::chosen::far;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};

/// The empty form.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, &asked, FollowForm::default(), Errors::default()).await?)
}

/// Writes the letter that asks the address's owner, and says the same whoever that is.
pub async fn send(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<AnswersQuestion>,
    posted: Posted<FollowForm>,
) -> Result<HttpResponse, Failure> {
    let asked = asked.into_inner();
    let city = there(&portal, &asked).await?;
    let (within, form, typed) = (posted.within(), posted.form.clone(), posted.form.typed());
    // The letter to an address that nobody confirmed repeats no words of whoever typed it.
    let unworded = AnswersQuestion { q: String::new(), xep: String::new(), ..asked.clone() };
    let (question, named) = (asked.followed(), in_words(&unworded, &visitor.words(), &portal, &city));
    let (inside, network, lang) = (portal.clone(), visitor.network().to_owned(), visitor.lang());
    let done = off_thread::change(move || {
        let wanted = Wanted::List { question: &question, named: &named };
        Ok::<_, Failure>(within.and_then(|()| ask(&inside, (&network, lang), &wanted, &typed)))
    })
    .await?;
    match done {
        Ok(()) => Ok(redirect::to_saying(&portal, &asked.under(&links::follow()), "follow.asked")),
        Err(refusal) => {
            let again =
                async |visitor: &Visitor, errors| page_of(&portal, visitor, &asked, form, errors).await;
            refused(&visitor, refusal, again).await
        }
    }
}

/// The city, where there is such a list in it.
async fn there(
    portal: &Portal,
    asked: &AnswersQuestion,
) -> Result<std::sync::Arc<crate::store::city::City>, Failure> {
    let city = off_thread::city(portal).await?;
    if asked.filter(&city).is_none() { Err(Failure::NotFound) } else { Ok(city) }
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    asked: &AnswersQuestion,
    form: FollowForm,
    errors: Errors,
) -> Result<FollowPage, Failure> {
    let (w, city) = (visitor.words(), there(portal, asked).await?);
    let chip = |metres: &u32| {
        let other = AnswersQuestion { trong: metres.to_string(), ..asked.clone() };
        let current = other.trong == asked.trong;
        Chip { href: other.under(&links::follow()), label: far(*metres), current }
    };
    let unsorted = AnswersQuestion { xep: String::new(), ..asked.clone() };
    Ok(FollowPage {
        shell: Shell::new(portal, visitor, w.say("follow.list")),
        what: named(&w, in_words(&unsorted, &w, portal, &city)),
        what_href: asked.under(&links::answers()),
        action: asked.under(&links::follow()),
        radii: asked.circle().map(|_| RADII.iter().map(chip).collect()).unwrap_or_default(),
        is_report: false,
        email: form.email,
        paces: paces(&w, &form.pace),
        feeds: feeds(&w, asked),
        rule: rule(&w, &city),
        errors,
    })
}
