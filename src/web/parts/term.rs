//! What a rule of the city gives time for, and how much.
use crate::domain::city::DeadlineRule;
use crate::domain::deadline::TermUnit;
use crate::i18n::Words;
use crate::store::city::City;

/// "Trả lời · Đất đai · việc phức tạp"
pub fn owed_said(w: &Words, city: &City, rule: &DeadlineRule) -> String {
    let mut parts = vec![w.say(&format!("guide.owed_{}", rule.owed))];
    parts.extend(rule.category_id.map(|id| city.category(id, w.lang()).to_owned()));
    parts.extend(rule.level.map(|level| w.say(&format!("guide.level_{level}"))));
    parts.join(" · ")
}

/// "3 ngày làm việc"
pub fn term_said(w: &Words, rule: &DeadlineRule) -> String {
    let amount = i64::from(rule.amount);
    match rule.unit.parse() {
        Ok(TermUnit::WorkingDays) => w.count("guide.working_days", amount),
        Ok(TermUnit::WorkingMinutes) if amount % 60 == 0 => w.count("guide.working_hours", amount / 60),
        Ok(TermUnit::WorkingMinutes) => w.count("guide.working_minutes", amount),
        Ok(TermUnit::Minutes) | Err(_) => w.count("guide.minutes", amount),
    }
}
