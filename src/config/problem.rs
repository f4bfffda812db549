//! What is wrong with the settings, in words for the person who wrote them. No password is ever shown.
use super::settings::{SETTINGS, Setting};
use std::fmt;
use std::path::PathBuf;

/// A setting that cannot be used. `place` says where it was read: a variable's name, or a file and a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigProblem {
    Unknown {
        place: String,
        name: String,
    },
    Malformed {
        place: String,
        read: Option<String>,
        expects: String,
    },
    FileUnreadable {
        path: PathBuf,
        why: String,
    },
    NotToml {
        path: PathBuf,
        why: String,
    },
    /// Settings that do not go together.
    Contradiction(String),
}

impl ConfigProblem {
    /// A value that `setting` cannot take; what was read is kept only when it is no secret.
    pub fn malformed(setting: &Setting, place: &str, read: &str) -> Self {
        Self::Malformed {
            place: place.to_owned(),
            read: (!setting.secret).then(|| read.to_owned()),
            expects: setting.expects.to_owned(),
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { place, name } => {
                write!(f, "{place} is no setting of this portal.")?;
                match nearest(name) {
                    Some(meant) => write!(f, " Is {} ({meant} in the file) meant?", variable(meant)),
                    None => write!(f, " `langnghe --help` lists them all."),
                }
            }
            Self::Malformed { place, read: Some(read), expects } => {
                write!(f, "{place} is {read:?}; expected is {expects}.")
            }
            Self::Malformed { place, read: None, expects } => {
                write!(f, "{place} cannot be used (its value is not shown); expected is {expects}.")
            }
            Self::FileUnreadable { path, why } => {
                write!(f, "the settings file {} cannot be read: {why}.", path.display())
            }
            Self::NotToml { path, why } => {
                write!(f, "the settings file {} is not valid TOML: {why}", path.display())
            }
            Self::Contradiction(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for ConfigProblem {}

fn variable(name: &str) -> String {
    format!("LANGNGHE_{}", name.to_uppercase())
}

/// The setting that a misspelt name most likely meant: the one with the fewest letters to change, three at most.
fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let best = SETTINGS.iter().map(|setting| (distance(setting.name, &name), setting.name)).min()?;
    (best.0 <= 3).then_some(best.1)
}

/// How many letters must be added, dropped or exchanged to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.bytes().enumerate() {
            let cost = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_named() {
        let problem = ConfigProblem::Unknown { place: "LANGNGHE_LISTN".into(), name: "LISTN".into() };
        assert_eq!(
            problem.to_string(),
            "LANGNGHE_LISTN is no setting of this portal. Is LANGNGHE_LISTEN (listen in the file) meant?"
        );
    }

    #[test]
    fn something_else_is_not_guessed_at() {
        let problem =
            ConfigProblem::Unknown { place: "LANGNGHE_FROBNICATE".into(), name: "FROBNICATE".into() };
        assert!(problem.to_string().ends_with("lists them all."));
    }

    #[test]
    fn a_password_is_not_repeated() {
        let setting = Setting::named("database_url").unwrap();
        let said =
            ConfigProblem::malformed(setting, "LANGNGHE_DATABASE_URL", "mysql://me:hush@host").to_string();
        assert!(!said.contains("hush"), "{said}");
    }
}
