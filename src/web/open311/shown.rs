//! One public report by the names of the standard.
use crate::clock::Moment;
use crate::domain::point::Point;
use crate::domain::public::{About, PublicCard};
use crate::domain::status::PublicWord;
use crate::domain::text::excerpt;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::parts::moment::iso;
use crate::web::public::shown;
use serde_json::{Value, json};

/// Characters of an answer that stand with its request; the whole of it stands on its page.
const ANSWER_SHOWN: usize = 500;

/// With what a request is written.
pub struct Showing<'a> {
    pub w: Words,
    pub city: &'a City,
    pub base: &'a str,
    pub now: Moment,
    /// With what the standard does not have.
    pub extended: bool,
}

impl Showing<'_> {
    /// A request as the list and its own address show it.
    pub fn request(&self, card: &PublicCard, changed_at: Moment) -> Value {
        let (ticket, answer) = (&card.ticket, shown::answer_of(card));
        let city = self.city;
        let due = ticket.promised.as_ref().map(|promised| promised.until).or(ticket.answer_due);
        let agency = city.agency(answer.map(|answer| answer.agency).or(ticket.agency));
        let place = [ticket.place.as_str(), city.commune(ticket.commune)];
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let photo = or_null(card.small.as_str());
        let about = shown::about(city, card).map(About::point);
        let mut made = json!({
            "service_request_id": ticket.code,
            "status": if is_open(ticket.word) { "open" } else { "closed" },
            "status_notes": self.notes(card),
            "service_name": city.category(ticket.category, self.w.lang()),
            "service_code": city.categories.get(&ticket.category).map(|category| category.code.as_str()),
            "description": format!("{}\n\n{}", ticket.title, ticket.body).trim_end(),
            "agency_responsible": or_null(agency),
            "service_notice": null,
            "requested_datetime": iso(ticket.created_at),
            "updated_datetime": iso(changed_at),
            "expected_datetime": due.map(iso),
            "address": or_null(&place),
            "address_id": null,
            "zipcode": null,
            "lat": about.map(Point::lat_degrees),
            "long": about.map(Point::lon_degrees),
            "media_url": photo.map(|photo| format!("{}{}", self.base, links::photo(photo))),
        });
        if self.extended {
            made["extended_attributes"] = self.extended(card);
        }
        made
    }

    /// How it stands, in the portal's own words, and what was answered.
    fn notes(&self, card: &PublicCard) -> String {
        let state = shown::state(&self.w, &card.ticket, self.now).word;
        match shown::answer_of(card) {
            Some(answer) => format!("{state}. {}", excerpt(&answer.body, ANSWER_SHOWN)),
            None => state,
        }
    }

    fn extended(&self, card: &PublicCard) -> Value {
        let ticket = &card.ticket;
        json!({
            "title": ticket.title,
            "kind": ticket.kind.as_str(),
            "state": ticket.word.as_str(),
            "url": format!("{}{}", self.base, links::ticket(&ticket.code)),
            "commune": or_null(self.city.commune(ticket.commune)),
            "point": shown::about(self.city, card).map(About::as_str),
            "partners": or_null(&self.city.agencies_named(&ticket.partners)),
            "answered_datetime": ticket.answered_at.map(iso),
            "duplicate_of": or_null(&ticket.master),
        })
    }
}

/// Is something still to be done about it?
pub fn is_open(word: PublicWord) -> bool {
    match word {
        PublicWord::Waiting | PublicWord::Working => true,
        PublicWord::Done | PublicWord::Refused => false,
    }
}

fn or_null(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
