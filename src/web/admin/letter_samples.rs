//! Every kind of letter as it reads, in both languages, before any of them goes out. Nothing is sent and nothing kept.
use super::letters::Tab;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::policy::Act;
use crate::i18n::{LANGS, Words};
use crate::links;
use crate::mail::letters::Letterhead;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Every kind of letter with invented contents, for an administrator.
#[derive(Template)]
#[template(path = "admin/letter_samples.html")]
pub struct LetterSamplesPage {
    pub shell: Shell,
    /// The languages.
    pub tabs: Vec<Tab>,
    pub samples: Vec<LetterSample>,
    pub outbox: String,
    /// Where it is said what senders are written about; "" for who may not.
    pub topics: String,
}

/// One kind of letter in both of its forms.
pub struct LetterSample {
    pub kind: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The whole message as a file, which any mail program shows as its reader will see it.
    pub file: String,
    /// The city does not send it.
    pub silent: bool,
    /// The language it is written in.
    pub lang: &'static str,
}

/// The language of the letters; "" for the reader's own.
#[derive(Deserialize)]
pub struct SampleQuestion {
    #[serde(default, rename = "ngon-ngu")]
    lang: String,
}

/// A sample of every kind of letter in one language, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<SampleQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, city) = (visitor.words(), off_thread::city(&portal).await?);
    let chosen = Words::of(if asked.lang.is_empty() { w.lang() } else { &asked.lang }).lang();
    let may_change = visitor.staff()?.may_somewhere(Act::ManageCategories);
    let tab = |lang: &str| Tab {
        href: links::admin_letter_samples_in(lang),
        label: w.say(&format!("admin.lang.{lang}")),
        current: lang == chosen,
        count: None,
    };
    let sample = |kind: &LetterKind| {
        let letter = letter_of(&portal, &city, *kind, chosen);
        LetterSample {
            kind: w.say(&format!("admin.letter_kind.{kind}")),
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            file: links::admin_letter_sample(kind.as_str(), chosen),
            silent: kind.topic().is_some_and(|topic| *kind != LetterKind::Confirm && !city.writes(topic)),
            lang: chosen,
        }
    };
    page::page(&LetterSamplesPage {
        shell: Shell::new(&portal, &visitor, w.say("admin.samples")),
        tabs: LANGS.into_iter().map(tab).collect(),
        samples: LetterKind::ALL.iter().map(sample).collect(),
        outbox: links::admin_letters(),
        topics: if may_change { links::admin_letter_topics() } else { String::new() },
    })
}

/// The message as it would travel, headers and all.
pub async fn file(
    portal: web::Data<Portal>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (kind, lang) = path.into_inner();
    let kind: LetterKind = kind.parse().map_err(|_| Failure::NotFound)?;
    if !LANGS.contains(&lang.as_str()) {
        return Err(Failure::NotFound);
    }
    let (now, city) = (portal.now(), off_thread::city(&portal).await?);
    let letter = letter_of(&portal, &city, kind, &lang).queue(now);
    let sender = city.facts.portal_name("vi");
    let message = portal
        .mailer
        .written(&letter, sender, now)
        .map_err(|problem| Failure::Internal(problem.to_string()))?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "message/rfc822"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{kind}-{lang}.eml\"")))
        .body(message))
}

fn letter_of(portal: &Portal, city: &City, kind: LetterKind, lang: &str) -> Letter {
    let head = Letterhead::plain(&city.facts, &portal.config.base_url);
    head.sample(kind, lang, portal.now())
}
