//! A lot that is the same each time, and what it draws from.
use super::super::world::World;
use super::forms::Offered;
use crate::support::{self, Asked, Browser};
use actix_web::http::Method;
use diesel::prelude::*;
use langnghe::schema::{accounts, agencies, categories, communes, photos, tickets};

/// Markup that must never come back as it was sent.
pub const MARK: &str = "<x-evil a=";

const HOSTILE: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "a\u{0}b@example.vn\u{0}",
    "a\r\nX-Evil: 1\r\n\r\n<x-evil a='1'>",
    "evil=1; Domain=example.vn; Max-Age=9",
    "\u{1b}[31m\u{7f}\u{9f}\u{85}",
    "\u{202e}ngược\u{200b}\u{feff}\u{fff9}",
    "🚧𝕏𠮷 bốn byte 🏳️‍🌈",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999999",
    "2147483647",
    "-2147483648",
    "-1",
    "0",
    "1e309",
    "NaN",
    "' OR '1'='1'; DROP TABLE tickets; --",
    "<x-evil a=\"1\">\"'><x-evil a='2'></textarea></select></script>",
    "javascript:alert(1)",
    "//evil.example/x",
    "/\\evil.example",
    "../../../../etc/passwd",
    "{{7*7}}${7*7}%00%0d%0aX-Evil:%201",
    "-262143-01-01",
    "+262142-12-31",
    "0000-00-00",
    "9999-12-31",
    "2400-02-29",
    "true",
    "null",
    "answered",
    "admin",
    "recompute",
    "\u{fffd}\u{e000}\u{10ffff}",
];

/// Names that some page knows, whatever it was made for.
const NAMES: &[&str] = &[
    "q",
    "sau",
    "tu",
    "den",
    "linh-vuc",
    "phuong-xa",
    "co-quan",
    "trang-thai",
    "hang",
    "xong",
    "vai-tro",
    "nam",
];

pub struct Lot(support::Lot);

impl Lot {
    pub fn new(seed: u64) -> Self {
        Self(support::Lot(seed))
    }

    fn draw(&mut self, most: usize) -> usize {
        self.0.draw(most)
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.draw(times) == 0
    }

    fn hostile(&mut self, world: &World) -> String {
        match self.draw(12) {
            0 => "ắ".repeat(3_000),
            1 => "dòng\r\n".repeat(400),
            2..=4 => self.id(world),
            _ => HOSTILE[self.draw(HOSTILE.len())].to_owned(),
        }
    }

    /// An id that exists, of whatever kind.
    fn id(&mut self, world: &World) -> String {
        let kind = self.draw(6);
        let at = i64::try_from(self.draw(5)).unwrap();
        world.portal.with_db(|c| {
            let id = match kind {
                0 => agencies::table
                    .order(agencies::id.desc())
                    .offset(at)
                    .select(agencies::id)
                    .first(c)
                    .optional()?
                    .map(|id: langnghe::ids::AgencyId| id.0),
                1 => categories::table
                    .order(categories::id.desc())
                    .offset(at)
                    .select(categories::id)
                    .first(c)
                    .optional()?
                    .map(|id: langnghe::ids::CategoryId| id.0),
                2 => communes::table
                    .order(communes::id.desc())
                    .offset(at)
                    .select(communes::id)
                    .first(c)
                    .optional()?
                    .map(|id: langnghe::ids::CommuneId| id.0),
                3 => accounts::table
                    .order(accounts::id.desc())
                    .offset(at)
                    .select(accounts::id)
                    .first(c)
                    .optional()?
                    .map(|id: langnghe::ids::AccountId| id.0),
                4 => photos::table
                    .order(photos::id.desc())
                    .offset(at)
                    .select(photos::id)
                    .first(c)
                    .optional()?
                    .map(|id: langnghe::ids::PhotoId| id.0),
                _ => tickets::table
                    .order(tickets::id.desc())
                    .offset(at)
                    .select(tickets::id)
                    .first(c)
                    .optional()?
                    .map(|id: langnghe::ids::TicketId| id.0),
            };
            Ok(id.unwrap_or(1).to_string())
        })
    }

