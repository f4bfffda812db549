//! A reader follows something public by mail: a report, or whatever the public list was asked for.
use super::calendar::Calendar;
use super::contact::Email;
use super::problem::Problem;
use crate::clock::{Moment, local, moment_of};
use crate::ids::{FollowId, TicketId, text_enum};
use crate::schema::follows;
use chrono::{Datelike, Duration, NaiveDate, NaiveTime};
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// How often it is told.
    pub enum Pace {
        /// As it happens: of one report.
        AtOnce = "at_once",
        /// In the morning of each working day …
        Daily = "daily",
        /// … or of the first one of a week: of a list.
        Weekly = "weekly",
    }
}

/// What a reader follows, as it is kept.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = follows)]
pub struct Follow {
    pub id: FollowId,
    pub email: String,
    /// Whose box that is ([`mailbox`](super::letter::mailbox)).
    pub mailbox: String,
    pub lang: String,
    /// The report; none: the list.
    pub ticket_id: Option<TicketId>,
    /// What the list is asked for, as its address says it; "" of all there is.
    pub question: String,
    /// The same in the reader's language, but for words that were typed.
    pub named: String,
    pub pace: Pace,
    /// How often was asked for last: holds once it is confirmed.
    pub asked_pace: Pace,
    pub token_hash: String,
    pub asked_at: Moment,
    /// Until when the link of the letter confirms it.
    pub confirm_by: Moment,
    pub confirmed_at: Option<Moment>,
    /// What happened before was told.
    pub told_until: Option<Moment>,
    /// Something happened to the report since then.
    pub woken_at: Option<Moment>,
}

/// How much readers may follow, and how much they are told at a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Following {
    /// By one box.
    pub most: i64,
    /// Days within which it is confirmed.
    pub confirm_days: i64,
    /// Reports that one letter names.
    pub items: usize,
}

/// For so long the same that is asked once more is the same press.
pub const ONE_PRESS: Duration = Duration::minutes(10);
/// What happened so shortly before a letter may not have been written to its end yet: it waits for the next one.
pub const SETTLING: Duration = Duration::minutes(1);

/// The form, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct FollowTyped {
    pub email: String,
    pub pace: String,
}

impl FollowTyped {
    /// As it can be kept, or everything that is wrong with it. A report is told of at once, and nothing else is.
    ///
    /// # Errors
    /// An address that is none, or no choice of how often.
    pub fn check(&self, of_report: bool) -> Result<(Email, Pace), Vec<Problem>> {
        let email = Email::parse(&self.email).map_err(|_| Problem::new("email", "follow_email"));
        let chosen: Option<Pace> = self.pace.parse().ok();
        let pace = if of_report { Some(Pace::AtOnce) } else { chosen.filter(|pace| *pace != Pace::AtOnce) };
        match (email, pace) {
            (Ok(email), Some(pace)) => Ok((email, pace)),
            (email, pace) => {
                let pace = pace.is_none().then(|| Problem::new("pace", "choose_one"));
                Err(email.err().into_iter().chain(pace).collect())
            }
        }
    }
}

/// When the last letter of this pace was due; nothing for what is told as it happens, nor where the city has not worked for
/// weeks.
pub fn last_digest(pace: Pace, now: Moment, at: NaiveTime, calendar: &Calendar) -> Option<Moment> {
    let works = |day: &NaiveDate| calendar.is_working_day(*day);
    let first = |day: &NaiveDate| {
        let earlier = i64::from(day.weekday().num_days_from_monday());
        works(day) && !(1..=earlier).any(|before| works(&(*day - Duration::days(before))))
    };
    let days = local(now).date().iter_days().rev().take(60);
    let due = |day: NaiveDate| Some(moment_of(day.and_time(at))).filter(|due| *due <= now);
    match pace {
        Pace::AtOnce => None,
        Pace::Daily => days.filter(works).find_map(due),
        Pace::Weekly => days.filter(first).find_map(due),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::DayKind;

    #[test]
    fn a_report_is_told_of_at_once_and_a_list_by_the_day_or_the_week() {
        let typed = |email: &str, pace: &str, of_report| {
            let typed = FollowTyped { email: email.into(), pace: pace.into() };
            let fields = |problems: Vec<Problem>| problems.iter().map(|one| one.field).collect::<Vec<_>>();
            typed.check(of_report).map(|(email, pace)| (email.as_str().to_owned(), pace)).map_err(fields)
        };
        let kept = |pace| Ok(("a@b.vn".to_owned(), pace));
        assert_eq!(typed(" a@B.vn ", "", true), kept(Pace::AtOnce));
        assert_eq!(typed("a@b.vn", "weekly", true), kept(Pace::AtOnce));
        assert_eq!(typed("a@b.vn", "weekly", false), kept(Pace::Weekly));
        assert_eq!(typed("a@b.vn", "at_once", false), Err(vec!["pace"]));
        assert_eq!(typed("nobody", "", false), Err(vec!["email", "pace"]));
    }

    #[test]
    fn a_letter_of_the_week_comes_on_its_first_working_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let at =
            |text: &str| moment_of(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap());
        let half_past_seven = NaiveTime::from_hms_opt(7, 30, 0).unwrap();
        let plain = Calendar::default();
        let last = |pace, now, calendar: &Calendar| last_digest(pace, at(now), half_past_seven, calendar);
        // The 30th of November 2026 is a Monday.
        assert_eq!(last(Pace::Weekly, "2026-12-03 09:00", &plain), Some(at("2026-11-30 07:30")));
        assert_eq!(last(Pace::Weekly, "2026-11-30 07:29", &plain), Some(at("2026-11-23 07:30")));
        let days = [(day("2026-11-30"), DayKind::Off)].into();
        let off = Calendar { days, ..Calendar::default() };
        assert_eq!(last(Pace::Weekly, "2026-12-03 09:00", &off), Some(at("2026-12-01 07:30")));
        assert_eq!(last(Pace::Weekly, "2026-11-30 09:00", &off), Some(at("2026-11-23 07:30")));
        assert_eq!(last(Pace::Daily, "2026-11-29 12:00", &plain), Some(at("2026-11-27 07:30")));
        assert_eq!(last(Pace::AtOnce, "2026-11-29 12:00", &plain), None);
    }
}
