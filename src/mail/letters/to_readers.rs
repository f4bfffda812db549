//! Letters to readers who follow something. All they say of a report is what anybody reads of it.
use super::Letterhead;
use super::sheet::{Sheet, Told};
use crate::clock::{Moment, local};
use crate::domain::follow::Follow;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::promise::Standing;
use crate::domain::public::{PublicCard, PublicEvent, PublicTicket, PublishedReply};
use crate::domain::reply::Outcome;
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::links;

/// What is followed, as the letter that asks names it.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// The report with this code.
    Report(&'a str),
    List,
}

/// The names of what a report only has as a number.
pub struct Where<'a> {
    /// The commune where it lies; "" for none.
    pub commune: &'a str,
    /// The agency that holds it or answered; "" for none.
    pub agency: &'a str,
}

impl Letterhead<'_> {
    /// Somebody typed this address to follow something: its owner presses the link, or does nothing. Of what was typed beside the
    /// address nothing is repeated, since anybody can type anybody's address.
    pub fn follow_confirm(&self, follow: &Follow, subject: Subject<'_>, token: &str) -> Letter {
        let kind = LetterKind::FollowConfirm;
        let words = Words::of(&follow.lang);
        let portal = self.city.portal_name(words.lang());
        let heading = words.fill(&format!("letters.{kind}.heading"), [("portal", portal)]);
        let sheet = Sheet::new(kind, &follow.lang, heading);
        let until = sheet.moment(follow.confirm_by);
        let named = match subject {
            Subject::Report(code) => words.fill("letters.followed_report", [("code", code)]),
            Subject::List => named(&words, follow),
        };
        let pace = words.say(&format!("follow.pace_{}", follow.asked_pace));
        let sheet = sheet.fact("followed", &named).fact("follow_pace", &pace).fact("valid_until", &until);
        self.addressed(sheet.link("follow_press", self.link(&links::follow_confirm(token))), follow)
    }

    /// What happened to the report that the reader follows, and its answer where one came.
    pub fn follow_news(
        &self,
        follow: &Follow,
        (card, place): (&PublicCard, &Where<'_>),
        (events, answer): (&[(&PublicEvent, String)], Option<&PublishedReply>),
        now: Moment,
    ) -> Letter {
        let (kind, words, ticket) = (LetterKind::FollowNews, Words::of(&follow.lang), &card.ticket);
        let with = [("code", ticket.code.clone()), ("state", state(&words, ticket, now))];
        let sheet = Sheet::new(kind, &follow.lang, words.fill(&format!("letters.{kind}.heading"), with));
        let mut sheet = sheet.fact("code", &ticket.code).fact("title", &ticket.title);
        sheet = sheet.fact("agency", place.agency);
        for (event, agency) in events {
            let said = [sheet.moment(event.at), agency.clone(), event.text.clone()];
            sheet.reports.push(Told {
                title: words.say(&format!("timeline.{}", event.kind)),
                said: joined(&said),
                address: String::new(),
            });
        }
        if let Some(reply) = answer {
            sheet = sheet.fact("document", &reply.document_number).quote("answer", &reply.body);
        }
        let link = self.link(&links::ticket(&ticket.code));
        self.addressed(sheet.link("look_followed", link), follow)
    }

    /// What is new in a list: some of it, and how much there is beside.
    pub fn follow_digest(
        &self,
        follow: &Follow,
        told: &[(PublicCard, Where<'_>)],
        (more, typed, now): (usize, &str, Moment),
    ) -> Letter {
        let (kind, words) = (LetterKind::FollowDigest, Words::of(&follow.lang));
        let count = words.count("letters.follow_digest.count", (told.len() + more) as i64);
        let with = [("count", count), ("what", followed(&words, follow, typed))];
        let mut sheet = Sheet::new(kind, &follow.lang, words.fill(&format!("letters.{kind}.heading"), with));
        for (card, place) in told {
            let said = [state(&words, &card.ticket, now), place.commune.into(), place.agency.into()];
            sheet.reports.push(Told {
                title: card.ticket.title.clone(),
                said: joined(&said),
                address: self.link(&links::ticket(&card.ticket.code)),
            });
        }
        if more > 0 {
            sheet.paragraphs.push(words.count("letters.follow_digest.more", more as i64));
        }
        let list = links::answers_asked(&follow.question);
        self.addressed(sheet.link("open_list", self.link(&list)), follow)
    }

    fn addressed(&self, mut sheet: Sheet, follow: &Follow) -> Letter {
        sheet.stop_link = self.stop_link();
        sheet.stop_words = ["letters.stop_follow", "letters.stop_follow_press"];
        let because = match follow.confirmed_at {
            Some(_) => "letters.because_follows",
            None => "letters.because_typed",
        };
        sheet.because = sheet.w.say(because);
        let letter = sheet.to(*self, &follow.email, None);
        Letter { follow_id: Some(follow.id), follow_since: follow.told_until, ..letter }
    }
}

/// What the list was asked for, in words.
fn named(words: &Words, follow: &Follow) -> String {
    if follow.named.is_empty() { words.say("follow.all") } else { follow.named.clone() }
}

/// The same with the words that are looked for.
fn followed(words: &Words, follow: &Follow, typed: &str) -> String {
    if typed.is_empty() {
        return named(words, follow);
    }
    joined(&[follow.named.clone(), words.fill("answers.chosen_q", [("words", typed)])])
}

fn joined(parts: &[String]) -> String {
    let said = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
    said.collect::<Vec<_>>().join(" · ")
}

/// How a report stands, by the words of its page.
fn state(words: &Words, ticket: &PublicTicket, now: Moment) -> String {
    if let Some(promised) = &ticket.promised {
        let key = match promised.stands(now) {
            Standing::Open => "promise.state_open",
            Standing::Late => "promise.state_late",
            Standing::Kept => "promise.state_kept",
            Standing::KeptLate => "promise.state_kept_late",
        };
        return words.fill(key, [("day", local(promised.until).format("%-d/%-m/%Y"))]);
    }
    match (ticket.word, ticket.outcome) {
        (PublicWord::Done, Some(Outcome::Explained | Outcome::Planned)) => words.say("state.answered"),
        (word, _) => words.say(&format!("status.{word}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::EventKind;
    use crate::domain::follow::Pace;

    #[test]
    fn each_pace_and_each_public_step_has_its_words() {
        for words in crate::i18n::LANGS.map(Words::of) {
            for pace in Pace::ALL {
                assert!(!words.say(&format!("follow.pace_{pace}")).contains('⟦'), "{pace}");
            }
            for kind in EventKind::ALL.iter().filter(|kind| kind.is_public()) {
                assert!(!words.say(&format!("timeline.{kind}")).contains('⟦'), "{kind}");
            }
        }
    }
}
