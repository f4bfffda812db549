//! An administrator sets the days on which somebody is away, or ends them.
use super::account::{page_of, read_id};
use crate::actions::notices::{be_away, come_back};
use crate::ids::{AbsenceId, AccountId};
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::parts::absences::AwayForm;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::press::Press;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, redirect};
use actix_web::{HttpResponse, web};

/// Keeps the days on which this person is away, and who does their work.
pub async fn set(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<AwayForm>,
) -> Result<HttpResponse, Failure> {
    let id: AccountId = read_id(&id)?;
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            move |portal, actor, typed| be_away(portal, actor, id, &typed.away()),
            async |()| Ok(redirect::to_saying(&portal, &links::admin_account(id), "away.is_set")),
            async |visitor, typed, errors| page_of(&portal, visitor, id, (typed, errors)).await,
        )
        .await
}

/// This person is back, or does not go.
pub async fn end(
    portal: web::Data<Portal>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside, id) = (visitor.staff()?.clone(), portal.clone(), read_id(&path.0)?);
    let absence = AbsenceId(path.1.parse().map_err(|_| Failure::NotFound)?);
    off_thread::change(move || come_back(&inside, &actor, id, absence)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_account(id), "away.is_ended"))
}
