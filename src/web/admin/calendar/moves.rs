//! The deadlines that a change would move, as both previews show them.
use crate::actions::calendar::{Deadlines, DueMove};
use crate::i18n::Words;
use crate::web::parts::moment::MomentShown;

/// How many are listed; the rest is counted.
const LISTED: usize = 20;

/// How many running deadlines would move, and the first of them.
#[derive(Default)]
pub struct Moves {
    pub told: String,
    pub rows: Vec<MoveRow>,
    /// "và 12 phản ánh nữa", or "".
    pub more: String,
    /// The words of the button that moves them; "" where none moves.
    pub recompute: String,
}

/// A report whose answer would be due at another moment.
pub struct MoveRow {
    pub code: String,
    pub from: MomentShown,
    pub to: MomentShown,
}

impl Moves {
    /// The moves as a preview shows them; where there are none it says so.
    pub fn of(words: &Words, moves: &[DueMove]) -> Self {
        let count = moves.len() as i64;
        if moves.is_empty() {
            return Self { told: words.say("calendar.moves_none"), ..Self::default() };
        }
        let row = |one: &DueMove| MoveRow {
            code: one.code.clone(),
            from: MomentShown::of(one.from),
            to: MomentShown::of(one.to),
        };
        let rest = moves.len().saturating_sub(LISTED);
        Self {
            told: words.count("calendar.moves", count),
            rows: moves.iter().take(LISTED).map(row).collect(),
            more: if rest > 0 { words.count("calendar.more", rest as i64) } else { String::new() },
            recompute: words.count("calendar.recompute", count),
        }
    }
}

/// What was chosen with the button; none where somebody only wants to look.
pub fn chosen(word: &str) -> Option<Deadlines> {
    match word {
        "keep" => Some(Deadlines::Keep),
        "recompute" => Some(Deadlines::Recompute),
        _ => None,
    }
}

/// The words said after it is stored.
pub fn saved(moved: usize) -> &'static str {
    if moved > 0 { "calendar.saved_moved" } else { "calendar.saved" }
}
