//! Steps of an agency: take, send back, assign, claim, release, say how far it is.
use super::{After, Sent, Step, take};
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

const TAKE: Step = Step { word: "nhan-viec", leaves: EventKind::Taken, after: After::Stay, renamed: &[] };
const SEND_BACK: Step =
    Step { word: "chuyen-tra", leaves: EventKind::SentBack, after: After::Next, renamed: &[] };
const ASSIGN: Step =
    Step { word: "phan-cong", leaves: EventKind::Assigned, after: After::Stay, renamed: &[] };
const CLAIM: Step = Step { word: "tu-nhan", leaves: EventKind::Claimed, after: After::Stay, renamed: &[] };
const RELEASE: Step = Step {
    word: "nha-viec",
    leaves: EventKind::Released,
    after: After::Next,
    renamed: &[("why", "release_why")],
};
const PROGRESS: Step =
    Step { word: "tien-do", leaves: EventKind::Progress, after: After::Stay, renamed: &[] };

type Page = Result<HttpResponse, Failure>;
type Code = web::Path<String>;

pub async fn take_on(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &TAKE, |portal, order, _| tickets::take(portal, order)).await
}

pub async fn send_back(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &SEND_BACK, |portal, order, fields| {
        tickets::send_back(portal, order, fields.get("why"))
    })
    .await
}

pub async fn assign(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &ASSIGN, |portal, order, fields| {
        tickets::assign(portal, order, fields.get("assignee").parse().ok())
    })
    .await
}

pub async fn claim(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &CLAIM, |portal, order, _| tickets::claim(portal, order)).await
}

pub async fn release(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &RELEASE, |portal, order, fields| {
        tickets::release(portal, order, fields.get("release_why"))
    })
    .await
}

pub async fn progress(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &PROGRESS, |portal, order, fields| {
        tickets::write_progress(portal, order, fields.get("progress"))
    })
    .await
}
