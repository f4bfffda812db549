//! Steps beside the common way: ask for more, go on, reopen, close, another level, another kind, more time.
use super::{After, Sent, Step, take};
use crate::actions::Refusal;
use crate::actions::tickets;
use crate::domain::event::EventKind;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

const ASK: Step = stay("hoi-them", EventKind::InfoAsked, &[]);
const RESUME: Step = stay("da-bo-sung", EventKind::InfoGiven, &[("given", "given")]);
const REOPEN: Step = stay("mo-lai", EventKind::Reopened, &[("why", "reopen_why")]);
const CLOSE: Step = stay("dong", EventKind::Closed, &[]);
const LEVEL: Step = stay("muc-do", EventKind::LevelSet, &[("why", "level_why")]);
const KIND: Step = stay("doi-loai", EventKind::KindSet, &[("why", "kind_why")]);
const EXTEND: Step = stay("gia-han", EventKind::Extended, &[("why", "extend_why")]);

const fn stay(
    word: &'static str,
    leaves: EventKind,
    renamed: &'static [(&'static str, &'static str)],
) -> Step {
    Step { word, leaves, after: After::Stay, renamed }
}

type Page = Result<HttpResponse, Failure>;
type Code = web::Path<String>;

pub async fn ask(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &ASK, |portal, order, fields| {
        tickets::ask_info(portal, order, fields.get("question"))
    })
    .await
}

pub async fn resume(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &RESUME, |portal, order, fields| {
        tickets::resume(portal, order, fields.get("given"))
    })
    .await
}

pub async fn reopen(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &REOPEN, |portal, order, fields| {
        tickets::reopen(portal, order, fields.get("reopen_why"))
    })
    .await
}

pub async fn close(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &CLOSE, |portal, order, _| tickets::close(portal, order)).await
}

pub async fn level(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &LEVEL, |portal, order, fields| {
        let level = fields.get("level").parse();
        let level = level.map_err(|_| Refusal::field("level", "choose_one"))?;
        tickets::set_level(portal, order, level, fields.get("level_why"))
    })
    .await
}

pub async fn kind(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &KIND, |portal, order, fields| {
        let kind = fields.get("kind").parse().map_err(|_| Refusal::field("kind", "choose_one"))?;
        tickets::set_kind(portal, order, kind, fields.get("kind_why"))
    })
    .await
}

pub async fn extend(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &EXTEND, |portal, order, fields| {
        let until = fields.get("until").parse();
        let until = until.map_err(|_| Refusal::field("until", "date_unreadable"))?;
        tickets::grant_extension(portal, order, until, fields.get("extend_why"))
    })
    .await
}
