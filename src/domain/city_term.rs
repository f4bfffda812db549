//! The numbers and choices that the city sets for itself, each with what it may be. Their rows stand among the settings;
//! `CityFacts` is what they mean.
use chrono::NaiveTime;

/// One of them.
#[derive(Debug)]
pub struct CityTerm {
    /// Its name on the form; the last part of its setting.
    pub field: &'static str,
    /// Its setting.
    pub name: &'static str,
    pub may: May,
}

/// What it may be.
#[derive(Debug)]
pub enum May {
    /// A whole number from the first to the second.
    Count(i64, i64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An hour and minutes.
    Time,
    /// Names of hosts, or none.
    Hosts,
}

const fn count(field: &'static str, name: &'static str, least: i64, most: i64) -> CityTerm {
    CityTerm { field, name, may: May::Count(least, most) }
}

const fn word(field: &'static str, name: &'static str, words: &'static [&'static str]) -> CityTerm {
    CityTerm { field, name, may: May::Word(words) }
}

/// All of them, in the order of their page.
pub const CITY_TERMS: [CityTerm; 23] = [
    count("reopen_days", "city.terms.reopen_days", 1, 90),
    count("reopen_times", "city.terms.reopen_times", 0, 10),
    count("close_days", "city.terms.close_days", 1, 90),
    count("info_again_days", "city.terms.info_again_days", 0, 365),
    count("transfers_back", "city.terms.transfers_back", 1, 10),
    word("clock_on_transfer", "city.terms.clock_on_transfer", &["keep", "anew"]),
    count("parts", "city.terms.parts", 0, 10),
    count("extensions", "city.terms.extensions", 0, 5),
    count("promise_years", "city.terms.promise_years", 1, 10),
    count("mend_words", "city.terms.mend_words", 0, 50),
    word("four_eyes", "city.terms.four_eyes", &["true", "false"]),
    count("removal_days", "city.terms.removal_days", 1, 30),
    word("contact", "city.sending.contact", &["none", "required", "verified"]),
    count("unverified_days", "city.sending.unverified_days", 1, 60),
    count("letters_a_day", "city.sending.letters_a_day", 1, 100),
    count("follows_most", "city.follows.most", 1, 1_000),
    count("follows_confirm_days", "city.follows.confirm_days", 1, 30),
    count("follows_items", "city.follows.items", 1, 100),
    count("look_minutes", "city.privacy.look_minutes", 5, 480),
    CityTerm { field: "digest_at", name: "city.notices.digest_at", may: May::Time },
    count("least", "city.figures.least", 1, 1_000),
    count("aim_percent", "city.figures.aim_percent", 1, 100),
    CityTerm { field: "embed_hosts", name: "city.embed.hosts", may: May::Hosts },
];

impl CityTerm {
    /// What was typed, as it is kept; nothing where it cannot be that.
    pub fn takes(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        match self.may {
            May::Count(least, most) => {
                let number: i64 = typed.parse().ok()?;
                (least..=most).contains(&number).then(|| number.to_string())
            }
            May::Word(words) => words.contains(&typed).then(|| typed.to_owned()),
            May::Time => {
                let time = NaiveTime::parse_from_str(typed, "%H:%M").ok()?;
                Some(time.format("%H:%M").to_string())
            }
            May::Hosts => hosts(typed),
        }
    }

    /// What is said where something else was typed, a key under `problem.`.
    pub fn problem(&self) -> &'static str {
        match self.may {
            May::Count(..) => "city_term_number",
            May::Word(_) => "choice_missing",
            May::Time => "time_shape",
            May::Hosts => "hosts_shape",
        }
    }
}

/// Hosts that one list may name.
const MOST_HOSTS: usize = 20;

/// Names of hosts as they are kept, with a space between them; nothing where one of them is no such name. What stands here
/// goes into a header: nothing else may get in.
pub fn hosts(typed: &str) -> Option<String> {
    let all: Option<Vec<String>> = typed.split_whitespace().map(host).collect();
    all.filter(|all| all.len() <= MOST_HOSTS).map(|all| all.join(" "))
}

/// One of them; "*." before it stands for all below it.
fn host(typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    let bare = typed.strip_prefix("https://").unwrap_or(&typed);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    let name = bare.strip_prefix("*.").unwrap_or(bare);
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (labels.len() > 1 && name.len() <= 253 && labels.iter().all(is_label)).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(field: &str) -> &'static CityTerm {
        CITY_TERMS.iter().find(|one| one.field == field).unwrap()
    }

    #[test]
    fn each_takes_what_it_may_be_and_nothing_else() {
        assert_eq!(term("reopen_days").takes(" 07 "), Some("7".into()));
        for odd in ["", "0", "91", "-1", "7.5", "bảy", "9999999999999999999"] {
            assert_eq!(term("reopen_days").takes(odd), None, "{odd}");
        }
        assert_eq!(term("four_eyes").takes("false"), Some("false".into()));
        assert_eq!(term("four_eyes").takes("maybe"), None);
        assert_eq!(term("digest_at").takes("6:05"), Some("06:05".into()));
        assert_eq!(term("digest_at").takes("24:00"), None);
    }

    #[test]
    fn hosts_are_names_alone() {
        assert_eq!(
            hosts("  https://Phuong.Example.vn/  *.bao.vn "),
            Some("phuong.example.vn *.bao.vn".into())
        );
        assert_eq!(hosts(""), Some(String::new()));
        for odd in
            ["*", "localhost", "a.vn;x", "'self'", "a.vn/path", "a..vn", "-a.vn", "a.vn:80", "phường.vn"]
        {
            assert_eq!(hosts(odd), None, "{odd}");
        }
        assert_eq!(hosts(&"a.vn ".repeat(21)), None);
    }
}
