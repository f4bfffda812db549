//! Public reports as cards.
use crate::clock::{self, Moment};
use crate::domain::public::{About, PublicCard, PublicTicket, PublishedReply};
use crate::domain::reply::Outcome;
use crate::domain::status::PublicWord;
use crate::domain::text::excerpt;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::parts::status_tag::{StatusTag, tone};
use crate::web::parts::ticket_card::TicketCard;
use crate::web::parts::{moment, promise};

/// Characters of an answer that a card shows; the style sheet cuts it to three lines.
const ANSWER_SHOWN: usize = 220;

/// The cards of these reports.
pub fn cards(w: &Words, city: &City, of: &[PublicCard], now: Moment) -> Vec<TicketCard> {
    of.iter().map(|one| card(w, city, one, now)).collect()
}

/// The answer that a list shows of a report: the newest, while it stands.
pub fn answer_of(card: &PublicCard) -> Option<&PublishedReply> {
    let ticket = &card.ticket;
    card.answer.as_ref().filter(|_| ticket.word == PublicWord::Done || ticket.promised.is_some())
}

/// Where a map shows it.
pub fn about(city: &City, card: &PublicCard) -> Option<About> {
    card.about(card.ticket.commune.and_then(|id| city.communes.get(&id)?.middle()))
}

/// The card of one report.
pub fn card(w: &Words, city: &City, public: &PublicCard, now: Moment) -> TicketCard {
    let (PublicCard { ticket, small, .. }, answer) = (public, answer_of(public));
    let word = ticket.word;
    let promised = ticket.promised.as_ref();
    let state = state(w, ticket, now);
    let agency = city.agency(answer.map(|answer| answer.agency).or(ticket.agency));
    let answered = match (answer, ticket.answer_due) {
        (Some(answer), _) => moment::day(answer.published_at),
        (None, Some(due)) if word == PublicWord::Working && promised.is_none() => {
            w.fill(if due < now { "card.overdue" } else { "card.due" }, [("day", moment::day(due))])
        }
        _ => String::new(),
    };
    TicketCard {
        href: links::ticket(&ticket.code),
        title: ticket.title.clone(),
        category: city.category(ticket.category, w.lang()).to_owned(),
        place: place(w, city, ticket),
        sent: w.fill("card.sent", [("day", moment::day(ticket.created_at))]),
        tone: state.tone,
        state: state.word,
        answer: answer.map_or_else(String::new, |answer| excerpt(&answer.body, ANSWER_SHOWN)),
        agency: agency.to_owned(),
        answered,
        photo: if small.is_empty() { String::new() } else { links::photo(small) },
        supports: super::support::count(w, ticket.supports),
        ..TicketCard::default()
    }
}

/// One of the four words; "Đã xử lý sau 3 ngày" once it is answered, and the day of what is promised.
pub fn state(w: &Words, ticket: &PublicTicket, now: Moment) -> StatusTag {
    match &ticket.promised {
        Some(promised) => promise::state(w, promised, now),
        None => StatusTag { tone: tone(ticket.word), word: plain_state(w, ticket) },
    }
}

fn plain_state(w: &Words, ticket: &PublicTicket) -> String {
    let word = ticket.word;
    let done = match ticket.outcome {
        Some(Outcome::Explained | Outcome::Planned) => "answered",
        Some(Outcome::Handled) | None => "done",
    };
    match ticket.answered_at {
        Some(answered) if word == PublicWord::Done => {
            let days = clock::local(answered).date() - clock::local(ticket.created_at).date();
            match days.num_days() {
                ..=0 => w.say(&format!("card.{done}_same_day")),
                days => w.count(&format!("card.{done}_after"), days),
            }
        }
        // A duplicate has no days of its own.
        None if word == PublicWord::Done => answered(w, ticket.outcome),
        _ => w.say(&format!("status.{word}")),
    }
}

/// What an answer came to: "Đã xử lý", or "Đã trả lời" where nothing was done on the spot.
pub fn answered(w: &Words, outcome: Option<Outcome>) -> String {
    match outcome {
        Some(Outcome::Explained | Outcome::Planned) => w.say("state.answered"),
        Some(Outcome::Handled) | None => w.say("status.done"),
    }
}

/// The commune; that nobody knows it yet; the whole city for what lies nowhere in it.
fn place(w: &Words, city: &City, ticket: &PublicTicket) -> String {
    match (city.commune(ticket.commune), ticket.place.is_empty()) {
        ("", true) => w.say("card.whole_city"),
        ("", false) => w.say("card.commune_unknown"),
        (commune, _) => commune.to_owned(),
    }
}
