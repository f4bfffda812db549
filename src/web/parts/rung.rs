//! A rung of the ladder in words.
use crate::domain::escalation::{Point, Rung};
use crate::i18n::Words;

/// "Khi còn 60 phút làm việc", "Hết hạn", "Sau hạn 3 ngày làm việc".
pub fn moment_said(w: &Words, rung: &Rung) -> String {
    if rung.moment == Point::After && rung.amount == 0 {
        return w.say("ladder.at_end");
    }
    let amount = w.count(&format!("ladder.amount.{}", rung.unit), i64::from(rung.amount));
    w.fill(&format!("ladder.said.{}", rung.moment), [("amount", amount)])
}

/// A rung in an event's own code, in words: "Hết hạn trả lời: báo lãnh đạo duyệt"; as it stands where it is none.
pub fn code_said(w: &Words, code: &str) -> String {
    let Some((rung, owed)) = Rung::read(code) else { return code.to_owned() };
    let owed = w.say(&format!("desk.life.owed_{owed}"));
    let whom = w.say(&format!("ladder.whom.{}", rung.whom));
    w.fill("ladder.trail", [("owed", owed), ("moment", moment_said(w, &rung)), ("whom", whom)])
}
