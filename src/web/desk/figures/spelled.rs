//! Numbers of the figures as people read them.
use crate::domain::figures::Share;
use crate::i18n::Words;

/// "1.284"
pub fn count(w: &Words, n: u64) -> String {
    w.number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// "92,4" of 924.
pub fn tenths(w: &Words, tenths: i64) -> String {
    let mark = if w.lang() == "vi" { ',' } else { '.' };
    let sign = if tenths < 0 { "−" } else { "" };
    let whole = i64::try_from(tenths.unsigned_abs() / 10).unwrap_or(i64::MAX);
    format!("{sign}{}{mark}{}", w.number(whole), tenths.unsigned_abs() % 10)
}

/// "92,4%"; "–" where there is nothing to have a share of.
pub fn percent(w: &Words, share: Share) -> String {
    let of = share.tenths().and_then(|tenths| i64::try_from(tenths).ok());
    of.map_or_else(none, |of| format!("{}%", tenths(w, of)))
}

/// Working days of so many minutes each: "1,4".
pub fn days(w: &Words, minutes: i64, day: i64) -> String {
    tenths(w, (minutes * 10 + day / 2) / day.max(1))
}

/// "35 phút", "3,5 giờ", "1,4 ngày".
pub fn length(w: &Words, minutes: i64, day: i64) -> String {
    if minutes < 60 {
        return w.count("due.minutes", minutes);
    }
    if minutes < day {
        return w.fill("figures_page.hours", [("n", tenths(w, (minutes * 10 + 30) / 60))]);
    }
    w.fill("figures_page.days", [("n", days(w, minutes, day))])
}

/// Where there is no number.
pub fn none() -> String {
    "–".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_language_writes_them() {
        let (vi, en) = (Words::of("vi"), Words::of("en"));
        assert_eq!((tenths(&vi, 924), tenths(&en, -15)), ("92,4".into(), "−1.5".into()));
        assert_eq!(percent(&vi, Share { part: 0, of: 0 }), "–");
        assert_eq!(days(&vi, 630, 450), "1,4");
        assert_eq!(
            [length(&vi, 35, 450), length(&vi, 210, 450), length(&vi, 630, 450)],
            ["35 phút", "3,5 giờ", "1,4 ngày"]
        );
    }
}
