//! A sample to look over: drawn by lot, and the same however often the page is opened.
use crate::ids::TicketId;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

/// `count` of these, drawn by the lot of `week` (its first day): every one has the same chance, nobody chooses, and
/// within the week nothing but another set of reports changes what is drawn.
pub fn draw(mut among: Vec<TicketId>, week: NaiveDate, count: usize) -> Vec<TicketId> {
    among.sort_by_cached_key(|id| (lot(week, *id), *id));
    among.truncate(count);
    among
}

fn lot(week: NaiveDate, id: TicketId) -> [u8; 32] {
    Sha256::digest(format!("{week} {id}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, day).unwrap()
    }

    #[test]
    fn the_week_alone_decides_and_not_the_order() {
        let all: Vec<_> = (1..=200).map(TicketId).collect();
        let turned: Vec<_> = all.iter().rev().copied().collect();
        let drawn = draw(all.clone(), week(7), 10);
        assert_eq!(drawn.len(), 10);
        assert_eq!(drawn, draw(turned, week(7), 10));
        assert_ne!(drawn, draw(all.clone(), week(14), 10));
        assert_ne!(drawn, all[..10], "the oldest are no sample");
        assert_eq!(draw(all[..3].to_vec(), week(7), 10).len(), 3);
    }
}
