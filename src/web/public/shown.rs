//! Public reports as cards.
use crate::clock::{self, Moment};
use crate::domain::public::{PublicCard, PublicTicket};
use crate::domain::status::PublicWord;
use crate::domain::text::excerpt;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::parts::moment;
use crate::web::parts::status_tag::tone;
use crate::web::parts::ticket_card::TicketCard;

/// Characters of an answer that a card shows; the style sheet cuts it to three lines.
const ANSWER_SHOWN: usize = 220;

/// The cards of these reports.
pub fn cards(w: &Words, city: &City, of: &[PublicCard], now: Moment) -> Vec<TicketCard> {
    of.iter().map(|card| shown(w, city, card, now)).collect()
}

fn shown(
    w: &Words,
    city: &City,
    PublicCard { ticket, answer, small }: &PublicCard,
    now: Moment,
) -> TicketCard {
    let word = ticket.word;
    let answer = answer.as_ref().filter(|_| word == PublicWord::Done);
    let agency = city.agency(answer.map(|answer| answer.agency).or(ticket.agency));
    let answered = match (answer, ticket.answer_due) {
        (Some(answer), _) => moment::day(answer.published_at),
        (None, Some(due)) if word == PublicWord::Working => {
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
        tone: tone(word),
        state: state(w, ticket),
        answer: answer.map_or_else(String::new, |answer| excerpt(&answer.body, ANSWER_SHOWN)),
        agency: agency.to_owned(),
        answered,
        photo: if small.is_empty() { String::new() } else { links::photo(small) },
    }
}

/// One of the four words; "Đã xử lý sau 3 ngày" once it is answered.
pub fn state(w: &Words, ticket: &PublicTicket) -> String {
    let word = ticket.word;
    match ticket.answered_at {
        Some(answered) if word == PublicWord::Done => {
            let days = clock::local(answered).date() - clock::local(ticket.created_at).date();
            match days.num_days() {
                ..=0 => w.say("card.done_same_day"),
                days => w.count("card.done_after", days),
            }
        }
        _ => w.say(&format!("status.{word}")),
    }
}

/// The commune; the whole city for what lies in none.
fn place(w: &Words, city: &City, ticket: &PublicTicket) -> String {
    match city.commune(ticket.commune) {
        "" => w.say("card.whole_city"),
        commune => commune.to_owned(),
    }
}
