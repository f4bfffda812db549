//! An answer as the public sees it, or will once it is published, with what staff alone are told of it.
use super::opened::Opened;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::policy::Act;
use crate::domain::promise::end_of;
use crate::domain::reply::{Document, Reply, ReplyDraft};
use crate::domain::ticket::{Report, Ticket};
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::parts::answer::{self, AnswerShown, AnsweredReport, Paper, Said};
use crate::web::parts::moment;
use crate::web::parts::photo_strip::{PhotoShown, Picture, Shelf};

/// An answer as the public sees it, or will.
pub struct AnswerPart {
    pub answer: AnswerShown,
    /// The public photos that came with the report and have none to stand beside.
    pub left: Vec<PhotoShown>,
    /// Documents that may do something by themselves: whoever approves is warned as whoever attached them was.
    pub warnings: Vec<String>,
}

/// What stands around an answer.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub ticket: &'a Ticket,
    pub city: &'a City,
    pub photos: &'a [Photo],
    pub documents: &'a [Document],
    /// Answers were published before.
    pub has_history: bool,
    /// The position of whoever would approve it; "" for who may not.
    pub signer: &'a str,
}

impl Opened {
    /// What stands around the answers of this report, published or not.
    pub fn around(&self) -> Around<'_> {
        Around {
            ticket: &self.ticket,
            city: &self.city,
            photos: &self.photos,
            documents: &self.documents,
            has_history: !self.replies.is_empty(),
            signer: if self.may(Act::PublishReply) { &self.actor.position } else { "" },
        }
    }
}

/// The draft as the public will see it.
pub fn draft(w: &Words, around: Around<'_>, draft: &ReplyDraft) -> AnswerPart {
    let documents: Vec<&Document> = drafted_documents(around.documents).collect();
    let said = Said {
        agency: around.city.agency(around.ticket.agency()),
        signed_as: if draft.signed_as.is_empty() { around.signer } else { &draft.signed_as },
        outcome: draft.outcome,
        promised: draft.promised_for.map(end_of),
        body: &draft.body,
        number: &draft.document_number,
        published_at: None,
        photos: drafted_photos(around.photos).map(Picture::from).collect(),
        documents: documents.iter().map(|one| Paper::from(*one)).collect(),
    };
    around.newest(w, &said, warnings(w, &documents))
}

/// Every published version, the newest first.
pub fn published(w: &Words, opened: &Opened) -> Vec<AnswerPart> {
    let around = Around { has_history: opened.replies.len() > 1, ..opened.around() };
    let all = opened.replies.iter().enumerate();
    all.map(|(at, reply)| version(w, around, reply, at == 0)).collect()
}

fn version(w: &Words, around: Around<'_>, reply: &Reply, newest: bool) -> AnswerPart {
    let agency = around.city.agency(Some(reply.agency_id));
    let promised = around.ticket.clocks.promised_at(reply.published_at);
    let said = Said::kept(reply, (agency, promised), around.photos, around.documents);
    let documents: Vec<&Document> =
        around.documents.iter().filter(|one| one.reply_id == Some(reply.id)).collect();
    let warnings = warnings(w, &documents);
    if newest {
        return around.newest(w, &said, warnings);
    }
    AnswerPart { answer: answer::earlier(w, around.asked(), &said), left: Vec::new(), warnings }
}

impl<'a> Around<'a> {
    fn newest(self, w: &Words, said: &Said<'_>, warnings: Vec<String>) -> AnswerPart {
        let before = self.photos.iter().filter(|photo| photo.role == PhotoRole::Report && photo.is_public);
        let before: Vec<Picture<'_>> = before.map(Picture::from).collect();
        let (answer, left) = answer::newest(w, self.asked(), said, &before, self.has_history);
        AnswerPart { answer, left, warnings }
    }

    fn asked(self) -> AnsweredReport<'a> {
        let Report { code, public_title: title, .. } = &self.ticket.report;
        AnsweredReport { code, title, shelf: Shelf::Desk(code) }
    }
}

fn warnings(w: &Words, documents: &[&Document]) -> Vec<String> {
    let acting = documents.iter().filter(|document| document.acts);
    acting
        .map(|document| {
            format!("{} · {}", Paper::from(*document).named(w), w.say("desk.draft.document_acts"))
        })
        .collect()
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
