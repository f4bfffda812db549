//! What a list of requests is asked for behind the "?", by the names of the standard.
use super::fault::Fault;
use crate::clock::{Moment, moment_of};
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::ids::{CategoryId, TicketId};
use crate::store::city::City;
use crate::store::listing::{Filter, Turn};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime};
use serde::Deserialize;

/// How far back goes who does not say it.
const DAYS: i64 = 90;
/// Requests in one answer at most, and where no size is said.
pub const MOST: usize = 1_000;
/// Requests on one page, where only a page is said.
const PAGE: usize = 100;
/// Requests that may be passed over: who wants more narrows by dates, or follows the link to the next page.
pub const SKIPPED: usize = 5_000;
/// Names in one list of them.
pub const NAMED: usize = 100;
/// Services in one list of them.
const SERVICES: usize = 20;

/// The query of the address; "" is not asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct RequestsQuestion {
    pub service_request_id: String,
    pub service_code: String,
    pub start_date: String,
    pub end_date: String,
    pub updated_after: String,
    pub updated_before: String,
    pub status: String,
    pub page: String,
    pub page_size: String,
    pub extensions: String,
    pub locale: String,
    /// Where the page begins: the link to the next page says it.
    pub sau: String,
}

/// What is wanted, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// These, and nothing else is asked; none: by the filter.
    pub codes: Vec<String>,
    pub filter: Filter,
    /// Only what something happened to between these.
    pub changed: Option<(Moment, Moment)>,
    pub turn: Turn,
    pub skip: usize,
    pub size: usize,
}

impl RequestsQuestion {
    /// In which language names and states are said.
    pub fn words(&self) -> Words {
        Words::of(&self.locale)
    }

    /// Is more asked for than the standard has?
    pub fn is_extended(&self) -> bool {
        self.extensions == "true"
    }

    /// What the address asks for.
    ///
    /// # Errors
    /// Everything in it that cannot be read.
    pub fn read(&self, city: &City, now: Moment) -> Result<Wanted, Vec<Fault>> {
        let mut reader = Reader { w: self.words(), faults: Vec::new() };
        let codes = reader.list("service_request_id", &self.service_request_id, NAMED);
        let [start, end, after, before] = [
            ("start_date", &self.start_date, false),
            ("end_date", &self.end_date, true),
            ("updated_after", &self.updated_after, false),
            ("updated_before", &self.updated_before, true),
        ]
        .map(|(name, typed, ends)| reader.moment(name, typed, ends));
        let changed = (after.is_some() || before.is_some()).then(|| {
            let until = before.unwrap_or(now);
            (after.unwrap_or_else(|| back(until)), until)
        });
        // Who asks what is new wants to know it of old ones too.
        let from = start.or_else(|| changed.is_none().then(|| back(end.unwrap_or(now))));
        let filter = Filter {
            categories: reader.services(city, &self.service_code),
            states: reader.states(&self.status),
            from: from.map(TicketId::first_at),
            // The last moment belongs to it.
            until: end
                .and_then(|end| end.checked_add_signed(Duration::milliseconds(1)))
                .map(TicketId::first_at),
            ..Filter::default()
        };
        let usual = if self.page.is_empty() { MOST } else { PAGE };
        let size = reader.number("page_size", &self.page_size, MOST).unwrap_or(usual);
        let page = reader.number("page", &self.page, SKIPPED / size + 1).unwrap_or(1);
        let wanted =
            Wanted { codes, filter, changed, turn: Turn::read(&self.sau, ""), skip: (page - 1) * size, size };
        if reader.faults.is_empty() { Ok(wanted) } else { Err(reader.faults) }
    }
}

fn back(from: Moment) -> Moment {
    from.checked_sub_signed(Duration::days(DAYS)).unwrap_or_default()
}

/// Reads what was asked, and notes what cannot be read.
struct Reader {
    w: Words,
    faults: Vec<Fault>,
}

impl Reader {
    fn wrong(&mut self, word: &str, name: &str) {
        self.faults.push(Fault::bad(self.w.fill(word, [("name", name)])));
    }

