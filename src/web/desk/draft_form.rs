//! The form of the answer being written, for whoever drafts it.
use super::opened::Opened;
use super::parts::{self, PartToInclude};
use super::step::TypedStep;
use super::steps::draft_reply::STEP;
use super::will_see;
use crate::domain::clocks::Owed;
use crate::domain::reply::Outcome;
use crate::domain::status::Status;
use crate::i18n::Words;
use crate::links;
use crate::web::form::Choice;
use crate::web::parts::moment;

/// A file that lies on the draft and may be taken off.
pub struct Attached {
    pub id: String,
    /// A small picture; "" for a document.
    pub small: String,
    pub href: String,
    pub label: String,
    /// A PDF that may do something by itself.
    pub acts: bool,
}

/// What the button says that puts a part into the answer; the part's number follows.
pub const INCLUDE: &str = "part-";

/// The answer as far as it is written, for whoever may write at it now.
pub struct DraftForm {
    pub action: String,
    pub letter: &'static str,
    pub outcomes: Vec<Choice>,
    /// The day by which a planned answer promises that it is done, as "2027-03-31".
    pub promised: String,
    /// "Lời hẹn đang có: 31/3/2027"; "" for none.
    pub promised_now: String,
    pub body: String,
    pub signed_as: String,
    pub document_number: String,
    /// What the approver said when it was sent back; "" if it was not.
    pub remark: String,
    pub photos: Vec<Attached>,
    pub documents: Vec<Attached>,
    pub proof_hint: String,
    /// What others gave and it does not say yet.
    pub parts: Vec<PartToInclude>,
    /// Who still owes a part.
    pub owing: Vec<String>,
    /// Why the answer does not wait for them.
    pub without: String,
    /// The version of the draft that is shown, 0 for none.
    pub version: i32,
}

/// Whether the answer is still being written.
pub fn is_offered(opened: &Opened) -> bool {
    opened.ticket.status == Status::InProgress
}

/// The form, if this person may write at the answer now.
pub fn of(w: &Words, opened: &Opened, typed: &TypedStep) -> Option<DraftForm> {
    let ticket = &opened.ticket;
    if !STEP.is_open(opened) {
        return None;
    }
    let draft = opened.draft.as_ref();
    let held = |read: fn(&crate::domain::reply::ReplyDraft) -> &String| draft.map(read).cloned();
    let value = |name: &str, held: Option<String>| typed.value(&STEP, name, &held.unwrap_or_default());
    let outcome = draft.map_or(Outcome::usual(ticket.kind), |draft| draft.outcome);
    let outcome = typed.value(&STEP, "outcome", outcome.as_str());
    let proof = ticket.kind.needs_proof()
        && opened.city.categories.get(&ticket.category_id).is_some_and(|category| category.proof_required);
    let promised = ticket.clocks.running(Owed::Promise).is_some();
    let proof = proof || promised;
    Some(DraftForm {
        action: links::desk_step(&ticket.code, STEP.path),
        letter: STEP.letter,
        outcomes: Outcome::ALL
            .iter()
            .filter(|one| !promised || **one != Outcome::Explained)
            .map(|one| Choice::new(one.as_str(), w.say(&format!("outcome.{one}")), &outcome))
            .collect(),
        promised: value("promised", draft.and_then(|draft| draft.promised_for).map(|day| day.to_string())),
        promised_now: ticket.clocks.running(Owed::Promise).map_or_else(String::new, |clock| {
            w.fill("desk.draft.promised_now", [("day", moment::day(clock.due_at))])
        }),
        body: value("body", held(|draft| &draft.body)),
        signed_as: value("signed_as", held(|draft| &draft.signed_as)),
        document_number: value("document_number", held(|draft| &draft.document_number)),
        remark: held(|draft| &draft.remark).unwrap_or_default(),
        photos: will_see::drafted_photos(&opened.photos)
            .map(|photo| Attached {
                id: photo.id.to_string(),
                small: links::desk_photo(&ticket.code, &photo.thumb),
                href: links::desk_photo(&ticket.code, &photo.display),
                label: w.say("desk.draft.after_photo"),
                acts: false,
            })
            .collect(),
        documents: will_see::drafted_documents(&opened.documents)
            .map(|document| Attached {
                id: document.id.to_string(),
                small: String::new(),
                href: links::desk_document(&ticket.code, &document.hash),
                label: document.name.clone(),
                acts: document.acts,
            })
            .collect(),
        parts: parts::to_include(opened, INCLUDE),
        owing: parts::owing(opened),
        without: typed.value(&STEP, "without_why", ""),
        version: draft.map_or(0, |draft| draft.version),
        proof_hint: w.say(if proof { "desk.draft.proof_needed" } else { "desk.draft.proof_welcome" }),
    })
}
