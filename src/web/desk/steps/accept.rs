//! An agent takes a new report in, and sends it on in the same breath unless only "Chỉ tiếp nhận" was pressed. Its form is
//! `desk/triage_form`.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use super::super::triage_form::{self, level_said};
use super::{edit_public_text, forward};
use crate::actions::Refusal;
use crate::actions::tickets::{self, Accepted, Order};
use crate::domain::event::EventKind;
use crate::domain::intake::{PLACE_LIMIT, PublicText};
use crate::domain::policy::Act;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::web::posted::Fields;

pub const STEP: Step = Step {
    name: "accept",
    path: "tiep-nhan",
    letter: "a",
    act: Act::Accept,
    offered: triage_form::is_offered,
    fields: &[
        edit_public_text::TITLE,
        edit_public_text::BODY,
        Field::pick("category").over(|opened, _| opened.ticket.category_id.to_string()),
        Field::pick("commune")
            .over(|opened, _| opened.ticket.commune_id.map(|id| id.to_string()).unwrap_or_default()),
        Field::line("place").at_most(PLACE_LIMIT).optional(),
        Field::radio("level").over(|opened, _| opened.ticket.level.to_string()),
        Field::photos("photo"),
        Field::tick("is_private").over(|opened, _| if opened.ticket.is_private { "yes" } else { "" }.into()),
        Field::pick("agency").over(|opened, fields| match fields.get("do") {
            ONLY => fields.get("agency").to_owned(),
            _ => forward::lead(opened),
        }),
        Field::pick("co_agency").optional().over(|opened, fields| match fields.get("do") {
            ONLY => fields.get("co_agency").to_owned(),
            _ => forward::with_it(opened, fields),
        }),
        Field::line("remark").optional(),
    ],
    stands: Stands::Apart,
    place: 10,
    dress: as_it_is,
    verb: accept,
    leaves: &[EventKind::Accepted, EventKind::Forwarded],
    after: After::Next,
};

/// The button that takes it in without sending it on.
const ONLY: &str = "accept";

fn accept(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<Ticket, Refusal> {
    let category = fields.get("category").parse();
    let mut decided = Accepted {
        text: PublicText::parse(fields.get("public_title"), fields.get("public_body"))?,
        category: category.map_err(|_| Refusal::field("category", "category_missing"))?,
        commune: fields.get("commune").parse().ok(),
        place: fields.get("place").to_owned(),
        level: level_said(fields.get("level")),
        is_private: fields.has("is_private"),
        public_photos: fields.all("photo").iter().filter_map(|id| id.parse().ok()).collect(),
        destination: None,
    };
    if fields.get("do") == ONLY {
        return tickets::accept(portal, order, &decided);
    }
    if fields.get("agency") == fields.get("proposed") {
        decided.destination = forward::destination(fields).ok();
        return tickets::accept_as_proposed(portal, order, &decided, fields.get("proposed").parse().ok());
    }
    decided.destination = Some(forward::destination(fields)?);
    tickets::accept(portal, order, &decided)
}
