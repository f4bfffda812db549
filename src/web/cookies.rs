//! The few cookies there are. None of them follows a reader: a guest's exists only once a form was opened.
use crate::i18n::LANGS;
use crate::links;
use crate::portal::Portal;
use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::header::COOKIE;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode, utf8_percent_encode};

/// How many days a browser knows who came in there, counted anew each time.
const KNOWN_DAYS: i64 = 180;

/// The cookies of one request, by what they are for.
pub struct Jar<'a> {
    request: &'a HttpRequest,
    secure: bool,
}

impl<'a> Jar<'a> {
    /// Reads the cookies of this request; over https only those that are bound to this host.
    pub fn of(request: &'a HttpRequest, portal: &Portal) -> Self {
        Self { request, secure: portal.config.is_https() }
    }

    /// The token of a staff session; none where none came, or nothing that could be one.
    pub fn session(&self) -> Option<String> {
        self.read("session", is_secret)
    }

    /// Who of the staff came in with this browser before.
    pub fn known(&self) -> String {
        self.read("known", |_| true).unwrap_or_default()
    }

    /// The key of a guest's forms; none where none came, or nothing that could be one.
    pub fn guest(&self) -> Option<String> {
        self.read("guest", is_secret)
    }

    /// The key of what this browser supports; none before the first press, and for nothing that could be one.
    pub fn device(&self) -> Option<String> {
        self.read("device", is_secret)
    }

    /// The language that the visitor chose; none where none was chosen.
    pub fn lang(&self) -> Option<String> {
        self.read("lang", |lang| LANGS.contains(&lang))
    }

    /// The key of words left for the next page; only letters, dots and underscores, so that it cannot be anything else.
    pub fn flash(&self) -> Option<String> {
        self.read("flash", |key| {
            !key.is_empty()
                && key.len() < 60
                && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'_')
        })
    }

    /// The address of the desk that was asked for before coming in; anything else is not gone on to.
    pub fn next(&self) -> Option<String> {
        self.read("next", |path| {
            let staffed = path.starts_with("/lam-viec") || path.starts_with("/quan-tri");
            staffed && links::own_path(path) == path
        })
    }

    /// The first value under a name that can be ours. Pairs are read one by one, as bytes: a neighbouring site of the
    /// same domain may leave cookies that are no text, or that have the same name, and they must not hide ours.
    fn read(&self, name: &str, is_ours: impl Fn(&str) -> bool) -> Option<String> {
        let name = full_name(name, self.secure);
        let lines = self.request.headers().get_all(COOKIE);
        let pairs = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
        pairs.filter_map(|pair| value_under(&name, pair)).find(|value| is_ours(value))
    }
}

fn value_under(name: &str, pair: &[u8]) -> Option<String> {
    let value = pair.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"=")?;
    percent_decode(value).decode_utf8().ok().map(|value| value.into_owned())
}

/// 256 bits as they are given out: 64 hexadecimal digits.
fn is_secret(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What ends a cookie's value or is none of its letters (RFC 6265, 4.1.1): an address may hold it, and would then say
/// how long the cookie lives or whom it is for.
const FOREIGN: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// A cookie of ours, for the browser's session or for a number of days.
pub fn make(portal: &Portal, name: &str, value: String, days: Option<i64>) -> Cookie<'static> {
    let secure = portal.config.is_https();
    let value = utf8_percent_encode(&value, FOREIGN).to_string();
    let mut cookie = Cookie::build(full_name(name, secure), value)
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .finish();
    cookie.set_max_age(days.map(Duration::days));
    cookie
}

/// What a browser keeps of who came in there: long, so that a holiday does not make its owner a stranger.
pub fn known(portal: &Portal, value: String) -> Cookie<'static> {
    make(portal, "known", value, Some(KNOWN_DAYS))
}

/// Tells the browser to forget a cookie.
pub fn forget(portal: &Portal, name: &str) -> Cookie<'static> {
    make(portal, name, String::new(), Some(0))
}

/// `__Host-` binds a cookie to this host over https; a browser refuses the prefix on plain http at loopback.
fn full_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}
