//! The answer being written: its form for whoever drafts it, and how the public will see it.
use super::acts::Typed;
use super::opened::Opened;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::policy::Act;
use crate::domain::reply::{Document, Outcome, Reply};
use crate::domain::status::Status;
use crate::i18n::Words;
use crate::links;
use crate::web::form::Choice;
use crate::web::parts::answer::{self, AnswerShown, DocumentLink};
use crate::web::parts::before_after::{self, BeforeAfter};
use crate::web::parts::moment;
use crate::web::parts::photo_strip::PhotoShown;

pub const STEP: &str = "du-thao";

/// A file that lies on the draft and may be taken off.
pub struct Attached {
    pub id: String,
    /// A small picture; "" for a document.
    pub small: String,
    pub href: String,
    pub label: String,
}

pub struct DraftForm {
    pub action: String,
    pub outcomes: Vec<Choice>,
    pub body: String,
    pub signed_as: String,
    pub document_number: String,
    /// What the approver said when it was sent back; "" if it was not.
    pub remark: String,
    pub photos: Vec<Attached>,
    pub documents: Vec<Attached>,
    pub proof_hint: String,
}

/// An answer as the public sees it, or will.
pub struct AnswerPart {
    pub answer: AnswerShown,
    pub pairs: Vec<BeforeAfter>,
    pub photos: Vec<PhotoShown>,
    pub documents: Vec<DocumentLink>,
    pub outcome: String,
}

/// The form, if this person may write at the answer now.
pub fn of(w: &Words, opened: &Opened, typed: &Typed) -> Option<DraftForm> {
    let ticket = &opened.ticket;
    if ticket.status != Status::InProgress || !opened.may(Act::DraftReply) {
        return None;
    }
    let draft = opened.draft.as_ref();
    let held = |read: fn(&crate::domain::reply::ReplyDraft) -> &String| draft.map(read).cloned();
    let value = |name: &str, held: Option<String>| typed.value(STEP, name, &held.unwrap_or_default());
    let outcome = draft.map_or(Outcome::Handled, |draft| draft.outcome);
    let outcome = typed.value(STEP, "outcome", outcome.as_str());
    let proof =
        opened.names.categories.get(&ticket.category_id).is_some_and(|category| category.proof_required);
    Some(DraftForm {
        action: links::desk_step(&ticket.code, STEP),
        outcomes: Outcome::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("outcome.{one}")), &outcome))
            .collect(),
        body: value("body", held(|draft| &draft.body)),
        signed_as: value(
            "signed_as",
            held(|draft| &draft.signed_as).or_else(|| Some(opened.actor.position.clone())),
        ),
        document_number: value("document_number", held(|draft| &draft.document_number)),
        remark: held(|draft| &draft.remark).unwrap_or_default(),
        photos: drafted_photos(opened)
            .map(|photo| Attached {
                id: photo.id.to_string(),
                small: links::desk_photo(&ticket.code, &photo.thumb),
                href: links::desk_photo(&ticket.code, &photo.display),
                label: w.say("desk.draft.after_photo"),
            })
            .collect(),
        documents: drafted_documents(opened)
            .map(|document| Attached {
                id: document.id.to_string(),
                small: String::new(),
                href: links::desk_document(&ticket.code, &document.hash),
                label: document.name.clone(),
            })
            .collect(),
        proof_hint: w.say(if proof { "desk.draft.proof_needed" } else { "desk.draft.proof_welcome" }),
    })
}

/// The draft as the public will see it; nothing while there is none.
pub fn preview(w: &Words, opened: &Opened) -> Option<AnswerPart> {
    let draft = opened.draft.as_ref()?;
    let agency = opened.names.agency(opened.ticket.agency_id);
    let shown = AnswerShown {
        kind: "done",
        body: draft.body.clone(),
        agency: signature(agency, &draft.signed_as),
        published: w.say("desk.draft.not_yet"),
        iso: String::new(),
        history: String::new(),
    };
    let photos = drafted_photos(opened).collect();
    let documents = drafted_documents(opened).collect();
    Some(part(w, opened, shown, draft.outcome, &draft.document_number, photos, documents))
}

/// Every published version, the newest first.
pub fn published(w: &Words, opened: &Opened) -> Vec<AnswerPart> {
    let all = opened.replies.iter().enumerate();
    all.map(|(at, reply)| version(w, opened, reply, at == 0)).collect()
}

fn version(w: &Words, opened: &Opened, reply: &Reply, newest: bool) -> AnswerPart {
    let shown = AnswerShown {
        kind: if newest { "done" } else { "old" },
        body: reply.body.clone(),
        agency: signature(opened.names.agency(Some(reply.agency_id)), &reply.signed_as),
        published: moment::full(reply.published_at),
        iso: moment::iso(reply.published_at),
        history: String::new(),
    };
    let photos = opened.photos.iter().filter(|photo| photo.reply_id == Some(reply.id));
    let documents = opened.documents.iter().filter(|one| one.reply_id == Some(reply.id));
    part(w, opened, shown, reply.outcome, &reply.document_number, photos.collect(), documents.collect())
}

fn part(
    w: &Words,
    opened: &Opened,
    answer: AnswerShown,
    outcome: Outcome,
    number: &str,
    after: Vec<&Photo>,
    documents: Vec<&Document>,
) -> AnswerPart {
    let code = &opened.ticket.code;
    let before = opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report && photo.is_public);
    let before = before.map(|photo| shown(w, code, photo, "desk.before_alt")).collect();
    let after = after.into_iter().map(|photo| shown(w, code, photo, "desk.after_alt")).collect();
    let (pairs, _, photos) = before_after::pair(before, after);
    let links = documents.into_iter().map(|document| DocumentLink {
        href: links::desk_document(code, &document.hash),
        text: format!("{} (PDF, {})", document.name, answer::size(document.bytes, w.lang())),
    });
    let mut outcome = w.say(&format!("outcome.{outcome}"));
    if !number.is_empty() {
        outcome = format!("{outcome} · {}", w.fill("desk.draft.number", [("number", number)]));
    }
    AnswerPart { answer, pairs, photos, documents: links.collect(), outcome }
}

/// A photo on the desk's own shelf address.
pub fn shown(w: &Words, code: &str, photo: &Photo, alt: &str) -> PhotoShown {
    PhotoShown {
        small: links::desk_photo(code, &photo.thumb),
        large: links::desk_photo(code, &photo.display),
        alt: w.say(alt),
        caption: moment::day(photo.created_at),
    }
}

fn drafted_photos(opened: &Opened) -> impl Iterator<Item = &Photo> {
    let after = opened.photos.iter().filter(|photo| photo.role == PhotoRole::After);
    after.filter(|photo| photo.reply_id.is_none())
}

fn drafted_documents(opened: &Opened) -> impl Iterator<Item = &Document> {
    opened.documents.iter().filter(|document| document.reply_id.is_none())
}

fn signature(agency: &str, signed_as: &str) -> String {
    if signed_as.is_empty() { agency.to_owned() } else { format!("{agency} · {signed_as}") }
}
