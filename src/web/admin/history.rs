//! The journal of one thing, as its page shows it.
use crate::domain::audit::{AuditEvent, Change, read};
use crate::i18n::Words;
use crate::web::parts::moment::{MomentShown, date};
use chrono::NaiveDate;

/// How many lines a page shows.
pub const SHOWN: i64 = 50;

/// One line of the journal: when, what, by whom, and each value before and after.
pub struct HistoryRow {
    pub when: MomentShown,
    pub what: String,
    pub who: String,
    /// "Tên: Sở A → Sở B", a line each.
    pub changes: Vec<String>,
}

/// The journal in the reader's language. What was done without a person, the command line did.
pub fn rows(words: &Words, events: Vec<(AuditEvent, Option<String>)>) -> Vec<HistoryRow> {
    let row = |(event, who): (AuditEvent, Option<String>)| HistoryRow {
        when: MomentShown::of(event.at),
        what: words.say(&format!("admin.did.{}", event.kind)),
        who: who.unwrap_or_else(|| words.say("admin.nobody")),
        changes: read(&event.detail).iter().map(|change| told(words, change)).collect(),
    };
    events.into_iter().map(row).collect()
}

/// What stands against what was typed, where they differ: for whoever typed on a page that is no longer true.
pub fn differing(
    words: &Words,
    standing: &[(&'static str, &str)],
    typed: &[(&'static str, &str)],
) -> Vec<String> {
    let pairs = standing.iter().zip(typed).filter(|((_, is), (_, typed))| is.trim() != typed.trim());
    pairs.map(|((field, is), (_, typed))| told(words, &Change::new(field, is, typed))).collect()
}

fn told(words: &Words, change: &Change) -> String {
    let field = words.say(&format!("admin.field.{}", change.field));
    let from = value(words, &change.field, &change.from);
    let to = value(words, &change.field, &change.to);
    match (from.is_empty(), to.is_empty()) {
        (true, _) => format!("{field}: {to}"),
        (false, true) => format!("{field}: {from} → {}", words.say("admin.none")),
        (false, false) => format!("{field}: {from} → {to}"),
    }
}

/// A kept word said in the reader's language; names and texts stay as they are.
fn value(words: &Words, field: &str, kept: &str) -> String {
    if kept.is_empty() {
        return String::new();
    }
    match field {
        "role" => words.say(&format!("role.{kept}")),
        "question_kind" => words.say(&format!("questions.kind.{kept}")),
        "signal_kind" => words.say(&format!("admin.signal_kind.{kept}")),
        "kind" => words.say(&format!("admin.kind.{kept}")),
        "state" => words.say(&format!("admin.state.{kept}")),
        "place" => words.say(&format!("admin.place.{kept}")),
        "publish" => words.say(&format!("admin.publish.{kept}")),
        "discussion" => words.say(&format!("admin.discussion.{kept}")),
        "owed" => words.say(&format!("guide.owed_{kept}")),
        "unit" => words.say(&format!("rules.unit.{kept}")),
        "level" => words.say(&format!("admin.level.{kept}")),
        "scopes" => {
            let each = kept.split(' ').map(|scope| words.say(&format!("keys.scope.{scope}")));
            each.collect::<Vec<_>>().join("; ")
        }
        "rung_moment" => words.say(&format!("ladder.moment.{kept}")),
        "rung_unit" => words.say(&format!("ladder.unit.{kept}")),
        "rung_whom" => words.say(&format!("ladder.whom.{kept}")),
        "day_kind" => words.say(&format!("calendar.kind.{kept}")),
        "certainty" => words.say(&format!("calendar.certainty.{kept}")),
        _ if field.starts_with("topic_") => words.say(&format!("admin.is.{kept}")),
        "to_commune" | "co_commune" | "proof_required" | "is_required" | "is_public_answer" | "hides" => {
            words.say(&format!("admin.is.{kept}"))
        }
        _ => NaiveDate::parse_from_str(kept, "%Y-%m-%d").map_or_else(|_| kept.to_owned(), date),
    }
}
