//! What a search shows besides its reports: the words where they stand, and what somebody may have meant.
use super::answers;
use super::asked::AnswersQuestion;
use crate::domain::passage::{Piece, marked, passage, spelled};
use crate::domain::public::PublicCard;
use crate::domain::search::Question;
use crate::domain::text::fold;
use crate::i18n::Words;
use crate::store::city::City;
use crate::store::listing::{Filter, Turn, count_up_to};
use crate::store::public::copy;
use crate::store::{Conn, Found, search};
use crate::web::parts::index_row::IndexRow;
use crate::web::parts::ticket_card::TicketCard;

/// Characters of a passage.
const PASSAGE: usize = 180;
/// Places that are offered.
const PLACES: usize = 3;

/// Marks the words of a question on these cards, and shows the passage where most of them stand.
pub fn mark(w: &Words, typed: &str, cards: &mut [TicketCard], of: &[PublicCard]) {
    let Some(question) = Question::read(typed) else { return };
    for (card, public) in cards.iter_mut().zip(of) {
        card.marked = marked(&card.title, &question);
        let answer = public.answer.as_ref().and_then(|answer| passage(&answer.body, &question, PASSAGE));
        let report = passage(&public.ticket.body, &question, PASSAGE);
        let hits = |found: &Option<(Vec<Piece>, usize)>| found.as_ref().map_or(0, |(_, hits)| *hits);
        let from_answer = hits(&answer) > 0 && hits(&answer) >= hits(&report);
        let (from, shown) =
            if from_answer { ("found.in_answer", answer) } else { ("found.in_report", report) };
        if let Some((pieces, _)) = shown {
            (card.passage, card.passage_from) = (pieces, w.say(from));
        }
    }
}

/// What somebody may have meant: communes that were named, each with what lies there; where nothing was found, the same
/// without what narrows it, or nearly the same words. Each finds something.
pub fn meant(
    conn: &mut Conn,
    (w, city): (&Words, &City),
    asked: &AnswersQuestion,
    (filter, count): (&Filter, usize),
) -> Found<Vec<IndexRow>> {
    if asked.turn() != Turn::First {
        return Ok(Vec::new());
    }
    let Some(question) = Question::read(&asked.q) else { return Ok(Vec::new()) };
    let mut rows =
        if filter.communes.is_empty() { places(conn, (w, city), asked, filter)? } else { Vec::new() };
    if count > 0 {
        return Ok(rows);
    }
    let plain = AnswersQuestion { q: asked.q.clone(), ..AnswersQuestion::default() };
    rows.extend(row(conn, (w, city), &plain, w.fill("found.everywhere", [("words", &asked.q)]))?);
    if rows.is_empty() {
        for near in search::nearer(conn, &question)? {
            let cards = copy::cards(conn, &[near.found])?;
            // What nobody may read is offered to nobody, whatever the index says.
            if cards.is_empty() {
                continue;
            }
            let said = near.words.iter().map(|word| spelled_as(word, &asked.q, cards.first()));
            let q = said.collect::<Vec<_>>().join(" ");
            let label = w.fill("found.words", [("words", &q)]);
            rows.extend(row(conn, (w, city), &AnswersQuestion { q, ..plain.clone() }, label)?);
        }
    }
    Ok(rows)
}

/// The communes whose name, or the name of what they were made of, was typed.
fn places(
    conn: &mut Conn,
    (w, city): (&Words, &City),
    asked: &AnswersQuestion,
    filter: &Filter,
) -> Found<Vec<IndexRow>> {
    let typed = fold(&asked.q);
    let named = city.names().communes_in(&typed).into_iter();
    let named = named.filter_map(|(id, name)| Some((city.communes.get(&id)?, name)));
    let named = named.filter(|(one, _)| one.valid_to.is_none());
    let typed = format!(" {typed} ");
    let mut rows = Vec::new();
    for (commune, name) in named.take(PLACES) {
        let q = typed.replacen(&format!(" {name} "), " ", 1);
        let left = fold(&q);
        let said = left.split(' ').map(|word| spelled(&asked.q, word).unwrap_or_else(|| word.to_owned()));
        let q = said.collect::<Vec<_>>().join(" ");
        let narrowed =
            AnswersQuestion { q, phuong_xa: commune.slug.clone(), sau: String::new(), ..asked.clone() };
        let label = if narrowed.q.is_empty() {
            commune.name.clone()
        } else {
            format!("{} · {}", w.fill("found.words", [("words", &narrowed.q)]), commune.name)
        };
        // Words that stand nowhere else than in the name say no more than the list does.
        if narrowed.filter(city).is_some_and(|own| own != *filter) {
            rows.extend(row(conn, (w, city), &narrowed, label)?);
        }
    }
    Ok(rows)
}

/// A way to a list, with how many stand in it; nothing where none does.
fn row(
    conn: &mut Conn,
    (w, city): (&Words, &City),
    asked: &AnswersQuestion,
    label: String,
) -> Found<Option<IndexRow>> {
    let Some(filter) = asked.filter(city) else { return Ok(None) };
    let count = count_up_to(conn, &filter, answers::COUNTED)?;
    Ok((count > 0).then(|| IndexRow { href: asked.with("sau", ""), label, note: answers::total(w, count) }))
}

/// A word as it was typed, or as the report that has it writes it.
fn spelled_as(word: &str, typed: &str, card: Option<&PublicCard>) -> String {
    let own = card.map(|card| {
        let ticket = &card.ticket;
        let answer = card.answer.as_ref().map_or("", |answer| &answer.body);
        [ticket.title.as_str(), &ticket.place, &ticket.body, answer]
    });
    let texts = std::iter::once(typed).chain(own.into_iter().flatten());
    texts.into_iter().find_map(|text| spelled(text, word)).unwrap_or_else(|| word.to_owned())
}