    fn list(&mut self, name: &str, typed: &str, most: usize) -> Vec<String> {
        let all = typed.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned);
        let all: Vec<String> = all.collect();
        if all.len() > most {
            let said = [("name", name.to_owned()), ("n", self.w.number(most as i64))];
            self.faults.push(Fault::bad(self.w.fill("open311.too_many_named", said)));
        }
        all
    }

    /// From 1 to `most`.
    fn number(&mut self, name: &str, typed: &str, most: usize) -> Option<usize> {
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok().filter(|number| (1..=most).contains(number));
        if number.is_none() {
            let said = [("name", name.to_owned()), ("n", self.w.number(most as i64))];
            self.faults.push(Fault::bad(self.w.fill("open311.not_a_number", said)));
        }
        number
    }

    /// A moment with its offset, or a day: from its beginning, or to its end.
    fn moment(&mut self, name: &str, typed: &str, ends: bool) -> Option<Moment> {
        if typed.is_empty() {
            return None;
        }
        let moment = read_moment(typed, ends);
        if moment.is_none() {
            self.wrong("open311.not_a_moment", name);
        }
        moment
    }

    fn states(&mut self, typed: &str) -> Vec<PublicWord> {
        let mut states = Vec::new();
        for one in self.list("status", typed, 2) {
            match one.as_str() {
                "open" => states.extend([PublicWord::Waiting, PublicWord::Working]),
                "closed" => states.extend([PublicWord::Done, PublicWord::Refused]),
                _ => self.wrong("open311.not_a_status", "status"),
            }
        }
        // All of them are no choice.
        if PublicWord::ALL.iter().all(|word| states.contains(word)) { Vec::new() } else { states }
    }

    fn services(&mut self, city: &City, typed: &str) -> Vec<CategoryId> {
        let mut found = Vec::new();
        for code in self.list("service_code", typed, SERVICES) {
            let below = city.category_and_below(&code);
            if below.is_empty() {
                self.faults.push(Fault::missing(self.w.fill("open311.no_service", [("code", code)])));
            }
            found.extend(below);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// "2026-09-07T13:15:00+07:00", whose "+" may have become a space on its way, or "2026-09-07" in Vietnam.
pub fn read_moment(typed: &str, ends: bool) -> Option<Moment> {
    let typed = typed.trim().replace(' ', "+");
    if let Ok(moment) = DateTime::parse_from_rfc3339(&typed) {
        return Some(moment.naive_utc());
    }
    let day: NaiveDate = typed.parse().ok()?;
    let day = if ends { day.succ_opt()? } else { day };
    let moment = moment_of(day.and_time(NaiveTime::MIN));
    if ends { moment.checked_sub_signed(Duration::milliseconds(1)) } else { Some(moment) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_any_offset_and_days_as_they_are_in_vietnam() {
        let said = |typed, ends| read_moment(typed, ends).map(|moment| moment.to_string());
        assert_eq!(said("2026-09-07T13:15:00+07:00", false).as_deref(), Some("2026-09-07 06:15:00"));
        assert_eq!(said("2026-09-07T13:15:00 07:00", false).as_deref(), Some("2026-09-07 06:15:00"));
        assert_eq!(said("2026-09-07T06:15:00Z", true).as_deref(), Some("2026-09-07 06:15:00"));
        assert_eq!(said("2026-09-07", false).as_deref(), Some("2026-09-06 17:00:00"));
        assert_eq!(said("2026-09-07", true).as_deref(), Some("2026-09-07 16:59:59.999"));
        for strange in ["", "hôm qua", "2026-13-01", "2026-09-07T25:00:00Z", "1", "+262142-12-31"] {
            assert_eq!(said(strange, true), None, "{strange}");
        }
    }

    #[test]
    fn what_is_not_said_is_ninety_days_and_a_thousand() {
        let now = read_moment("2026-09-07", false).unwrap();
        let wanted = RequestsQuestion::default().read(&City::default(), now).unwrap();
        assert_eq!((wanted.size, wanted.skip), (1_000, 0));
        assert_eq!(wanted.filter.from, Some(TicketId::first_at(now - Duration::days(90))));
        let second = RequestsQuestion { page: "2".into(), ..RequestsQuestion::default() };
        let second = second.read(&City::default(), now).unwrap();
        assert_eq!((second.size, second.skip), (100, 100));
        for (page, page_size) in [("0", ""), ("52", "100"), ("", "1001"), ("x", ""), ("-1", "-1")] {
            let asked =
                RequestsQuestion { page: page.into(), page_size: page_size.into(), ..Default::default() };
            assert!(asked.read(&City::default(), now).is_err(), "{page} {page_size}");
        }
    }
}
