//! What happened to a report, newest first.
use super::moment;
use super::rung::code_said;
use crate::clock::Moment;
use crate::domain::event::{Event, EventKind};
use crate::i18n::Words;

/// Fields of one step of `timeline::timeline`; "" where there is nothing to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineStep {
    /// done · now · next · stop · note
    pub tone: &'static str,
    pub title: String,
    pub when: String,
    pub iso: String,
    pub note: String,
}

/// What a step of the timeline is made from.
#[derive(Debug, Clone, Copy)]
pub struct Happened<'a> {
    pub kind: EventKind,
    /// The agency it concerns, by its full name; "" if none.
    pub agency: &'a str,
    pub at: Moment,
    /// The deadline that this step set.
    pub due: Option<Moment>,
    /// The deadline that it moved.
    pub before: Option<Moment>,
    /// Words to show under it; "" if none.
    pub note: &'a str,
}

impl TimelineStep {
    /// "Chuyển tới Công ty … · 9:10, 4/9/2026 · hạn trả lời 17:00, 9/9/2026".
    pub fn of(w: &Words, happened: Happened) -> Self {
        let mut when = moment::full(happened.at);
        if let Some(due) = happened.due {
            // What is promised is promised for a day.
            let by_day = matches!(happened.kind, EventKind::Answered | EventKind::PromiseMoved);
            let shown = if by_day { moment::day(due) } else { moment::full(due) };
            when = format!("{when} · {}", w.fill(due_key(happened.kind), [("when", shown)]));
            if let Some(before) = happened.before.filter(|before| *before != due) {
                when =
                    format!("{when} ({})", w.fill("timeline.due_before", [("when", moment::full(before))]));
            }
        }
        Self {
            tone: tone(happened.kind),
            title: title(w, happened.kind, happened.agency),
            when,
            iso: moment::iso(happened.at),
            note: happened.note.to_owned(),
        }
    }

    /// What is still to come, with a hollow dot.
    pub fn next(title: String, when: String) -> Self {
        Self { tone: "next", title, when, ..Self::default() }
    }
}

/// The deadline of the answer that the last of these happenings moved, the oldest first.
pub fn due_before(happened: &[(EventKind, Option<Moment>)]) -> Option<Moment> {
    let (last, earlier) = happened.split_last()?;
    let of_answer = |kind: EventKind| matches!(due_key(kind), "timeline.due_answer" | "timeline.due_new");
    let moves = matches!(last.0, EventKind::Extended | EventKind::DueMoved);
    let set = earlier.iter().rev().find(|(kind, due)| due.is_some() && of_answer(*kind));
    set.filter(|_| moves).and_then(|(_, due)| *due)
}

/// What an event says to the staff: its words for the public, then those for them alone. A change of level or kind is kept as
/// words of the portal ("normal → urgent: why"), as a rating is, and said in theirs.
pub fn said(w: &Words, event: &Event) -> String {
    let remark = match event.change() {
        Some((before, after, why)) => {
            let place = if event.kind == EventKind::LevelSet { "desk.level" } else { "kind" };
            let word = |code: &str| w.say(&format!("{place}.{code}"));
            format!("{} → {}: {why}", word(before), word(after))
        }
        None if event.kind == EventKind::Rated => w.say(&format!("rating.{}", event.remark)),
        None if matches!(event.kind, EventKind::ContactShared | EventKind::NameShown)
            && event.actor_id.is_none() =>
        {
            w.fill("timeline.agreed_to", [("version", event.remark.as_str())])
        }
        None if event.kind == EventKind::Escalated => code_said(w, &event.remark),
        None => event.remark.clone(),
    };
    let words = [event.public_text.clone(), remark].into_iter().filter(|text| !text.is_empty());
    words.collect::<Vec<_>>().join("\n")
}

/// What happened in plain words, with the agency where it is known.
pub fn title(w: &Words, kind: EventKind, agency: &str) -> String {
    let named = format!("timeline.{kind}_by");
    if !agency.is_empty() && NAMED.contains(&kind) {
        w.fill(&named, [("agency", agency)])
    } else {
        w.say(&format!("timeline.{kind}"))
    }
}

/// The steps whose words name an agency.
const NAMED: [EventKind; 13] = [
    EventKind::PartAsked,
    EventKind::PartTakenBack,
    EventKind::PartGiven,
    EventKind::PartDeclined,
    EventKind::PartReminded,
    EventKind::Forwarded,
    EventKind::Taken,
    EventKind::SentBack,
    EventKind::Answered,
    EventKind::Extended,
    EventKind::Progress,
    EventKind::PromiseKept,
    EventKind::PromiseMoved,
];

fn tone(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Refused | EventKind::SentBack | EventKind::Withdrawn | EventKind::Expired => "stop",
        EventKind::Reopened | EventKind::InfoAsked => "now",
        EventKind::NoteWritten
        | EventKind::Reminded
        | EventKind::ReminderAnswered
        | EventKind::PartReminded
        | EventKind::PartTakenBack
        | EventKind::ExtensionAsked
        | EventKind::ExtensionDeclined
        | EventKind::Escalated
        | EventKind::OriginalSeen
        | EventKind::ContactSeen => "note",
        _ => "done",
    }
}

fn due_key(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Extended | EventKind::DueMoved => "timeline.due_new",
        EventKind::Answered | EventKind::PromiseMoved => "timeline.due_promise",
        EventKind::InfoAsked => "timeline.due_info",
        EventKind::Reminded => "timeline.due_word",
        EventKind::ExtensionAsked => "timeline.due_asked",
        EventKind::PartAsked => "timeline.due_part",
        _ => "timeline.due_answer",
    }
}
