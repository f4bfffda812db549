//! The same numbers as one file: every month, for the whole city and for each agency, commune, category and channel; or for
//! one of them, and what is in it.
use super::narrowed::{Meant, OfWhom};
use super::table::name;
use super::{Figures, key};
use crate::clock::{Moment, local};
use crate::domain::figures::{Group, Statistics, Told};
use crate::i18n::Words;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::kept_page;
use crate::web::parts::file::named;
use crate::web::parts::measured::Rule;
use crate::web::parts::sheet;
use crate::web::public::group::rule as rule_of;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;

const COLUMNS: [&str; 16] = [
    "statistics.month",
    "statistics.file_by",
    "file.group",
    "statistics.file_key",
    "measure.da-nhan",
    "measure.da-tra-loi",
    "measure.dung-han",
    "measure.gia-han",
    "measure.tre-han",
    "file.share",
    "figures_page.n",
    "file.median",
    "file.p90",
    "measure.duoc-danh-gia",
    "measure.hai-long",
    "file.as_of",
];

/// As CSV, for anybody.
pub async fn csv(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    of: Query<OfWhom>,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let figures = Figures::read(&portal, visitor.words(), of.into_inner()).await?;
    let Figures { city, all, meant } = &figures;
    let key = figures.key(&portal, &visitor, "csv");
    let mut answer = kept_page::answer(&request, (key, "text/csv; charset=utf-8"), all, || {
        write(&w, city, all, meant.as_ref()).map_err(Failure::Internal)
    })?;
    let what =
        meant.as_ref().map_or_else(|| "thong-ke".to_owned(), |one| format!("thong-ke-{}", one.asked.1));
    let named = format!("attachment; filename=\"{}.csv\"", named(&what, all.as_of));
    let named = HeaderValue::from_str(&named).map_err(|error| Failure::Internal(error.to_string()))?;
    answer.headers_mut().insert(CONTENT_DISPOSITION, named);
    Ok(answer)
}

fn write(w: &Words, city: &City, all: &Statistics, meant: Option<&Meant>) -> Result<Vec<u8>, String> {
    let rule = rule_of(city, all);
    let groups = all.groups();
    let own = meant.map(|one| one.group);
    let mut rows = Vec::new();
    for (at, month) in all.months.iter().enumerate() {
        let whole = || [w.say("statistics.file_city"), String::new(), String::new()];
        let whole = own.map_or_else(whole, |group| named_row(w, city, group));
        rows.push(cells(*month, whole, &all.city(at), (rule, all.as_of, own.is_none())));
        for group in groups.iter().filter(|group| Some(**group) != own) {
            let told = all.of(*group, at);
            if told != Told::default() {
                rows.push(cells(*month, named_row(w, city, *group), &told, (rule, all.as_of, own.is_none())));
            }
        }
    }
    sheet::bytes(COLUMNS.map(|key| w.say(key)), rows)
}

/// By what, its name, and the word by which machines know it.
fn named_row(w: &Words, city: &City, group: Group) -> [String; 3] {
    let (by, key) = match group {
        Group::Agency(id) => ("agency", id.and_then(|id| city.agencies.get(&id)).map(|one| one.slug.clone())),
        Group::Commune(id) => {
            ("commune", id.and_then(|id| city.communes.get(&id)).map(|one| one.code.clone()))
        }
        Group::Category(id) => ("category", city.categories.get(&id).map(|one| one.code.clone())),
        Group::Channel(channel) => ("channel", Some(channel.to_string())),
        Group::Kind(kind) => ("kind", Some(kind.to_string())),
        Group::Level(level) => ("level", Some(level.to_string())),
    };
    [w.say(&format!("figures_page.one_{by}")), name(w, city, group), key.unwrap_or_default()]
}

fn cells(
    month: NaiveDate,
    of: [String; 3],
    told: &Told,
    (rule, as_of, is_city): (Rule, Moment, bool),
) -> [String; 16] {
    let n = |count: u64| count.to_string();
    let (tally, share) = (&told.tally, told.tally.in_time_share());
    let told_if = |is: bool, cell: String| if is { cell } else { String::new() };
    let [by, name, word] = of;
    let tenths = share.tenths().unwrap_or_default();
    let answers = rule.is_enough(told.spread.n);
    // Of a group within a group nothing is told of what senders think (`tell_of`).
    let rated = is_city && told.opinions().is_some();
    [
        key(month),
        by,
        name,
        word,
        n(tally.received),
        n(tally.answered),
        n(tally.in_time),
        n(tally.extended),
        n(tally.late),
        told_if(rule.is_enough(share.of), format!("{}.{}", tenths / 10, tenths % 10)),
        n(told.spread.n),
        told_if(answers, told.spread.median.to_string()),
        told_if(answers, told.spread.p90.to_string()),
        told_if(rated, n(tally.rated)),
        told_if(rated, n(tally.content)),
        local(as_of).format("%Y-%m-%d %H:%M").to_string(),
    ]
}
