//! How other programs read what is public, and send reports: short, with the way to the whole of it.
use crate::domain::limits::Limited;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::consents;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// What programs may read and send, for whoever writes them.
#[derive(Template)]
#[template(path = "public/developers.html")]
pub struct DevelopersPage {
    pub shell: Shell,
    pub canonical: String,
    pub addresses: Vec<AddressRow>,
    /// "600 phản ánh trong 60 phút …"
    pub limits: String,
    /// Which words a sender agrees to; "" where the city has none.
    pub consent: String,
    pub consent_version: String,
    pub keys: String,
}

/// A line of the table of addresses.
pub struct AddressRow {
    pub address: String,
    pub what: String,
}

/// The page, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let lang = w.lang();
    let (city, consent) = off_thread::look_in_city(&portal, move |c, city| {
        Ok((city, consents::latest(c, consents::TO_SEND, lang)?))
    })
    .await?;
    let (version, body) = consent.map(|one| (one.version, one.body)).unwrap_or_default();
    let limit = city.facts.limits.of(Limited::KeyReports);
    let page = DevelopersPage {
        canonical: format!("{}{}", portal.config.base_url, links::developers()),
        addresses: addresses(&w, &portal.config.base_url),
        limits: w.fill(
            "developers.limits",
            [("n", w.number(limit.most.into())), ("minutes", w.number(limit.minutes))],
        ),
        consent: body,
        consent_version: version,
        keys: w.fill("developers.keys", [("hotline", &city.facts.hotline)]),
        shell: Shell::new(&portal, &visitor, w.say("developers.title")).indexed(w.say("developers.lead")),
    };
    known::page(&request, &visitor, &page)
}

fn addresses(w: &Words, base: &str) -> Vec<AddressRow> {
    let row = |path: String, what: &str| AddressRow { address: format!("{base}{path}"), what: w.say(what) };
    let open311 = |name: &str| format!("{}/{name}", links::open311());
    vec![
        row(links::open311_document(), "developers.document"),
        row(links::open311_discovery(), "developers.discovery"),
        row(open311("services.json"), "developers.services"),
        row(open311("requests.json"), "developers.requests"),
        row(open311("servicerequestupdates.json"), "developers.updates"),
        row(links::open311_media_home(), "developers.media"),
        row(links::answers_json(), "developers.feeds"),
        row(links::answers_geojson(), "developers.geojson"),
    ]
}
