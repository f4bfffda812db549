//! A category, or a group of them: what belongs to it, how it is answered, and the answers.
use super::group::{GroupPage, GroupQuestion, GroupRead, pager, read, shell};
use crate::clock::local;
use crate::domain::city::Category;
use crate::domain::figures::Group;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::listing::Filter;
use crate::web::error::Failure;
use crate::web::parts::index_row::IndexRow;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};

/// The page of one category, its answers newest first; a group holds what lies in it.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    slug: web::Path<String>,
    asked: Query<GroupQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, now, turn, db) = (visitor.words(), portal.now(), asked.turn(), portal.db.clone());
    let words = visitor.words();
    let (category, GroupRead { city, found, told }) = off_thread::look_in_city(&portal, move |c, city| {
        let named = |one: &&Category| links::category_slug(&one.code) == *slug;
        let category = city.categories.values().find(named).ok_or(Failure::NotFound)?.clone();
        let filter = Filter { categories: city.category_and_below(&category.code), ..Filter::default() };
        let read = read(c, (&db, city, &words), (Group::Category(category.id), filter), (turn, now))?;
        Ok((category, read))
    })
    .await?;
    let own = links::category(&category.code);
    let name = category.name(w.lang()).to_owned();
    let today = local(now).date();
    let page = GroupPage {
        shell: shell(&portal, &visitor, (&name, w.fill("statistics.about", [("name", &name)])), turn),
        canonical: format!("{}{own}", portal.config.base_url),
        about: category.hint(w.lang()).to_owned(),
        facts: Vec::new(),
        ways: below(&city, &category, w.lang(), |one| one.is_current(today)),
        ways_title: w.say("statistics.in_it"),
        told,
        statistics: links::asking(&links::statistics(), &[("linh-vuc", &category.code)]),
        pager: pager(&own, &found),
        cards: found.items,
        follow: links::asking(&links::follow(), &[("linh-vuc", &category.code)]),
        follow_label: w.say("follow.category"),
        all: links::asking(&links::answers(), &[("linh-vuc", &category.code)]),
        name,
    };
    known::page(&request, &visitor, &page)
}

/// The categories right below it, in the order of the city.
fn below(city: &City, of: &Category, lang: &str, is_there: impl Fn(&Category) -> bool) -> Vec<IndexRow> {
    let mut all: Vec<&Category> = city.categories.values().collect();
    all.retain(|one| one.parent_id == Some(of.id) && is_there(one));
    all.sort_by_key(|one| (one.position, one.id));
    all.into_iter()
        .map(|one| IndexRow {
            href: links::category(&one.code),
            label: one.name(lang).to_owned(),
            note: one.hint(lang).to_owned(),
        })
        .collect()
}
