//! The keys of other programs.
use crate::clock::Moment;
use crate::domain::api_key::ApiKey;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::api_keys;
use crate::web::error::Failure;
use crate::web::parts::moment::date;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpResponse, web};
use askama::Template;

/// Every key, for an administrator.
#[derive(Template)]
#[template(path = "admin/api_keys.html")]
pub struct ApiKeysPage {
    pub shell: Shell,
    pub rows: Vec<ApiKeyRow>,
}

/// A key in the list.
pub struct ApiKeyRow {
    pub href: String,
    pub name: String,
    /// How it begins.
    pub begins: String,
    pub state: String,
    pub is_open: bool,
    pub valid_to: String,
    /// The day of its last use; "" where it was never used.
    pub used: String,
}

/// Every key, for an administrator.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, now) = (visitor.words(), portal.now());
    let all = off_thread::look(&portal, |c| Ok(api_keys::all(c)?)).await?;
    page::page(&ApiKeysPage {
        rows: all.iter().map(|key| row(&w, key, now)).collect(),
        shell: Shell::new(&portal, &visitor, w.say("menu.admin_api_keys")),
    })
}

fn row(w: &Words, key: &ApiKey, now: Moment) -> ApiKeyRow {
    ApiKeyRow {
        href: links::admin_api_key(key.id),
        name: key.name.clone(),
        begins: format!("lnk_{}_…", key.prefix),
        state: state(w, key, now),
        is_open: key.is_open(now),
        valid_to: date(key.valid_to),
        used: key.used_on.map(date).unwrap_or_default(),
    }
}

/// Whether it still opens anything, in a word.
pub fn state(w: &Words, key: &ApiKey, now: Moment) -> String {
    w.say(match (key.revoked_at, key.is_open(now)) {
        (Some(_), _) => "keys.revoked",
        (None, true) => "keys.open",
        (None, false) => "keys.over",
    })
}
