//! An official answer as everybody sees it: residents on the public page, and staff before it is there.
use super::before_after::{BeforeAfter, pair};
use super::moment;
use super::photo_strip::{PhotoShown, Picture, Shelf, row};
use crate::clock::Moment;
use crate::domain::photo::Photo;
use crate::domain::public::{PublicDocument, PublishedReply};
use crate::domain::reply::{Document, Outcome, Reply};
use crate::i18n::Words;
use crate::ids::ReplyId;
use crate::links;

/// Fields of `answer::shown`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerShown {
    /// done · planned · old
    pub kind: &'static str,
    /// "Trả lời của cơ quan"; "" over an earlier version.
    pub heading: String,
    pub body: String,
    pub pairs: Vec<BeforeAfter>,
    pub photos: Vec<PhotoShown>,
    /// Số, ký hiệu; "" if there is no document.
    pub number: String,
    pub documents: Vec<DocumentLink>,
    /// "Đã xử lý", "Đã giải thích": what the answer says was done.
    pub outcome: String,
    /// "Giám đốc"; "" if it is not said.
    pub signed_as: String,
    pub agency: String,
    /// "13:15, 7/9/2026"; of a draft, that it is not published yet.
    pub published: String,
    /// "" of a draft.
    pub iso: String,
    /// The address of the earlier versions; "" if there are none.
    pub history: String,
}

/// What an answer says, published or not.
pub struct Said<'a> {
    pub agency: &'a str,
    pub signed_as: &'a str,
    pub outcome: Outcome,
    /// By when it promises something.
    pub promised: Option<Moment>,
    pub body: &'a str,
    pub number: &'a str,
    /// `None` while it is a draft.
    pub published_at: Option<Moment>,
    pub photos: Vec<Picture<'a>>,
    pub documents: Vec<Paper<'a>>,
}

/// The report that is answered.
#[derive(Debug, Clone, Copy)]
pub struct AnsweredReport<'a> {
    pub code: &'a str,
    /// As the public reads it.
    pub title: &'a str,
    pub shelf: Shelf<'a>,
}

/// The newest version, its photos set beside those that came with the report. What is left of these comes back.
pub fn newest(
    w: &Words,
    asked: AnsweredReport<'_>,
    said: &Said<'_>,
    before: &[Picture<'_>],
    has_history: bool,
) -> (AnswerShown, Vec<PhotoShown>) {
    let kind = if said.outcome == Outcome::Planned { "planned" } else { "done" };
    let answer = shown(w, asked, said, kind);
    let before = row(w, "ticket.alt_before", asked.title, asked.shelf, before);
    let (pairs, left, photos) = pair(before, answer.photos);
    let history = if has_history { format!("{}#lich-su", links::ticket(asked.code)) } else { String::new() };
    (AnswerShown { heading: w.say("ticket.answer"), pairs, photos, history, ..answer }, left)
}

/// An earlier version, which stays readable.
pub fn earlier(w: &Words, asked: AnsweredReport<'_>, said: &Said<'_>) -> AnswerShown {
    shown(w, asked, said, "old")
}

fn shown(w: &Words, asked: AnsweredReport<'_>, said: &Said<'_>, kind: &'static str) -> AnswerShown {
    let documents = said
        .documents
        .iter()
        .map(|paper| DocumentLink { href: asked.shelf.document(paper.hash), text: paper.named(w) });
    AnswerShown {
        kind,
        heading: String::new(),
        body: said.body.to_owned(),
        pairs: Vec::new(),
        photos: row(w, "ticket.alt_after", asked.title, asked.shelf, &said.photos),
        number: said.number.to_owned(),
        documents: documents.collect(),
        outcome: outcome(w, said),
        signed_as: said.signed_as.to_owned(),
        agency: said.agency.to_owned(),
        published: said.published_at.map_or_else(|| w.say("parts.not_published"), moment::full),
        iso: said.published_at.map(moment::iso).unwrap_or_default(),
        history: String::new(),
    }
}

/// "Đã xử lý", "Đã có kế hoạch xử lý, sẽ làm đến 31/3/2027".
fn outcome(w: &Words, said: &Said<'_>) -> String {
    let word = w.say(&format!("outcome.{}", said.outcome));
    match said.promised {
        Some(day) => w.fill("promise.outcome", [("outcome", word), ("day", moment::day(day))]),
        None => word,
    }
}

impl<'a> Said<'a> {
    /// A published version, given in the name of `agency`.
    pub fn published(reply: &'a PublishedReply, agency: &'a str) -> Self {
        Self {
            agency,
            signed_as: &reply.signed_as,
            outcome: reply.outcome,
            promised: reply.promised,
            body: &reply.body,
            number: &reply.document_number,
            published_at: Some(reply.published_at),
            photos: reply.photos.iter().map(Picture::from).collect(),
            documents: reply.documents.iter().map(Paper::from).collect(),
        }
    }
}

impl<'a> Said<'a> {
    /// A published version with its files, which need not be public, given in the name of `agency`; `promised` is the day that
    /// it names.
    pub fn kept(
        reply: &'a Reply,
        (agency, promised): (&'a str, Option<Moment>),
        photos: &'a [Photo],
        documents: &'a [Document],
    ) -> Self {
        let own = |of: Option<ReplyId>| of == Some(reply.id);
        Self {
            agency,
            signed_as: &reply.signed_as,
            outcome: reply.outcome,
            promised,
            body: &reply.body,
            number: &reply.document_number,
            published_at: Some(reply.published_at),
            photos: photos.iter().filter(|photo| own(photo.reply_id)).map(Picture::from).collect(),
            documents: documents.iter().filter(|one| own(one.reply_id)).map(Paper::from).collect(),
        }
    }
}

/// A PDF on an answer.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    pub hash: &'a str,
    pub name: &'a str,
    pub bytes: i64,
}

impl Paper<'_> {
    /// "Văn bản 412/TNHP-KT (PDF, 214 kB)"
    pub fn named(&self, w: &Words) -> String {
        w.fill("ticket.document", [("name", self.name), ("size", &size(self.bytes, w.lang()))])
    }
}

impl<'a> From<&'a PublicDocument> for Paper<'a> {
    fn from(paper: &'a PublicDocument) -> Self {
        Self { hash: &paper.hash, name: &paper.name, bytes: paper.bytes }
    }
}

impl<'a> From<&'a Document> for Paper<'a> {
    fn from(paper: &'a Document) -> Self {
        Self { hash: &paper.hash, name: &paper.name, bytes: paper.bytes }
    }
}

/// A PDF to be fetched: arguments of `answer::document`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentLink {
    pub href: String,
    /// "Văn bản 412/TNHP-KT (PDF, 214 kB)"
    pub text: String,
}

/// The size of a file as people say it: "214 kB", "1,4 MB".
pub fn size(bytes: i64, lang: &str) -> String {
    const MEGA: i64 = 1_000_000;
    if bytes < MEGA {
        return format!("{} kB", (bytes + 500).max(1_000) / 1_000);
    }
    let tenths = (bytes + MEGA / 20) / (MEGA / 10);
    let mark = if lang == "vi" { ',' } else { '.' };
    format!("{}{mark}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_to_what_people_say() {
        assert_eq!(size(12, "vi"), "1 kB");
        assert_eq!(size(213_900, "vi"), "214 kB");
        assert_eq!(size(1_360_000, "vi"), "1,4 MB");
        assert_eq!(size(1_960_000, "en"), "2.0 MB");
    }
}
