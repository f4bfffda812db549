//! What a report needs another way for, said to whoever looks at it first.
use super::opened::Opened;
use crate::domain::signal::{Heard, SignalKind, hear};
use crate::domain::status::Status;
use crate::i18n::Words;

/// One of them, on the report's page.
pub struct SignalTold {
    pub title: String,
    /// "vì có “rò gas”", or that the sender said so.
    pub because: String,
    pub is_danger: bool,
}

/// All of them, dangers first; none any more once the report was settled or sent on.
pub fn told(w: &Words, opened: &Opened) -> Vec<SignalTold> {
    if !matches!(opened.ticket.status, Status::New | Status::Accepted | Status::NeedsInfo) {
        return Vec::new();
    }
    let said = opened.signals.contains(&None).then(|| SignalTold {
        title: w.say("desk.signal.said"),
        because: String::new(),
        is_danger: true,
    });
    let heard = hear(&opened.city.signals, &[&opened.ticket.title, &opened.ticket.body]);
    let kept = heard.iter().filter(|one| opened.signals.contains(&Some(one.signal.id)));
    let mut all: Vec<SignalTold> = said.into_iter().chain(kept.map(|one| of(w, one))).collect();
    all.sort_by_key(|one| !one.is_danger);
    all
}

/// Does it say that somebody is in danger? Then the urgent level is proposed.
pub fn is_dangerous(opened: &Opened) -> bool {
    let dangers = opened.city.signals.iter().filter(|signal| signal.kind == SignalKind::Danger);
    opened.signals.contains(&None) || dangers.into_iter().any(|one| opened.signals.contains(&Some(one.id)))
}

fn of(w: &Words, heard: &Heard<'_>) -> SignalTold {
    let words: Vec<_> = heard.because.iter().map(|word| format!("“{word}”")).collect();
    let is_danger = heard.signal.kind == SignalKind::Danger;
    let key = if is_danger { "desk.signal.danger" } else { "desk.signal.channel" };
    SignalTold {
        title: w.fill(key, [("what", heard.signal.title(w.lang()))]),
        because: w.fill("desk.signal.because", [("words", words.join(", "))]),
        is_danger,
    }
}
