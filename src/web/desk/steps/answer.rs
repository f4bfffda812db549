//! Steps of the answer once it is written: propose, return, publish.
use super::{After, Sent, Step, take};
use crate::actions::Refusal;
use crate::actions::replies::{self, Written};
use crate::actions::tickets::Order;
use crate::domain::event::EventKind;
use crate::domain::ticket::Ticket;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::posted::Fields;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

const PUBLISH: Step = Step { word: "cong-bo", leaves: EventKind::Answered, after: After::Next, renamed: &[] };
const RETURN: Step =
    Step { word: "tra-lai", leaves: EventKind::DraftReturned, after: After::Next, renamed: &[] };

type Page = Result<HttpResponse, Failure>;
type Code = web::Path<String>;

pub async fn publish(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &PUBLISH, |portal, order, _| replies::publish(portal, order)).await
}

pub async fn return_draft(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &RETURN, |portal, order, fields| {
        replies::return_draft(portal, order, fields.get("remark"))
    })
    .await
}

/// What the officer wrote, kept, and proposed where they pressed "Trình duyệt".
pub fn propose_draft(portal: &Portal, order: Order<'_>, fields: &Fields) -> Result<Ticket, Refusal> {
    let outcome = fields.get("outcome").parse();
    let written = Written {
        outcome: outcome.map_err(|_| Refusal::field("outcome", "choose_one"))?,
        body: fields.get("body").to_owned(),
        signed_as: fields.get("signed_as").to_owned(),
        document_number: fields.get("document_number").to_owned(),
        over: fields.get("draft").parse().unwrap_or(0),
    };
    if fields.get("do") == "propose" {
        replies::propose(portal, order, &written)
    } else {
        replies::save_draft(portal, order, &written)
    }
}
