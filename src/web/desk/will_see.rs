//! An answer as the public sees it, or will once it is published.
use super::opened::Opened;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::reply::{Document, Outcome, Reply, ReplyDraft};
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::parts::answer::{self, AnswerShown, DocumentLink};
use crate::web::parts::before_after::{self, BeforeAfter};
use crate::web::parts::moment;
use crate::web::parts::photo_strip::PhotoShown;

/// An answer as the public sees it, or will.
pub struct AnswerPart {
    pub answer: AnswerShown,
    pub pairs: Vec<BeforeAfter>,
    pub photos: Vec<PhotoShown>,
    pub documents: Vec<DocumentLink>,
    pub outcome: String,
}

/// What stands around an answer.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub ticket: &'a Ticket,
    pub city: &'a City,
    pub photos: &'a [Photo],
    pub documents: &'a [Document],
}

impl Opened {
    pub fn around(&self) -> Around<'_> {
        Around { ticket: &self.ticket, city: &self.city, photos: &self.photos, documents: &self.documents }
    }
}

/// The draft as the public will see it.
pub fn draft(w: &Words, around: Around<'_>, draft: &ReplyDraft) -> AnswerPart {
    let agency = around.city.agency(around.ticket.agency_id);
    let shown = AnswerShown {
        kind: "done",
        body: draft.body.clone(),
        agency: signature(agency, &draft.signed_as),
        published: w.say("desk.draft.not_yet"),
        iso: String::new(),
        history: String::new(),
    };
    let photos = drafted_photos(around.photos).collect();
    let documents = drafted_documents(around.documents).collect();
    part(w, around, shown, (draft.outcome, &draft.document_number), photos, documents)
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
        agency: signature(opened.city.agency(Some(reply.agency_id)), &reply.signed_as),
        published: moment::full(reply.published_at),
        iso: moment::iso(reply.published_at),
        history: String::new(),
    };
    let photos = opened.photos.iter().filter(|photo| photo.reply_id == Some(reply.id));
    let documents = opened.documents.iter().filter(|one| one.reply_id == Some(reply.id));
    part(
        w,
        opened.around(),
        shown,
        (reply.outcome, &reply.document_number),
        photos.collect(),
        documents.collect(),
    )
}

fn part(
    w: &Words,
    around: Around<'_>,
    answer: AnswerShown,
    (outcome, number): (Outcome, &str),
    after: Vec<&Photo>,
    documents: Vec<&Document>,
) -> AnswerPart {
    let code = &around.ticket.code;
    let before = around.photos.iter().filter(|photo| photo.role == PhotoRole::Report && photo.is_public);
    let before = before.map(|photo| shown(w, code, photo, "desk.before_alt")).collect();
    let after = after.into_iter().map(|photo| shown(w, code, photo, "desk.after_alt")).collect();
    let (pairs, _, photos) = before_after::pair(before, after);
    let links = documents.into_iter().map(|document| {
        let mut text = format!("{} (PDF, {})", document.name, answer::size(document.bytes, w.lang()));
        if document.acts {
            // Whoever approves it is warned as whoever attached it was.
            text = format!("{text} · {}", w.say("desk.draft.document_acts"));
        }
        DocumentLink { href: links::desk_document(code, &document.hash), text }
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

/// The photos that lie on the draft.
pub fn drafted_photos(photos: &[Photo]) -> impl Iterator<Item = &Photo> {
    let after = photos.iter().filter(|photo| photo.role == PhotoRole::After);
    after.filter(|photo| photo.reply_id.is_none())
}

/// The documents that lie on the draft.
pub fn drafted_documents(documents: &[Document]) -> impl Iterator<Item = &Document> {
    documents.iter().filter(|document| document.reply_id.is_none())
}

fn signature(agency: &str, signed_as: &str) -> String {
    if signed_as.is_empty() { agency.to_owned() } else { format!("{agency} · {signed_as}") }
}
