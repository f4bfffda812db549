//! What people get wrong in settings, and what they are told.
use super::*;
use std::path::Path;

fn env(pairs: &[(&str, &str)]) -> Result<Config, ConfigProblem> {
    let mut found = GivenSettings::default();
    found.add_environment(pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())))?;
    Config::read(&found, "./var/data")
}

fn said(pairs: &[(&str, &str)]) -> String {
    env(pairs).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn with_nothing_set_it_is_a_portal_on_this_machine() {
    let config = env(&[("HOME", "/root"), ("LANGNGHE_LOG", "")]).unwrap();
    assert_eq!(config.base_url, "http://127.0.0.1:8080");
    assert_eq!(config.database_url, "./var/data/langnghe.sqlite");
    assert_eq!(config.mail.route, MailRoute::Folder("./var/data/letters".into()));
    assert!(!config.is_https());
    assert_eq!((config.workers, config.uploads.photos), (None, 5));
}

#[test]
fn the_environment_wins_over_the_file() {
    let mut found = GivenSettings::default();
    let file = "listen = \"0.0.0.0:80\"\nmax_photos = 3\ntrusted_proxies = [\"127.0.0.1\", \"::1\"]";
    found.add_file(Path::new("langnghe.toml"), file).unwrap();
    found.add_environment([("LANGNGHE_LISTEN".to_owned(), "127.0.0.1:9000".to_owned())]).unwrap();
    let config = Config::read(&found, "d").unwrap();
    assert_eq!(config.listen.port(), 9000);
    assert_eq!(config.uploads.photos, 3);
    assert_eq!(config.trusted_proxies.len(), 2);
}

#[test]
fn a_wrong_value_is_told_with_its_place_and_what_is_expected() {
    assert_eq!(
        said(&[("LANGNGHE_LISTEN", "8080")]),
        "LANGNGHE_LISTEN is \"8080\"; expected is an address and a port such as 127.0.0.1:8080."
    );
    assert!(said(&[("LANGNGHE_MAX_PHOTOS", "eleven")]).contains("a number from 0 to 10"));
    assert!(said(&[("LANGNGHE_BASE_URL", "nghe.example.vn")]).contains("without a path"));
    assert!(said(&[("LANGNGHE_WORKERS", "0")]).contains("from 1 to 64"));
    assert!(said(&[("LANGNGHE_DATABASE_URL", "mysql://a:hush@b/c")]).contains("not shown"));
    assert!(said(&[("LANGNGHE_LOG", "loud!")]).contains("a filter"));
}

#[test]
fn an_unknown_name_is_refused_in_both_places() {
    assert!(said(&[("LANGNGHE_SMTP_HOTS", "x")]).contains("Is LANGNGHE_SMTP_HOST"));
    let refusal = GivenSettings::default().add_file(Path::new("l.toml"), "lisen = \"x\"").unwrap_err();
    assert!(refusal.to_string().starts_with("lisen in l.toml is no setting"), "{refusal}");
    let refusal =
        GivenSettings::default().add_file(Path::new("l.toml"), "log = \"info\"\nlog = ").unwrap_err();
    assert!(refusal.to_string().contains("(line 2)"), "{refusal}");
}

#[test]
fn a_mail_password_never_travels_in_the_open() {
    let login = [("LANGNGHE_SMTP_USER", "u"), ("LANGNGHE_SMTP_PASSWORD", "hush")];
    let server = [("LANGNGHE_SMTP_HOST", "mail.example"), ("LANGNGHE_SMTP_FROM", "nghe@example.vn")];
    let mut all = [login, server].concat();
    assert!(format!("{:?}", env(&all).unwrap().mail).contains("mail.example:587"));
    assert!(!format!("{:?}", env(&all).unwrap().mail).contains("hush"));
    all.push(("LANGNGHE_SMTP_SECURITY", "none"));
    assert!(said(&all).contains("in the open"));
    assert!(said(&server[..1]).contains("smtp_from"));
    assert!(said(&[server[0], server[1], login[0]]).contains("go together"));
}

#[test]
fn plain_http_for_the_public_is_warned_about() {
    let warned = |url| env(&[("LANGNGHE_BASE_URL", url)]).unwrap().warnings().len();
    assert_eq!(warned("http://nghe.example.vn"), 2);
    assert_eq!(warned("https://nghe.example.vn/"), 1);
    assert_eq!(warned("http://localhost:8080"), 1);
}
