//! The page that makes the lines for an editor: what, of whom, how many, and how it will look.
use super::list::{LINES, ListQuestion, lines};
use super::number::NumberQuestion;
use crate::clock;
use crate::domain::status::PublicWord;
use crate::i18n::{LANGS, Words};
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::city_choices::CityChoices;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{headers, off_thread, page};
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// What may be shown.
pub const WHAT: [&str; 4] = ["moi", "da-tra-loi", "con-so", "ban-do"];

/// The page that makes the lines to be pasted, for anybody.
#[derive(Template)]
#[template(path = "public/embed/maker.html")]
pub struct EmbedMakerPage {
    pub shell: Shell,
    pub canonical: String,
    pub what: Vec<Choice>,
    pub communes: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub categories: Vec<Choice>,
    pub lines: Vec<Choice>,
    pub languages: Vec<Choice>,
    /// The piece itself, shown beside the form.
    pub preview: String,
    pub title: String,
    pub height: usize,
    /// The lines to be pasted.
    pub snippet: String,
    /// Who may show it.
    pub hosts: String,
}

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MakerQuestion {
    hien: String,
    tieng: String,
}

/// The form, filled as it was asked for, and what it makes.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<MakerQuestion>,
    of: Query<NumberQuestion>,
    size: Query<ListQuestion>,
) -> Result<HttpResponse, Failure> {
    let city = off_thread::city(&portal).await?;
    let template = page_of((&portal, &visitor, &city), &asked, &of, lines(&size.dong));
    let mut answer = page::page(&template)?;
    let policy = HeaderValue::from_str(&headers::framing_own());
    let policy = policy.map_err(|error| Failure::Internal(error.to_string()))?;
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
}

fn page_of(
    (portal, visitor, city): (&Portal, &Visitor, &City),
    asked: &MakerQuestion,
    of: &NumberQuestion,
    lines: usize,
) -> EmbedMakerPage {
    let w = visitor.words();
    let what = WHAT.iter().find(|one| **one == asked.hien).copied().unwrap_or(WHAT[0]);
    let choices = CityChoices { city, w: &w, today: clock::local(portal.now()).date() };
    let lang = if asked.tieng.is_empty() { w.lang() } else { Words::of(&asked.tieng).lang() };
    let preview = address(what, of, lines, lang);
    let title = w.say(&format!("embed.what_{what}"));
    let height = height(what, lines);
    let base = &portal.config.base_url;
    let hosts = &city.facts.embed_hosts;
    EmbedMakerPage {
        shell: Shell::new(portal, visitor, w.say("embed.title")).indexed(w.say("embed.lead")),
        canonical: format!("{base}{}", links::embed()),
        what: WHAT.iter().map(|one| Choice::new(one, w.say(&format!("embed.what_{one}")), what)).collect(),
        communes: choices.communes(&of.phuong_xa),
        agencies: choices.agencies(&of.co_quan, |one| one.slug.clone()),
        categories: choices.categories(&of.linh_vuc),
        lines: LINES.iter().map(|n| Choice::new(&n.to_string(), n.to_string(), &lines.to_string())).collect(),
        languages: LANGS
            .iter()
            .map(|one| Choice::new(one, w.say(&format!("embed.lang_{one}")), lang))
            .collect(),
        snippet: snippet(&format!("{base}{preview}"), &title, height),
        preview,
        title,
        height,
        hosts: if hosts.is_empty() {
            w.say("embed.hosts_none")
        } else {
            w.fill("embed.hosts", [("hosts", hosts.join(", "))])
        },
    }
}

/// Where the piece stands. Figures are of one thing: of an agency before a commune, of that before a category.
pub fn address(what: &str, of: &NumberQuestion, lines: usize, lang: &str) -> String {
    let tieng = if lang == Words::of("").lang() { "" } else { lang };
    let of = [
        ("co-quan", of.co_quan.as_str()),
        ("phuong-xa", &of.phuong_xa),
        ("linh-vuc", &of.linh_vuc),
        ("tieng", tieng),
    ];
    if what == WHAT[2] {
        return links::asking(&links::embed_number(), &of);
    }
    if what == WHAT[3] {
        return links::asking(&links::embed_map(), &of);
    }
    let lines = lines.to_string();
    let done = PublicWord::Done;
    let state = if what == WHAT[1] { done.as_str() } else { "" };
    let mut pairs = of.to_vec();
    pairs.extend([("trang-thai", state), ("dong", lines.as_str())]);
    links::asking(&links::embed_list(), &pairs)
}

/// Pixels that a piece takes.
pub fn height(what: &str, lines: usize) -> usize {
    match what {
        _ if what == WHAT[2] => 480,
        _ if what == WHAT[3] => 720,
        _ => 150 + 92 * lines,
    }
}

/// The lines to be pasted, as HTML: what is named in them ends no attribute.
pub fn snippet(address: &str, title: &str, height: usize) -> String {
    let safe = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>",
        safe(address),
        safe(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_one_frame_whatever_stands_in_its_address() {
        let of = NumberQuestion { phuong_xa: "le\"><script>".into(), ..NumberQuestion::default() };
        let made = snippet(&address("moi", &of, 5, "en"), "Phản ánh \"mới\" <b>", 610);
        assert_eq!(made.matches('<').count(), 2, "{made}");
        assert!(made.contains("tieng=en&amp;dong=5") && made.contains("&quot;mới&quot;"), "{made}");
        assert_eq!(address("con-so", &NumberQuestion::default(), 5, "vi"), links::embed_number());
        let of = NumberQuestion { phuong_xa: "phuong-le-chan".into(), ..NumberQuestion::default() };
        let map = format!("{}?phuong-xa=phuong-le-chan", links::embed_map());
        assert_eq!(address("ban-do", &of, 5, "vi"), map);
    }
}
