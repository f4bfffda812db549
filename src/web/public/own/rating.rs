//! What the sender thinks of the answer, as it is asked on their own page.
use super::load::OwnReport;
use super::page::Typing;
use crate::clock::Moment;
use crate::domain::rating::{Mark, Rating, Review, rated_until};
use crate::i18n::Words;
use crate::web::form::Choice;
use crate::web::parts::moment;

/// The four words with what may be ticked beside them.
pub struct RatingShown {
    /// "Bạn đã đánh giá: Hài lòng."; "" while the sender has said nothing.
    pub given: String,
    /// Until when it may be said, or changed; "" where that is over.
    pub until: String,
    pub marks: Vec<Choice>,
    pub reasons: Vec<Choice>,
    pub words: String,
}

/// The rating of the last answer; `None` where there is nothing to rate and nothing was said.
pub fn shown(w: &Words, found: &OwnReport, typed: &Typing, now: Moment) -> Option<RatingShown> {
    let kept = found.rating.as_ref().filter(|rating| rating.is_about(found.ticket.answered_at));
    let until = rated_until(&found.ticket, found.city.facts.reopen_days).filter(|last| *last >= now);
    if kept.is_none() && until.is_none() {
        return None;
    }
    let (mark, reasons, words) = match (&typed.rating, kept) {
        (Some(typed), _) => (typed.mark.clone(), typed.reasons.clone(), typed.words.clone()),
        (None, Some(kept)) => {
            let ticked = kept.ticked().map(str::to_owned).collect();
            (kept.mark.to_string(), ticked, kept.words.clone())
        }
        (None, None) => Default::default(),
    };
    let chosen = |mark_of: &Mark| Choice::new(mark_of.as_str(), w.say(&format!("rating.{mark_of}")), &mark);
    let ticked = found.city.rating_reasons.iter().map(|reason| Choice {
        chosen: reasons.contains(&reason.code),
        ..Choice::new(&reason.code, reason.name(w.lang()).to_owned(), "")
    });
    Some(RatingShown {
        given: kept.map(|rating| given(w, rating)).unwrap_or_default(),
        until: until.map(|last| w.fill("own.rate_until", [("day", moment::day(last))])).unwrap_or_default(),
        marks: Mark::ALL.iter().map(chosen).collect(),
        reasons: ticked.collect(),
        words,
    })
}

fn given(w: &Words, rating: &Rating) -> String {
    let said = w.fill("own.rated", [("mark", w.say(&format!("rating.{}", rating.mark)))]);
    match rating.review {
        Review::None => said,
        Review::Open => format!("{said} {}", w.say("own.rating_looked_at")),
        Review::Closed => format!("{said} {}", w.say("own.rating_closed")),
        Review::SentOn => format!("{said} {}", w.say("own.rating_sent_on")),
    }
}
