//! What a sender may still change of their own report: the words, who reads them, whose name stands beside them.
use super::load::OwnReport;
use super::page::{TypedWords, Typing};
use crate::domain::city::{PlaceNeed, Publish};
use crate::domain::photo::PhotoRole;
use crate::i18n::Words;
use crate::web::form::Choice;
use crate::web::parts::moment;

/// The form in which what was written is corrected.
pub struct CorrectionShown {
    pub words: TypedWords,
    /// Does it ask for a place?
    pub asks_place: bool,
    /// Photos that may be taken out.
    pub photos: Vec<Choice>,
    pub open: bool,
}

/// Who sees what, with the buttons that change it.
pub struct WhoSees {
    /// Who reads the report.
    pub report: String,
    /// May it be made private?
    pub may_hide: bool,
    /// May its sender ask that it is public?
    pub may_ask: bool,
    /// Whether the name stands there; "" where none was left.
    pub name: String,
    pub is_named: bool,
    /// The words to which one agrees by showing the name.
    pub consent: String,
}

/// Nothing once an agency took it on.
pub fn correction(w: &Words, found: &OwnReport, typed: &Typing) -> Option<CorrectionShown> {
    let ticket = &found.ticket;
    if !ticket.is_its_senders() {
        return None;
    }
    let standing = || TypedWords {
        title: ticket.title.clone(),
        body: ticket.body.clone(),
        place: ticket.place.clone(),
        photos_off: Vec::new(),
    };
    let words = typed.words.clone().unwrap_or_else(standing);
    let sent = found.photos.iter().filter(|photo| photo.role == PhotoRole::Report);
    let choice = |(at, id): (usize, String)| Choice {
        chosen: words.photos_off.contains(&id),
        ..Choice::new(&id, w.fill("own.photo_off", [("n", at + 1)]), "")
    };
    let photos = sent.map(|photo| photo.id.to_string()).enumerate().map(choice).collect();
    let category = found.city.categories.get(&ticket.category_id);
    Some(CorrectionShown {
        asks_place: category.is_some_and(|one| one.place != PlaceNeed::NoPlace),
        photos,
        open: typed.words.is_some(),
        words,
    })
}

/// When the words were corrected last; "" where they stand as they were sent.
pub fn corrected(w: &Words, found: &OwnReport) -> String {
    let last = found.corrected_at.map(moment::full);
    last.map_or_else(String::new, |when| w.fill("own.corrected_at", [("when", when)]))
}

/// How it stands with the report and the name.
pub fn who_sees(w: &Words, found: &OwnReport) -> WhoSees {
    let ticket = &found.ticket;
    let never =
        found.city.categories.get(&ticket.category_id).is_some_and(|one| one.publish == Publish::Never);
    let key = match (ticket.wants_private, never, ticket.is_private) {
        (true, ..) => "own.sees_wish",
        (false, true, _) => "own.sees_never",
        (false, false, true) => "own.sees_desk",
        (false, false, false) if found.is_public => "own.sees_all",
        (false, false, false) => "own.sees_later",
    };
    let contact = &found.contact;
    let name = if contact.show_name { "own.name_on" } else { "own.name_off" };
    WhoSees {
        report: w.say(key),
        may_hide: found.may_hide,
        may_ask: found.may_ask_public,
        name: if contact.name.is_empty() {
            String::new()
        } else {
            w.fill(name, [("name", contact.name.as_str())])
        },
        is_named: contact.show_name,
        consent: found.name_consent.clone(),
    }
}
