//! An official answer with its proofs, as a report's page shows it.
use crate::domain::public::{PublicPhoto, PublishedReply};
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::parts::answer::{AnswerShown, DocumentLink, size};
use crate::web::parts::before_after::{BeforeAfter, pair};
use crate::web::parts::moment;
use crate::web::parts::photo_strip::PhotoShown;

/// A version of the answer.
pub struct AnswerBlock {
    pub answer: AnswerShown,
    /// "Đã xử lý", "Đã giải thích": what the answer says was done.
    pub outcome: String,
    /// "Giám đốc"; "" if it is not said.
    pub signed_as: String,
    /// Số, ký hiệu; "" if there is no document.
    pub number: String,
    pub pairs: Vec<BeforeAfter>,
    pub photos: Vec<PhotoShown>,
    pub documents: Vec<DocumentLink>,
}

/// The newest version, its photos set beside those that came with the report. What is left of these comes back.
pub fn newest(
    w: &Words,
    city: &City,
    reply: &PublishedReply,
    title: &str,
    before: Vec<PhotoShown>,
    has_history: bool,
) -> (AnswerBlock, Vec<PhotoShown>) {
    let (pairs, left, photos) = pair(before, after(w, title, &reply.photos));
    let history = if has_history { "#lich-su" } else { "" };
    let block = AnswerBlock { pairs, photos, ..block(w, city, reply, "done", history.to_owned()) };
    (block, left)
}

/// An earlier version, which stays readable.
pub fn earlier(w: &Words, city: &City, reply: &PublishedReply, title: &str) -> AnswerBlock {
    AnswerBlock { photos: after(w, title, &reply.photos), ..block(w, city, reply, "old", String::new()) }
}

fn block(w: &Words, city: &City, reply: &PublishedReply, kind: &'static str, history: String) -> AnswerBlock {
    let documents = reply.documents.iter().map(|paper| DocumentLink {
        href: links::document(&paper.hash),
        text: w
            .fill("ticket.document", [("name", paper.name.clone()), ("size", size(paper.bytes, w.lang()))]),
    });
    AnswerBlock {
        answer: AnswerShown {
            kind,
            body: reply.body.clone(),
            agency: city.agency(Some(reply.agency)).to_owned(),
            published: moment::full(reply.published_at),
            iso: moment::iso(reply.published_at),
            history,
        },
        outcome: w.say(&format!("outcome.{}", reply.outcome)),
        signed_as: reply.signed_as.clone(),
        number: reply.document_number.clone(),
        pairs: Vec::new(),
        photos: Vec::new(),
        documents: documents.collect(),
    }
}

fn after(w: &Words, title: &str, photos: &[PublicPhoto]) -> Vec<PhotoShown> {
    photos_shown(w, "ticket.alt_after", title, photos)
}

pub fn photos_shown(w: &Words, alt: &str, title: &str, photos: &[PublicPhoto]) -> Vec<PhotoShown> {
    let each = photos.iter().enumerate();
    each.map(|(at, photo)| PhotoShown {
        small: links::photo(&photo.thumb),
        large: links::photo(&photo.display),
        alt: w.fill(alt, [("n", (at + 1).to_string()), ("title", title.to_owned())]),
        caption: moment::day(photo.created_at),
    })
    .collect()
}
