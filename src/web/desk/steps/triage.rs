//! Steps of the 1022 desk: take in, send on, refuse, mark as a duplicate.
use super::{After, Sent, Step, take};
use crate::actions::tickets::{self, Accepted, Destination, Order, PublicText};
use crate::actions::{Problem, Refusal};
use crate::domain::event::EventKind;
use crate::domain::routing::{answer_due, propose};
use crate::ids::{AgencyId, CategoryId, CommuneId};
use crate::portal::Portal;
use crate::store::{terms, tickets as tickets_of};
use crate::web::desk::triage_form::level_said;
use crate::web::error::Failure;
use crate::web::posted::Fields;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

const ACCEPT: Step =
    Step { word: "tiep-nhan", leaves: EventKind::Accepted, after: After::Next, renamed: &[] };
const SEND: Step = Step { word: "tiep-nhan", leaves: EventKind::Forwarded, after: After::Next, renamed: &[] };
const FORWARD: Step = Step { word: "chuyen", leaves: EventKind::Forwarded, after: After::Next, renamed: &[] };
const REFUSE: Step = Step { word: "tu-choi", leaves: EventKind::Refused, after: After::Next, renamed: &[] };
const DUPLICATE: Step =
    Step { word: "trung-lap", leaves: EventKind::MarkedDuplicate, after: After::Next, renamed: &[] };

type Page = Result<HttpResponse, Failure>;

/// Takes a report in, and sends it on in the same breath unless only "Chỉ tiếp nhận" was pressed.
pub async fn accept(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Sent,
) -> Page {
    let step = if sent.fields.get("do") == "accept" { &ACCEPT } else { &SEND };
    take(&portal, &visitor, &code, sent, step, |portal, order, fields| {
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
    })
    .await
}

type Decided = ((CategoryId, Option<CommuneId>), Option<Destination>);

/// Category and commune, and where it goes. A proposal that no longer fits what was chosen is shown again first.
fn decided(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<Decided, Refusal> {
    let category: CategoryId =
        fields.get("category").parse().map_err(|_| Refusal::field("category", "category_missing"))?;
    let commune: Option<CommuneId> = fields.get("commune").parse().ok();
    let known = portal.db.look(|c| {
        let known = crate::store::categories::tree(c, crate::clock::local(portal.now()).date())?;
        Ok::<_, Refusal>(known.leaf(category).cloned())
    })?;
    let Some(known) = known else {
        return Err(Refusal::field("category", "category_missing"));
    };
    if fields.get("do") == "accept" {
        return Ok(((category, commune), None));
    }
    let trusting = fields.get("agency") == fields.get("proposed");
    let (now, level) = (portal.now(), level_said(fields.get("level")));
    let now_proposed = portal.db.look(|c| {
        let names = crate::store::names::Names::load(c)?;
        let all: Vec<_> = names.agencies.values().cloned().collect();
        let commune = commune.and_then(|id| names.communes.get(&id));
        let promised = tickets_of::by_code(c, order.code)?.and_then(|ticket| ticket.answer_due);
        let rules = terms::rules(c)?;
        let due = answer_due(promised, (level, &known), (&rules, &terms::calendar(c)?), now);
        Ok::<_, Refusal>(propose(&known, commune, &all, (now, due)).agency)
    })?;
    let proposed: Option<AgencyId> = fields.get("proposed").parse().ok();
    if trusting && now_proposed != proposed {
        return Err(Refusal::field("agency", "agency_changed"));
    }
    Ok(((category, commune), Some(destination(fields)?)))
}

fn destination(fields: &Fields) -> Result<Destination, Refusal> {
    let agency = fields.get("agency").parse();
    Ok(Destination {
        agency: agency.map_err(|_| Refusal::Invalid(vec![Problem::new("agency", "lead_missing")]))?,
        co_agency: fields.get("co_agency").parse().ok(),
        remark: fields.get("remark").to_owned(),
    })
}

pub async fn forward(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Sent,
) -> Page {
    take(&portal, &visitor, &code, sent, &FORWARD, |portal, order, fields| {
        tickets::forward(portal, order, &destination(fields)?)
    })
    .await
}

pub async fn refuse(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Sent,
) -> Page {
    take(&portal, &visitor, &code, sent, &REFUSE, |portal, order, fields| {
        tickets::refuse(portal, order, fields.get("reason"), fields.get("text"))
    })
    .await
}

/// A code that was typed wins over one that was suggested.
pub async fn mark_duplicate(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Sent,
) -> Page {
    take(&portal, &visitor, &code, sent, &DUPLICATE, |portal, order, fields| {
        let typed = fields.get("master").trim();
        let master = if typed.is_empty() { fields.get("master_suggested") } else { typed };
        tickets::mark_duplicate(portal, order, master)
    })
    .await
}
