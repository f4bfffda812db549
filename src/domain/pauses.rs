//! When a clock stood still.
use crate::clock::Moment;
use crate::ids::UnknownWord;

/// How a moment is written in the text that is kept.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// A stretch of time that counts for nobody, because the sender was asked for more. Without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub from: Moment,
    pub until: Option<Moment>,
}

/// The pauses of a clock, in order. In the database they are one text: intervals as ISO 8601 writes them, a space between
/// two, and nothing behind the "/" of the one that goes on.
#[derive(
    Debug, Clone, PartialEq, Eq, Default, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Pauses {
    all: Vec<Pause>,
    text: String,
}

impl Pauses {
    /// From the first to the last, of which only the last may go on.
    pub fn all(&self) -> &[Pause] {
        &self.all
    }

    /// The last one, which may go on.
    pub fn last(&self) -> Option<Pause> {
        self.all.last().copied()
    }

    /// Begins one at `now`.
    pub(super) fn begin(&mut self, now: Moment) {
        self.all.push(Pause { from: now, until: None });
        self.write();
    }

    /// Ends the one that goes on: when it began, if there was one.
    pub(super) fn end(&mut self, now: Moment) -> Option<Moment> {
        let open = self.all.last_mut().filter(|pause| pause.until.is_none())?;
        open.until = Some(now);
        let from = open.from;
        self.write();
        Some(from)
    }

    /// The text that is kept.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn write(&mut self) {
        let moment = |at: Moment| at.format(MOMENT).to_string();
        let one =
            |pause: &Pause| format!("{}/{}", moment(pause.from), pause.until.map(moment).unwrap_or_default());
        self.text = self.all.iter().map(one).collect::<Vec<_>>().join(" ");
    }
}

impl std::str::FromStr for Pauses {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let unknown = || UnknownWord { of: "Pauses", word: text.to_owned() };
        let moment = |word: &str| Moment::parse_from_str(word, MOMENT).map_err(|_| unknown());
        let one = |word: &str| {
            let (from, until) = word.split_once('/').ok_or_else(unknown)?;
            let until = if until.is_empty() { None } else { Some(moment(until)?) };
            Ok(Pause { from: moment(from)?, until })
        };
        let all = text.split_whitespace().map(one).collect::<Result<_, UnknownWord>>()?;
        Ok(Self { all, text: text.to_owned() })
    }
}

crate::ids::text_column!(Pauses);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment_of;
    use chrono::NaiveDate;

    fn at(hour: u32) -> Moment {
        moment_of(NaiveDate::from_ymd_opt(2026, 11, 25).unwrap().and_hms_milli_opt(hour, 0, 0, 250).unwrap())
    }

    #[test]
    fn what_is_kept_reads_as_it_was() {
        let mut pauses = Pauses::default();
        assert_eq!(pauses.end(at(8)), None, "none goes on");
        assert_eq!(pauses.as_str(), "");
        pauses.begin(at(8));
        assert_eq!(pauses.as_str().parse::<Pauses>().as_ref(), Ok(&pauses));
        assert_eq!(pauses.end(at(9)), Some(at(8)));
        pauses.begin(at(11));
        assert_eq!(pauses.as_str().parse::<Pauses>().as_ref(), Ok(&pauses));
        assert_eq!(pauses.last(), Some(Pause { from: at(11), until: None }));
        let first = Pause { from: at(8), until: Some(at(9)) };
        assert_eq!(pauses.all(), [first, Pause { from: at(11), until: None }]);
    }

    #[test]
    fn a_text_that_names_no_moments_is_refused() {
        for text in ["yesterday", "2026-11-25T08:00:00", "2026-11-25T08:00:00/soon"] {
            assert!(text.parse::<Pauses>().is_err(), "{text}");
        }
    }
}
