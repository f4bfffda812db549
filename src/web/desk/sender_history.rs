//! What else the same sender sent, for whoever has just opened how to reach them: how often, how content, what was refused.
use super::opened::Opened;
use crate::domain::rating::Mark;
use crate::domain::status::Status;
use crate::i18n::Words;
use crate::links;
use crate::store::contacts::Past;
use crate::web::parts::moment;

/// Rows of the list.
const SHOWN: usize = 20;

/// The reports of one sender, this one included.
pub struct SenderHistory {
    /// "7 phản ánh từ cùng liên hệ này, kể cả phản ánh này"
    pub told: String,
    /// "Đánh giá: Hài lòng 2 · Không hài lòng 1"; "" for none.
    pub ratings: String,
    /// "Bị từ chối: Quảng cáo 2"; "" for none.
    pub refused: String,
    /// The others, the newest first.
    pub rows: Vec<PastShown>,
}

/// One of them.
pub struct PastShown {
    pub href: String,
    pub code: String,
    /// "Ổ gà · Đã trả lời · 7/9/2026"
    pub about: String,
}

/// Nothing while the contact is closed.
pub fn shown(w: &Words, opened: &Opened) -> Option<SenderHistory> {
    let past = &opened.past;
    if past.is_empty() {
        return None;
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let marks = Mark::ALL.iter().map(|mark| {
        let given = past.iter().filter(|one| one.mark == Some(*mark)).count();
        (w.say(&format!("rating.{mark}")), given)
    });
    let refused = opened.city.reasons.iter().map(|reason| {
        let same =
            |one: &&Past| one.status == Status::Rejected && one.reason.as_deref() == Some(&reason.code);
        (reason.name(w.lang()).to_owned(), past.iter().filter(same).count())
    });
    let others = past.iter().filter(|one| one.code != opened.ticket.code).take(SHOWN);
    Some(SenderHistory {
        told: w.count("desk.past.told", count(past.len())),
        ratings: listed(w, "desk.past.ratings", marks),
        refused: listed(w, "desk.past.refused", refused),
        rows: others.map(|one| row(w, one)).collect(),
    })
}

/// Those that there are, each with how many.
fn listed(w: &Words, key: &str, all: impl Iterator<Item = (String, usize)>) -> String {
    let all: Vec<String> =
        all.filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
    if all.is_empty() { String::new() } else { w.fill(key, [("list", all.join(" · "))]) }
}

fn row(w: &Words, one: &Past) -> PastShown {
    let about = [one.title.clone(), w.say(&format!("state.{}", one.status)), moment::day(one.sent_at)];
    PastShown { href: links::desk_ticket(&one.code), code: one.code.clone(), about: about.join(" · ") }
}