    /// The address, one time in three with something else where a name or a number stands in it.
    pub fn path(&mut self, world: &World, right: &str, pattern: &str) -> String {
        if !pattern.contains('{') || !self.one_in(3) {
            return right.to_owned();
        }
        let parts = right.split('/').zip(pattern.split('/')).map(|(own, part)| {
            if part.contains('{') {
                let ending = part.rsplit_once('}').map_or("", |(_, ending)| ending);
                format!("{}{ending}", quoted(&short(&self.hostile(world))))
            } else {
                own.to_owned()
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    pub fn query(&mut self, names: &[String]) -> String {
        let mut pairs = Vec::new();
        for name in names.iter().map(String::as_str).chain(NAMES.iter().copied()) {
            for _ in 0..[0, 1, 1, 1, 2][self.draw(5)] {
                let value = HOSTILE[self.draw(HOSTILE.len())];
                pairs.push(format!("{name}={}", quoted(value)));
            }
        }
        if self.one_in(4) {
            pairs.push("q=%FF%C3%00%&=&&%zz".into());
        }
        pairs.join("&")
    }

    /// The cookies of the browser, and what else somebody may send.
    pub fn headers(&mut self, browser: &Browser) -> Vec<(&'static str, String)> {
        let mut cookies: Vec<String> = browser
            .cookies()
            .into_iter()
            .map(|name| format!("{name}={}", browser.cookie(&name).unwrap_or_default()))
            .collect();
        let mut headers = Vec::new();
        const STRANGE: [&str; 9] = [
            "accept-language",
            "user-agent",
            "referer",
            "if-none-match",
            "if-modified-since",
            "range",
            "accept-encoding",
            "x-forwarded-for",
            "forwarded",
        ];
        for name in STRANGE {
            if self.one_in(6) {
                headers.push((name, line(HOSTILE[self.draw(HOSTILE.len())])));
            }
        }
        for name in ["lang", "flash", "next", "xa"] {
            if self.one_in(6) {
                cookies.insert(0, format!("{name}={}", line(HOSTILE[self.draw(HOSTILE.len())])));
            }
        }
        if !cookies.is_empty() {
            headers.push(("cookie", cookies.join("; ")));
        }
        headers
    }

    /// A form with its right key and version most of the time, and fields that are right, hostile, twice or missing.
    pub fn form(
        &mut self,
        world: &World,
        browser: &Browser,
        path: &str,
        form: &Offered,
        version: i32,
    ) -> Asked {
        let mut pairs = Vec::new();
        let good = self.draw(3);
        for (name, offered) in &form.fields {
            if name == "csrf" || self.one_in(12) {
                continue;
            }
            let value = match name.as_str() {
                "version" if !self.one_in(5) => version.to_string(),
                _ if self.draw(3) < good || self.one_in(3) => self.right(world, name, offered),
                _ => self.hostile(world),
            };
            pairs.push((name.clone(), value));
            if self.one_in(10) {
                pairs.push((name.clone(), self.hostile(world)));
            }
        }
        if self.one_in(4) {
            pairs.push((self.hostile(world), "1".into()));
        }
        let key = if self.one_in(10) { self.hostile(world) } else { world.csrf(browser) };
        pairs.insert(0, ("csrf".into(), key));
        let mut headers = self.headers(browser);
        headers.push(("sec-fetch-site", "same-origin".into()));
        let body = if self.one_in(3) {
            headers.push(("content-type", "multipart/form-data; boundary=edge".into()));
            self.parts(&pairs, form)
        } else {
            headers.push(("content-type", "application/x-www-form-urlencoded".into()));
            serde_urlencoded::to_string(&pairs).unwrap().into_bytes()
        };
        Asked { headers, body, ..Asked::plain(Method::POST, path) }
    }

    fn right(&mut self, world: &World, name: &str, offered: &[String]) -> String {
        let usual = match name {
            "email" => "moi.den@example.vn",
            "phone" | "contact_phone" => "0900000789",
            "valid_from" | "valid_to" | "until" | "day" | "last_day" => "2026-09-09",
            _ => "Hố sâu giữa đường đã được rào lại.",
        };
        let some = offered.len().checked_sub(1).map(|last| offered[self.draw(last + 1)].clone());
        match some.as_deref() {
            Some("@any" | "@category" | "@commune") => self.id(world),
            Some("") | None => usual.to_owned(),
            Some(value) => value.to_owned(),
        }
    }

    fn parts(&mut self, pairs: &[(String, String)], form: &Offered) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in pairs {
            let head = format!("--edge\r\ncontent-disposition: form-data; name=\"{}\"\r\n\r\n", line(name));
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        let contents: [&[u8]; 5] = [
            b"",
            b"\0\xff\xfe",
            b"%PDF-1.7\n<x-evil a=1>",
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            b"day,name\n<x-evil a=1>,\0",
        ];
        for field in
            ["photos", "photo", "document", "file"].iter().filter(|name| form.fields.contains_key(**name))
        {
            let name = line(HOSTILE[self.draw(HOSTILE.len())]).replace(['"', '\\'], "_");
            let head = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(contents[self.draw(contents.len())]);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        body
    }
}

/// As it can stand in a header.
fn line(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

fn short(value: &str) -> String {
    value.chars().take(60).collect()
}

fn quoted(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
