//! A reader follows a report or a list by mail: the form, the link that confirms, and the one that stops. Nothing here says whether
//! an address follows anything.
pub mod confirm;
pub mod list;
pub mod page;
pub mod report;
pub mod stop;

use super::asked::AnswersQuestion;
use super::chosen;
use crate::clock;
use crate::domain::follow::{Follow, FollowTyped, Pace};
use crate::domain::intake::EMAIL_LIMIT;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{Conn, Found, public};
use crate::web::form::Choice;
use crate::web::posted::{Form, Text};
use serde::Deserialize;

/// What was typed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct FollowForm {
    email: String,
    pace: String,
}

impl Form for FollowForm {
    const TEXTS: &'static [Text] = &[Text::new("email", EMAIL_LIMIT, "too_long")];
}

impl FollowForm {
    fn typed(&self) -> FollowTyped {
        FollowTyped { email: self.email.clone(), pace: self.pace.clone() }
    }
}

/// "Tất cả phản ánh công khai", or what narrows it.
fn named(w: &Words, named: String) -> String {
    if named.is_empty() { w.say("follow.all") } else { named }
}

/// What a list was asked for, in words.
fn in_words(asked: &AnswersQuestion, w: &Words, portal: &Portal, city: &City) -> String {
    let state = asked.states(w).into_iter().filter(|chip| chip.current && !asked.trang_thai.is_empty());
    let chosen = chosen::chosen(asked, (w, city, clock::local(portal.now()).date()));
    state.chain(chosen).map(|chip| chip.label).collect::<Vec<_>>().join(", ")
}

/// By the day, or by the week.
fn paces(w: &Words, chosen: &str) -> Vec<Choice> {
    let each = [Pace::Daily, Pace::Weekly].into_iter();
    each.map(|pace| Choice::new(pace.as_str(), w.say(&format!("follow.pace_{pace}")), chosen)).collect()
}

fn rule(w: &Words, city: &City) -> String {
    let (days, most) = (city.facts.following.confirm_days, city.facts.following.most);
    w.fill("follow.rule", [("days", w.count("follow.days", days)), ("most", w.number(most))])
}

/// What somebody follows, as a page names it, and where it stands.
fn said(conn: &mut Conn, w: &Words, follow: &Follow) -> Found<(String, String)> {
    let Some(ticket) = follow.ticket_id else {
        let question = AnswersQuestion::kept(&follow.question);
        let typed = question.q.trim();
        let typed =
            if typed.is_empty() { String::new() } else { w.fill("answers.chosen_q", [("words", typed)]) };
        let both = [follow.named.as_str(), &typed].into_iter().filter(|text| !text.is_empty());
        let what = named(w, both.collect::<Vec<_>>().join(", "));
        return Ok((what, links::answers_asked(&follow.question)));
    };
    Ok(match public::cards_of(conn, &[ticket])?.pop() {
        Some(card) => {
            let ticket = card.ticket;
            (format!("{} – {}", ticket.code, ticket.title), links::ticket(&ticket.code))
        }
        None => (w.say("follow.hidden"), links::answers()),
    })
}
