//! Public reports as cards.
use crate::clock::{self, Moment};
use crate::domain::public::{PublicTicket, PublishedReply};
use crate::domain::status::PublicWord;
use crate::domain::text::excerpt;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::store::{Conn, Found, public};
use crate::web::parts::moment;
use crate::web::parts::status_tag::tone;
use crate::web::parts::ticket_card::TicketCard;

/// Characters of an answer that a card shows; the style sheet cuts it to three lines.
const ANSWER_SHOWN: usize = 220;

/// The cards of these reports, with the newest answer and a photo of each: two queries, however many there are.
pub fn cards(
    conn: &mut Conn,
    w: &Words,
    city: &City,
    of: &[PublicTicket],
    now: Moment,
) -> Found<Vec<TicketCard>> {
    let answers = public::newest_answers(conn, of)?;
    let photos = public::small_photos(conn, of)?;
    Ok(of
        .iter()
        .map(|ticket| {
            let photo = photos.get(&ticket.id).map(|hash| links::photo(hash));
            card(w, city, ticket, answers.get(&ticket.id), photo.unwrap_or_default(), now)
        })
        .collect())
}

fn card(
    w: &Words,
    city: &City,
    ticket: &PublicTicket,
    answer: Option<&PublishedReply>,
    photo: String,
    now: Moment,
) -> TicketCard {
    let word = ticket.word;
    let answer = answer.filter(|_| word == PublicWord::Done);
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
        photo,
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
