//! A form's button was pressed. Whatever its verb says is answered here, for every page that has a form:
//!
//! ```text
//! let press = Press::of(&portal, &visitor, posted.within(), typed);   // the form's own type, as it was typed
//! press
//!     .answer(
//!         |portal, actor, typed| create(portal, actor, typed),    // the verb, off the request threads
//!         async |id| Ok(redirect::to_saying(&portal, &links::admin_category(id), "admin.saved")),
//!         async |visitor, typed, errors| page_of(&portal, visitor, typed, errors).await,
//!     )
//!     .await
//! ```
//!
//! The desk's steps have their own way (`desk/step`): they show whole reports again.
use super::error::Failure;
use super::form::Errors;
use super::visitor::Visitor;
use super::{off_thread, page};
use crate::actions::Refusal;
use crate::domain::policy::Actor;
use crate::portal::Portal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// A form that a member of staff sent.
pub struct Press<'a, T> {
    portal: &'a web::Data<Portal>,
    visitor: &'a Visitor,
    within: Result<(), Refusal>,
    typed: T,
    both: bool,
}

impl<'a, T: Send + 'static> Press<'a, T> {
    /// `within` says whether all that was typed fits the form ([`Posted::within`](super::posted::Posted::within)).
    pub fn of(
        portal: &'a web::Data<Portal>,
        visitor: &'a Visitor,
        within: Result<(), Refusal>,
        typed: T,
    ) -> Self {
        Self { portal, visitor, within, typed, both: false }
    }

    /// The page shows what was typed beside what stands: where somebody else was faster, it comes back with both.
    pub fn beside_what_stands(self) -> Self {
        Self { both: true, ..self }
    }

    /// Does it and goes on, or shows the page again with all that was typed.
    ///
    /// # Errors
    /// What no page of a form can answer: it may not be done, it is gone, the database is.
    pub async fn answer<D: Send + 'static, P: Template>(
        self,
        verb: impl FnOnce(&Portal, &Actor, &T) -> Result<D, Refusal> + Send + 'static,
        onward: impl AsyncFnOnce(D) -> Result<HttpResponse, Failure>,
        page: impl AsyncFnOnce(&Visitor, T, Errors) -> Result<P, Failure>,
    ) -> Result<HttpResponse, Failure> {
        let (inside, actor) = (self.portal.clone(), self.visitor.staff()?.clone());
        let (within, typed) = (self.within, self.typed);
        let (done, typed) = off_thread::change(move || {
            let done = within.and_then(|()| verb(&inside, &actor, &typed));
            Ok::<_, Failure>((done, typed))
        })
        .await?;
        match done {
            Ok(done) => onward(done).await,
            Err(refusal) => {
                let again = async |visitor: &Visitor, errors| page(visitor, typed, errors).await;
                match refusal {
                    Refusal::Stale if self.both => overtaken(self.visitor, again).await,
                    other => refused(self.visitor, other, again).await,
                }
            }
        }
    }
}

/// The page again with what is wrong on top: 422. Whatever else was refused is for the error pages.
///
/// # Errors
/// Every refusal but `Invalid`.
pub async fn refused<P: Template>(
    visitor: &Visitor,
    refusal: Refusal,
    page: impl AsyncFnOnce(&Visitor, Errors) -> Result<P, Failure>,
) -> Result<HttpResponse, Failure> {
    match refusal {
        Refusal::Invalid(problems) => {
            let errors = Errors::of(&visitor.words(), &problems);
            page::again(&page(visitor, errors).await?)
        }
        other => Err(other.into()),
    }
}

/// The page with what stands now beside what was typed: 409.
async fn overtaken<P: Template>(
    visitor: &Visitor,
    page: impl AsyncFnOnce(&Visitor, Errors) -> Result<P, Failure>,
) -> Result<HttpResponse, Failure> {
    let visitor = visitor.before_again("admin.conflict");
    page::page_as(StatusCode::CONFLICT, &page(&visitor, Errors::default()).await?)
}
