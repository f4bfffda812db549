//! The one table of settings: parsing, `--help` and the README's table all come from here.

/// One setting: in the environment `LANGNGHE_<NAME>`, in `langnghe.toml` the name in small letters.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// In small letters, as it stands in the file.
    pub name: &'static str,
    /// What counts when nobody sets it, in words.
    pub default: &'static str,
    /// What a value looks like; error messages quote it.
    pub expects: &'static str,
    pub meaning: &'static str,
    /// Never shown, not even in the message that says it is wrong.
    pub secret: bool,
}

impl Setting {
    /// Its name in the environment.
    pub fn variable(&self) -> String {
        format!("LANGNGHE_{}", self.name.to_uppercase())
    }

    /// The setting of this name, in small letters; none where there is no such setting.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

const fn open(
    name: &'static str,
    default: &'static str,
    expects: &'static str,
    meaning: &'static str,
) -> Setting {
    Setting { name, default, expects, meaning, secret: false }
}

const fn secret(name: &'static str, expects: &'static str, meaning: &'static str) -> Setting {
    Setting { name, default: "none", expects, meaning, secret: true }
}

/// Every setting there is, in the order in which help shows them.
pub const SETTINGS: &[Setting] = &[
    open(
        "listen",
        "127.0.0.1:8080",
        "an address and a port such as 127.0.0.1:8080",
        "where the portal listens",
    ),
    open("data", "./var/data (demo: ./var/demo)", "a folder", "where photos, keys and the SQLite file lie"),
    Setting {
        secret: true,
        ..open(
            "database_url",
            "langnghe.sqlite in the data folder",
            "postgres://user:password@host/name, or the path of an SQLite file",
            "the database",
        )
    },
    open(
        "base_url",
        "http:// and the listening address",
        "an address such as https://nghe.example.vn, without a path",
        "how the public reaches the portal; links in letters begin with it, and https makes cookies secure",
    ),
    open("smtp_host", "none: letters go to the folder", "a host name", "the mail server"),
    open("smtp_port", "465 (tls), 587 (starttls), 25 (none)", "a number from 1 to 65535", "its port"),
    open("smtp_security", "starttls", "tls, starttls or none", "how the connection to it is protected"),
    open("smtp_user", "none", "a name", "who logs in there"),
    secret("smtp_password", "a password", "and with which password"),
    open(
        "smtp_from",
        "lang-nghe@localhost",
        "an e-mail address",
        "the sender of every letter; must be set when smtp_host is, to an address of the city's own domain",
    ),
    open(
        "smtp_ca",
        "the public authorities",
        "a PEM file",
        "who vouches for a mail server with its own authority",
    ),
    open(
        "mail_folder",
        "letters in the data folder",
        "a folder",
        "where letters are laid as .eml files when there is no smtp_host",
    ),
    open(
        "trusted_proxies",
        "none",
        "addresses or networks separated by commas, such as 127.0.0.1, 10.0.0.0/8",
        "the proxies whose X-Forwarded-For or Forwarded is believed",
    ),
    open("log", "info", "a filter such as info or langnghe=debug,warn", "what is written to the log"),
    open("log_format", "text", "text or json", "how it is written"),
    open(
        "workers",
        "twice the number of processors",
        "a number from 1 to 64",
        "threads that answer requests",
    ),
    open("readers", "8", "a number from 1 to 64", "database connections kept for reading"),
    open("max_photos", "5", "a number from 0 to 10", "photos on one report"),
    open("max_photo_megabytes", "15", "a number from 1 to 50", "size of one photo as it is sent"),
    open("max_document_megabytes", "20", "a number from 1 to 100", "size of one PDF on an answer"),
    open(
        "map_tiles",
        "none: the communes' borders",
        "an address such as https://tiles.example.vn/{z}/{x}/{y}.png, or a file such as /srv/ground.pmtiles",
        "pictures of the ground behind maps; browsers fetch them from there, or the portal serves them out of the file",
    ),
    open("map_credit", "none", "a few words", "whose pictures they are, as their terms want it said"),
    open(
        "webhook_networks",
        "none",
        "addresses or networks separated by commas, such as 10.20.0.0/16",
        "networks inside the house that webhooks may go to; all others inside are refused",
    ),
    secret(
        "metrics_token",
        "at least 16 characters",
        "who sends it as a bearer token may read /metrics from elsewhere; without it only this machine may",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_small() {
        for (at, setting) in SETTINGS.iter().enumerate() {
            assert!(setting.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", setting.name);
            assert!(SETTINGS[..at].iter().all(|other| other.name != setting.name), "{}", setting.name);
        }
    }

    #[test]
    fn the_variable_is_the_name_in_capitals() {
        assert_eq!(Setting::named("smtp_host").map(|s| s.variable()).as_deref(), Some("LANGNGHE_SMTP_HOST"));
        assert!(Setting::named("smtp_hots").is_none());
    }
}
