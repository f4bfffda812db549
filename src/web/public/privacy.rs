//! What is kept of a person, why, who sees it, for how long, and what they may ask for (Luật 91/2025/QH15).
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// What is kept of a person and what they may ask for, for residents (Luật 91/2025/QH15).
#[derive(Template)]
#[template(path = "public/privacy.html")]
pub struct PrivacyPage {
    pub shell: Shell,
    pub canonical: String,
    pub kept: Vec<Kept>,
    /// Whom to turn to.
    pub how: String,
    pub law: String,
}

/// A kind of data: why it is kept, who sees it, how long.
pub struct Kept {
    pub what: String,
    pub why: String,
    pub who: String,
    pub long: String,
}

const KEPT: [&str; 7] = ["words", "contact", "photos", "place", "comments", "follow", "traces"];

/// The page about personal data, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let city = off_thread::city(&portal).await?;
    let owner = city.facts.owner(w.lang());
    let days = w.count("guide.working_days", city.facts.privacy_days);
    let shown = PrivacyPage {
        shell: Shell::new(&portal, &visitor, w.say("privacy.title")).indexed(w.say("privacy.lead")),
        canonical: format!("{}{}", portal.config.base_url, links::privacy()),
        how: w.fill(
            "privacy.how",
            [("hotline", city.facts.hotline.as_str()), ("owner", owner), ("days", days.as_str())],
        ),
        law: w.fill("privacy.law_text", [("owner", owner)]),
        kept: KEPT
            .iter()
            .map(|name| Kept {
                what: w.say(&format!("privacy.{name}_what")),
                why: w.say(&format!("privacy.{name}_why")),
                who: w.say(&format!("privacy.{name}_who")),
                long: w.say(&format!("privacy.{name}_long")),
            })
            .collect(),
    };
    known::page(&request, &visitor, &shown)
}
