//! What the public reads of a report is corrected; open where nobody has checked it yet.
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::tickets::{self, PublicCopy};
use crate::domain::event::EventKind;
use crate::domain::intake::{PLACE_LIMIT, PUBLIC_BODY_LIMIT, PublicText, TITLE_LIMIT};
use crate::domain::photo::PhotoRole;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::web::form::Choice;

/// The title that the public reads; who takes a report in writes it first.
pub const TITLE: Field =
    Field::line("public_title").at_most(TITLE_LIMIT).changing(|opened, _| opened.ticket.public_title.clone());
/// The text below it.
pub const BODY: Field = Field::area("public_body")
    .at_most(PUBLIC_BODY_LIMIT)
    .changing(|opened, _| opened.ticket.public_body.clone());

pub const STEP: Step = Step {
    name: "edit_public_text",
    path: "sua-noi-dung",
    letter: "e",
    act: Act::EditPublicText,
    offered: |opened| opened.ticket.accepted_at.is_some() && opened.ticket.status != Status::New,
    fields: &[
        TITLE,
        BODY,
        Field::line("place")
            .at_most(PLACE_LIMIT)
            .optional()
            .changing(|opened, _| opened.ticket.place.clone()),
        Field::photos("photo"),
        Field::line("edit_why").of("why"),
    ],
    stands: Stands::Listed,
    place: 190,
    dress,
    verb: |portal, order, fields| {
        let copy = PublicCopy {
            text: PublicText::parse(fields.get("public_title"), fields.get("public_body"))?,
            place: fields.get("place").to_owned(),
            photos: fields.all("photo").iter().filter_map(|id| id.parse().ok()).collect(),
        };
        tickets::edit_public_text(portal, order, &copy, fields.get("edit_why"))
    },
    leaves: &[EventKind::TextEdited],
    after: After::Stay,
};

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let sent = maker.opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report);
    let choices: Vec<Choice> = sent
        .enumerate()
        .map(|(at, photo)| {
            let id = photo.id.to_string();
            let chosen = match maker.typed.is(&STEP) {
                true => maker.typed.fields.all("photo").contains(&id.as_str()),
                false => photo.is_public,
            };
            let label = maker.w.fill("desk.photo_alt", [("n", at + 1)]);
            Choice { value: id, label, hint: String::new(), chosen }
        })
        .collect();
    if choices.is_empty() {
        form.fields.retain(|field| field.name != "photo");
    } else {
        form.field("photo").options = choices;
    }
    form.open |= maker.opened.ticket.checked_at.is_none();
}
