//! Everything by which the list or the map is narrowed, on a page of its own: some hundreds of choices that most who read the
//! list never open.
use super::asked::AnswersQuestion;
use super::chosen;
use super::map::asked::MapQuestion;
use crate::clock;
use crate::domain::ticket::Kind;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::listing::Sort;
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::city_choices::CityChoices;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// What is set elsewhere and kept here.
const KEPT: [&str; 4] = ["q", "trang-thai", "quanh", "trong"];

/// The form that narrows the list or the map.
#[derive(Template)]
#[template(path = "public/narrow.html")]
pub struct NarrowPage {
    pub shell: Shell,
    /// The list or the map, as it stands now, and where the form is sent.
    pub back: String,
    pub back_title: String,
    pub action: String,
    pub kept: Vec<(&'static str, String)>,
    pub categories: Vec<Choice>,
    pub communes: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub kinds: Vec<Choice>,
    /// Sent from this day on, and until this day, as "2026-09-07".
    pub from: String,
    pub until: String,
    pub with_photo: bool,
    pub with_document: bool,
    pub in_time: Vec<Choice>,
    /// None for the map, whose order is its own.
    pub sorts: Vec<Choice>,
}

/// For the list.
pub async fn list(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<AnswersQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, asked) = (visitor.words(), asked.into_inner());
    let page = page_of(&portal, &visitor, &asked, links::answers()).await?;
    let (worded, fitting) = (!asked.q.trim().is_empty(), Sort::Fitting.as_str());
    let sorts = sorts(&w, &asked.xep).into_iter().filter(|one| worded || one.value != fitting).collect();
    known::page(&request, &visitor, &NarrowPage { sorts, back_title: w.say("answers.title"), ..page })
}

/// For the map, which goes on being drawn as it is.
pub async fn map(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<MapQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, asked) = (visitor.words(), asked.into_inner());
    let mut page = page_of(&portal, &visitor, &asked.list, links::map()).await?;
    let drawn = Some(("hien", asked.drawn().to_owned())).filter(|_| asked.is_dense());
    let order = Some(("xep", asked.list.xep.clone())).filter(|(_, sort)| !sort.is_empty());
    page.kept.extend(order.into_iter().chain(drawn));
    let (back, back_title) = (asked.under(&links::map()), w.say("map.title"));
    known::page(&request, &visitor, &NarrowPage { back, back_title, ..page })
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    asked: &AnswersQuestion,
    action: String,
) -> Result<NarrowPage, Failure> {
    let (w, city) = (visitor.words(), off_thread::city(portal).await?);
    let choices = CityChoices { city: &city, w: &w, today: clock::local(portal.now()).date() };
    let kept = asked.chosen().into_iter().filter(|(key, _)| KEPT.contains(key));
    Ok(NarrowPage {
        shell: Shell::new(portal, visitor, w.say("narrow.title")),
        back: asked.under(&action),
        back_title: String::new(),
        action,
        kept: kept.map(|(key, value)| (key, value.to_owned())).collect(),
        categories: choices.categories(&asked.linh_vuc),
        communes: choices.communes(&asked.phuong_xa),
        agencies: choices.agencies(&asked.co_quan, |one| one.slug.clone()),
        kinds: kinds(&w, &asked.loai),
        from: asked.tu.clone(),
        until: asked.den.clone(),
        with_photo: !asked.co_anh.is_empty(),
        with_document: !asked.co_van_ban.is_empty(),
        in_time: chosen::in_time(&w, &asked.han),
        sorts: Vec::new(),
    })
}

/// In which order, beside the usual one.
pub fn sorts(w: &Words, chosen: &str) -> Vec<Choice> {
    let each = Sort::ALL.iter();
    each.map(|sort| Choice::new(sort.as_str(), w.say(&format!("answers_sort.{sort}")), chosen)).collect()
}

/// Each kind of report.
pub fn kinds(w: &Words, chosen: &str) -> Vec<Choice> {
    let each = Kind::ALL.iter();
    each.map(|kind| Choice::new(kind.as_str(), w.say(&format!("kind.{kind}")), chosen)).collect()
}
