//! The life of a report as one line: what was owed, by whom, until when, and how it stands.
use super::opened::Opened;
use super::queue::SOON;
use crate::clock::Moment;
use crate::domain::clocks::{Clock, Owed, Stopped};
use crate::domain::{TermUnit, remaining};
use crate::i18n::Words;
use crate::web::parts::moment;
use crate::web::parts::status_tag::DueTag;
use crate::web::parts::timeline::TimelineStep;

/// Its clocks, in the order in which they started; of those that started at once, what is owed first.
pub fn line(w: &Words, opened: &Opened) -> Vec<TimelineStep> {
    let mut clocks: Vec<&Clock> = opened.ticket.clocks.all().iter().collect();
    clocks.sort_by_key(|clock| (clock.since, clock.owed, clock.id));
    clocks.into_iter().map(|clock| step(w, opened, clock)).collect()
}

fn step(w: &Words, opened: &Opened, clock: &Clock) -> TimelineStep {
    let agency = opened.city.agency(clock.agency_id);
    let whom = match clock.owed {
        Owed::Info => w.say("desk.life.sender"),
        Owed::Triage if agency.is_empty() => w.say("desk.holder_1022"),
        Owed::Triage
        | Owed::Take
        | Owed::Answer
        | Owed::Part
        | Owed::Word
        | Owed::Promise
        | Owed::Consent => agency.to_owned(),
    };
    let what = [w.say(&format!("desk.life.owed_{}", clock.owed)), whom];
    let what: Vec<&str> = what.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let mut when = w.fill("desk.life.due", [("when", moment::full(clock.due_at))]);
    if clock.first_due != clock.due_at {
        when = format!("{when} · {}", w.fill("desk.first_due", [("when", moment::full(clock.first_due))]));
    }
    TimelineStep {
        tone: tone(clock, opened.now),
        title: what.join(" · "),
        when,
        iso: moment::iso(clock.due_at),
        note: stands(w, opened, clock),
    }
}

fn tone(clock: &Clock, now: Moment) -> &'static str {
    match clock.stopped {
        Stopped::Not if clock.due_at < now && !clock.is_paused() => "stop",
        Stopped::Not => "now",
        Stopped::Met => "done",
        Stopped::Missed => "stop",
        Stopped::Dropped => "note",
    }
}

/// "Xong lúc 9:10, 4/9/2026, đúng hạn", "Quá hạn 4 giờ", "Tạm dừng từ … để chờ người gửi bổ sung".
fn stands(w: &Words, opened: &Opened, clock: &Clock) -> String {
    let until = || [("when", moment::full(clock.until))];
    let mut said = vec![match clock.stopped {
        Stopped::Met => w.fill("desk.life.met", until()),
        Stopped::Missed => w.fill("desk.life.missed", until()),
        Stopped::Dropped => w.fill("desk.life.dropped", until()),
        Stopped::Not => running(w, opened, clock),
    }];
    let waited = clock.pauses.all().iter().filter(|pause| pause.until.is_some()).count();
    if waited > 0 {
        said.push(w.count("desk.life.waited", i64::try_from(waited).unwrap_or(i64::MAX)));
    }
    said.join(" · ")
}

fn running(w: &Words, opened: &Opened, clock: &Clock) -> String {
    if let Some(pause) = clock.pauses.last().filter(|pause| pause.until.is_none()) {
        return w.fill("desk.life.paused", [("when", moment::full(pause.from))]);
    }
    let unit = clock.term().map_or(TermUnit::WorkingMinutes, |term| term.unit);
    DueTag::of(w, remaining(opened.now, clock.due_at, unit, SOON, &opened.city.calendar)).word
}
