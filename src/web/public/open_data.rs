//! Public reports as data: what there is, what each column means, under which terms, and the files themselves.
use crate::actions::upkeep::open_data::{FILES, OpenData, OpenFile};
use crate::domain::city_facts::CityFacts;
use crate::domain::figures::FEW;
use crate::domain::open_data::COLUMNS;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::parts::answer::size;
use crate::web::parts::file::pieces;
use crate::web::parts::moment::{self, MomentShown};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, EntityTag,
    IfNoneMatch,
};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use serde_json::json;

/// The kinds of the files, in their order.
const KINDS: [&str; 3] =
    ["text/csv; charset=utf-8", "application/jsonl; charset=utf-8", "application/geo+json"];

/// What anybody may take, and what it means.
#[derive(Template)]
#[template(path = "public/open_data.html")]
pub struct OpenDataPage {
    pub shell: Shell,
    pub canonical: String,
    pub files: Vec<FileRow>,
    /// When they were written; none before they were for the first time.
    pub as_of: Option<MomentShown>,
    pub reports: String,
    pub columns: Vec<ColumnRow>,
    pub licence: String,
    pub licence_href: String,
    pub named: String,
    pub masked: String,
}

/// One of the files.
#[derive(Default)]
pub struct FileRow {
    pub href: String,
    pub name: String,
    /// "CSV, 1,1 MB"
    pub about: String,
}

/// One of the columns.
pub struct ColumnRow {
    pub name: String,
    pub about: String,
}

/// The page, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let city = off_thread::city(&portal).await?;
    let standing = standing(&portal).await?;
    let page = page_of(&portal, &visitor, &city.facts, standing.as_ref());
    known::page(&request, &visitor, &page)
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    facts: &CityFacts,
    standing: Option<&OpenData>,
) -> OpenDataPage {
    let w = visitor.words();
    let row = |file: &OpenFile| FileRow {
        href: links::open_data_file(&file.name),
        name: file.name.clone(),
        about: size(i64::try_from(file.bytes).unwrap_or(i64::MAX), w.lang()),
    };
    let [licence, licence_href] = facts.licence.clone();
    let reports = standing.map_or(0, |one| i64::try_from(one.reports).unwrap_or(i64::MAX));
    OpenDataPage {
        shell: Shell::new(portal, visitor, w.say("dumps.title")).indexed(w.say("dumps.lead")),
        canonical: format!("{}{}", portal.config.base_url, links::open_data()),
        files: standing.map(|one| one.files.iter().map(row).collect()).unwrap_or_default(),
        as_of: standing.map(|one| MomentShown::of(one.made_at)),
        reports: w.count("dumps.reports", reports),
        columns: columns(&w),
        named: w.fill("dumps.named", [("portal", facts.portal_name(w.lang()))]),
        masked: w.fill("dumps.masked", [("n", FEW)]),
        licence,
        licence_href,
    }
}

fn columns(w: &Words) -> Vec<ColumnRow> {
    COLUMNS
        .iter()
        .map(|one| ColumnRow {
            name: one.name.to_owned(),
            about: w.say(&format!("dumps.column_{}", one.name)),
        })
        .collect()
}

/// What the files hold, for machines (Data Package, datapackage.org).
pub async fn about(portal: web::Data<Portal>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let city = off_thread::city(&portal).await?;
    let standing = standing(&portal).await?.ok_or(Failure::NotFound)?;
    let w = Words::of("en");
    let fields: Vec<_> = COLUMNS
        .iter()
        .map(|one| {
            let about = w.say(&format!("dumps.column_{}", one.name));
            json!({ "name": one.name, "type": one.kind, "description": about })
        })
        .collect();
    let resource = |file: &OpenFile| {
        json!({
            "name": file.name.replace('.', "-"),
            "path": file.name,
            "bytes": file.bytes,
            "hash": format!("sha256:{}", file.print),
            "schema": { "fields": fields, "primaryKey": "code" },
        })
    };
    let [licence, licence_href] = &city.facts.licence;
    let made = json!({
        "name": "phan-anh",
        "title": w.say("dumps.title"),
        "description": w.say("dumps.lead"),
        "homepage": format!("{}{}", portal.config.base_url, links::open_data()),
        "created": moment::iso(standing.made_at),
        "licenses": [{ "title": licence, "path": licence_href }],
        "resources": standing.files.iter().map(resource).collect::<Vec<_>>(),
    });
    let answer = HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(made.to_string());
    Ok(known::unless_known(&request, answer))
}

/// All public reports as a table.
pub async fn csv(portal: web::Data<Portal>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    file(&portal, &request, 0).await
}

/// All public reports, a JSON object a line.
pub async fn lines(portal: web::Data<Portal>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    file(&portal, &request, 1).await
}

/// All public reports as points: the middles of their communes.
pub async fn points(portal: web::Data<Portal>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    file(&portal, &request, 2).await
}

async fn standing(portal: &Portal) -> Result<Option<OpenData>, Failure> {
    let data = portal.config.data.clone();
    off_thread::fetch(move || OpenData::standing(&data).map_err(unread)).await
}

/// A file as it stands, sent piece by piece; whoever has it already is told so.
async fn file(portal: &Portal, request: &HttpRequest, at: usize) -> Result<HttpResponse, Failure> {
    let standing = standing(portal).await?.ok_or(Failure::NotFound)?;
    let one = standing.files.get(at).cloned().ok_or(Failure::NotFound)?;
    let mark = EntityTag::new_strong(one.print.chars().take(32).collect());
    let is_known = match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(known)) => known.iter().any(|one| one.weak_eq(&mark)),
        None => false,
    };
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, mark.to_string()))
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    if is_known {
        return Ok(answer.finish());
    }
    let data = portal.config.data.clone();
    let (opened, bytes) = (one.clone(), one.bytes);
    let open = off_thread::fetch(move || standing.open(&data, &opened).map_err(unread)).await?;
    let named = format!("attachment; filename=\"{}\"", FILES[at]);
    Ok(answer
        .insert_header((CONTENT_TYPE, KINDS[at]))
        .insert_header((CONTENT_DISPOSITION, named))
        .body(SizedStream::new(bytes, Box::pin(pieces(open)))))
}

fn unread(error: std::io::Error) -> Failure {
    Failure::Unavailable(format!("the open data cannot be read: {error}"))
}
