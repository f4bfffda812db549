//! Steps that do not belong to one desk alone: notes, the public text, who may see it.
use super::{After, Sent, Step, take};
use crate::actions::Refusal;
use crate::actions::tickets::{self, PublicCopy, PublicText};
use crate::domain::event::EventKind;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};

const NOTE: Step = Step { word: "ghi-chu", leaves: EventKind::NoteWritten, after: After::Stay, renamed: &[] };
const EDIT: Step = Step {
    word: "sua-noi-dung",
    leaves: EventKind::TextEdited,
    after: After::Stay,
    renamed: &[("why", "edit_why")],
};
const SHOW: Step = Step {
    word: "hien-an",
    leaves: EventKind::ShownOrHidden,
    after: After::Stay,
    renamed: &[("why", "hide_why")],
};

type Page = Result<HttpResponse, Failure>;
type Code = web::Path<String>;

pub async fn note(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &NOTE, |portal, order, fields| {
        tickets::write_note(portal, order, fields.get("note"))
    })
    .await
}

pub async fn edit(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &EDIT, |portal, order, fields| {
        let copy = PublicCopy {
            text: PublicText {
                title: fields.get("public_title").to_owned(),
                body: fields.get("public_body").to_owned(),
            },
            place: fields.get("place").to_owned(),
            photos: fields.all("photo").iter().filter_map(|id| id.parse().ok()).collect(),
        };
        tickets::edit_public_text(portal, order, &copy, fields.get("edit_why"))
    })
    .await
}

pub async fn show_or_hide(portal: web::Data<Portal>, visitor: Visitor, code: Code, sent: Sent) -> Page {
    take(&portal, &visitor, &code, sent, &SHOW, |portal, order, fields| {
        let prominence = fields.get("prominence").parse();
        let prominence = prominence.map_err(|_| Refusal::field("prominence", "choose_one"))?;
        tickets::set_prominence(portal, order, prominence, fields.get("hide_why"))
    })
    .await
}
