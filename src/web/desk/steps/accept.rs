//! An agent takes a new report in, and sends it on in the same breath unless only "Chỉ tiếp nhận" was pressed. Its form is
//! `desk/triage_form`.
use super::super::step::{After, Field, Stands, Step, as_it_is};
use super::super::triage_form::{self, level_said};
use super::{edit_public_text, forward};
use crate::actions::Refusal;
use crate::actions::tickets::{self, Accepted, Destination, Order, PLACE_LIMIT, PublicText};
use crate::clock::local;
use crate::domain::event::EventKind;
use crate::domain::policy::Act;
use crate::domain::routing::{answer_due, propose};
use crate::domain::ticket::Ticket;
use crate::ids::{AgencyId, CategoryId, CommuneId};
use crate::portal::Portal;
use crate::store::tickets as tickets_of;
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
    dress: as_it_is,
    verb: accept,
    leaves: &[EventKind::Accepted, EventKind::Forwarded],
    after: After::Next,
};

/// The button that takes it in without sending it on.
const ONLY: &str = "accept";

fn accept(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<Ticket, Refusal> {
    let (place, destination) = decided(portal, order, fields)?;
    let decided = Accepted {
        text: PublicText {
            title: fields.get("public_title").to_owned(),
            body: fields.get("public_body").to_owned(),
        },
        category: place.0,
        commune: place.1,
        place: fields.get("place").to_owned(),
        level: level_said(fields.get("level")),
        is_private: fields.has("is_private"),
        public_photos: fields.all("photo").iter().filter_map(|id| id.parse().ok()).collect(),
        destination,
    };
    tickets::accept(portal, order, &decided)
}

type Decided = ((CategoryId, Option<CommuneId>), Option<Destination>);

/// Category and commune, and where it goes. A proposal that no longer fits what was chosen is shown again first.
fn decided(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<Decided, Refusal> {
    let category: CategoryId =
        fields.get("category").parse().map_err(|_| Refusal::field("category", "category_missing"))?;
    let commune: Option<CommuneId> = fields.get("commune").parse().ok();
    let (city, promised) = portal.db.look(|c| {
        let promised = tickets_of::by_code(c, order.code)?.and_then(|ticket| ticket.answer_due);
        Ok::<_, Refusal>((portal.db.city(c)?, promised))
    })?;
    let (now, level) = (portal.now(), level_said(fields.get("level")));
    let tree = city.tree_on(local(now).date());
    let Some(known) = tree.leaf(category) else {
        return Err(Refusal::field("category", "category_missing"));
    };
    if fields.get("do") == ONLY {
        return Ok(((category, commune), None));
    }
    let trusting = fields.get("agency") == fields.get("proposed");
    let all: Vec<_> = city.agencies.values().cloned().collect();
    let place = commune.and_then(|id| city.communes.get(&id));
    let due = answer_due(promised, (level, known), (&city.rules, &city.calendar), now);
    let now_proposed = propose(known, place, &all, (now, due)).agency;
    let proposed: Option<AgencyId> = fields.get("proposed").parse().ok();
    if trusting && now_proposed != proposed {
        return Err(Refusal::field("agency", "agency_changed"));
    }
    Ok(((category, commune), Some(forward::destination(fields)?)))
}
