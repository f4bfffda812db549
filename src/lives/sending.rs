//! A report is sent, the way it came: from the pages with its photos, or by the agent who wrote a call down.
use crate::actions::Refusal;
use crate::actions::drafts::{self, Page, Writer};
use crate::actions::tickets::{NewTicket, Reviewed, enter_call, submit};
use crate::domain::intake::Submission;
use crate::domain::policy::Actor;
use crate::domain::ticket::{Channel, Ticket};
use crate::files::KeptPhoto;
use crate::ids::{CategoryId, Secret};
use crate::portal::Portal;
use crate::store::drafts::uploads;

/// What is sent, and how.
pub struct Sent<'a> {
    /// The number of its form, by which it is found again.
    pub form_key: String,
    pub channel: Channel,
    pub lang: &'a str,
    pub report: Submission,
    pub photos: &'a [KeptPhoto],
    /// The agent who wrote it down, where it was told to one.
    pub heard_by: Option<&'a Actor>,
}

/// Sends it.
///
/// # Errors
/// As [`submit`] and [`enter_call`]; `TooMany` for more photos than a report may have.
pub fn send(portal: &Portal, sent: Sent<'_>) -> Result<Ticket, Refusal> {
    let new = NewTicket {
        draft: draft(portal, sent.photos, &sent.form_key, sent.report.category)?,
        form_key: sent.form_key,
        channel: sent.channel,
        lang: sent.lang.to_owned(),
        report: sent.report,
        entered_by: sent.heard_by.map(|agent| agent.id),
    };
    match sent.heard_by {
        Some(agent) => enter_call(portal, agent, &new, None),
        None => submit(portal, &new),
    }
}

/// The draft in which a report's photos lie until it is sent; none where there are no photos.
///
/// # Errors
/// `TooMany` for more photos than a report may have.
pub fn draft(
    portal: &Portal,
    photos: &[KeptPhoto],
    form_key: &str,
    category: CategoryId,
) -> Result<Option<Reviewed>, Refusal> {
    if photos.is_empty() {
        return Ok(None);
    }
    let key_hash = Secret::random().hash();
    // From a network of its own: how many drafts one network may begin is no matter here.
    let writer = Writer { key_hash: key_hash.clone(), network: key_hash.clone() };
    let page = Page { form_key: form_key.to_owned(), begins: true };
    let draft = drafts::write(portal, &writer, &page, |_| ())?.map_err(|_| Refusal::Stale)?;
    for photo in photos {
        drafts::keep_photo(portal, &key_hash, form_key, photo.clone())?.map_err(|_| Refusal::TooMany)?;
    }
    portal.db.look(|c| {
        let kept = uploads(c, &key_hash)?;
        let city = portal.db.city(c)?;
        let category = city.categories.get(&category).ok_or(Refusal::Missing)?;
        let print = draft.read().print(&kept, category, &city.questions_of(category.id));
        Ok(Some(Reviewed { print: Some(print), key_hash: key_hash.clone() }))
    })
}
