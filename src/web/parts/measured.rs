//! Public figures, each with how many it is made of and the rule by which it is made.
use super::moment;
use crate::domain::figures::{FEW, Share, Spread, Told};
use crate::i18n::Words;
use crate::web::desk::figures::spelled::{count, length, percent};
use chrono::NaiveDate;

/// One figure.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    pub term: String,
    pub value: String,
    /// "n = 134", and the rule.
    pub about: String,
    /// There are too few to say.
    pub is_few: bool,
}

/// From how many on something is said, how long a working day is, and since when is counted.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub least: u64,
    pub day: i64,
    pub since: NaiveDate,
}

impl Rule {
    /// Is it enough to say something of?
    pub fn is_enough(&self, n: u64) -> bool {
        n >= self.least.max(1)
    }
}

/// What is said of an agency, a commune or a category.
pub fn measured(w: &Words, told: &Told, rule: Rule) -> Vec<Measured> {
    let tally = &told.tally;
    let plain = |term: &str, n: u64, about: String| Measured {
        term: w.say(term),
        value: count(w, n),
        about,
        is_few: false,
    };
    let day = moment::date(rule.since);
    let open = w.fill("statistics.rule_open", [("n", count(w, tally.overdue))]);
    let took = |spread: &Spread, minutes: i64| (spread.n, length(w, minutes, rule.day));
    vec![
        plain("statistics.received", tally.received, w.fill("statistics.rule_received", [("day", &day)])),
        plain("statistics.open", tally.open, open),
        plain("statistics.answered", tally.answered, w.fill("statistics.rule_answered", [("day", &day)])),
        said(
            w,
            "statistics.half",
            took(&told.spread, told.spread.median),
            rule,
            w.say("statistics.rule_half"),
        ),
        said(w, "statistics.nine", took(&told.spread, told.spread.p90), rule, w.say("statistics.rule_nine")),
        in_time(w, told, rule),
        content(w, told, rule),
        promises(w, told.promises, rule),
    ]
}

fn said(w: &Words, term: &str, (n, value): (u64, String), rule: Rule, about: String) -> Measured {
    let term = w.say(term);
    let of = w.fill("statistics.n", [("n", count(w, n))]);
    if rule.is_enough(n) {
        return Measured { term, value, about: format!("{of}. {about}"), is_few: false };
    }
    let needed = w.fill("statistics.too_few_n", [("n", count(w, n)), ("least", count(w, rule.least.max(1)))]);
    Measured { term, value: w.say("statistics.too_few"), about: format!("{needed} {about}"), is_few: true }
}

fn in_time(w: &Words, told: &Told, rule: Rule) -> Measured {
    let (tally, share) = (&told.tally, told.tally.in_time_share());
    let apart = [("extended", count(w, tally.extended)), ("late", count(w, tally.late))];
    let about = w.fill("statistics.rule_in_time", apart);
    said(w, "statistics.in_time", (share.of, percent(w, share)), rule, about)
}

/// What single people think is told of several together alone.
fn content(w: &Words, told: &Told, rule: Rule) -> Measured {
    let about = w.say("statistics.rule_content");
    let Some(share) = told.opinions() else {
        let needed = if told.tally.rated < FEW {
            let n = w.fill("statistics.under", [("n", count(w, FEW))]);
            w.fill("statistics.too_few_n", [("n", n), ("least", count(w, rule.least.max(1)))])
        } else {
            w.say("statistics.content_kept")
        };
        let (term, value) = (w.say("statistics.content"), w.say("statistics.too_few"));
        return Measured { term, value, about: format!("{needed} {about}"), is_few: true };
    };
    said(w, "statistics.content", (share.of, percent(w, share)), rule, about)
}

fn promises(w: &Words, share: Share, rule: Rule) -> Measured {
    let value = w.fill("statistics.part_of", [("part", count(w, share.part)), ("of", count(w, share.of))]);
    said(w, "statistics.promises", (share.of, value), rule, w.say("statistics.rule_promises"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::Tally;

    fn told(n: u64, rated: u64) -> Vec<Measured> {
        let tally = Tally { answered: n, in_time: n, rated, content: rated, ..Tally::default() };
        let spread = Spread { n, median: 945, p90: 2_000 };
        let told = Told { tally, spread, promises: Share { part: 1, of: 2 }, ..Told::default() };
        let since = NaiveDate::default();
        measured(&Words::of("vi"), &told, Rule { least: 20, day: 450, since })
    }

    #[test]
    fn few_make_no_figure_and_say_how_many_there_are() {
        let few = told(19, 4);
        assert!(few[3..].iter().all(|one| one.is_few), "{few:?}");
        assert!(few[3].about.contains("19") && few[3].about.contains("20"));
        assert!(few[6].about.contains("dưới 5") && !few[6].about.contains('4'), "{}", few[6].about);
    }

    #[test]
    fn enough_are_told_with_their_number() {
        let many = told(20, 20);
        assert_eq!((many[3].value.as_str(), many[5].value.as_str()), ("2,1 ngày", "100,0%"));
        assert!(many[3].about.starts_with("n = 20."));
    }
}
