//! A commune: of what it was made, who answers there, how what lies in it is answered, and the answers.
use super::group::{GroupPage, GroupQuestion, GroupRead, pager, read, shell};
use crate::domain::figures::Group;
use crate::links;
use crate::portal::Portal;
use crate::store::listing::Filter;
use crate::web::error::Failure;
use crate::web::parts::facts::Fact;
use crate::web::parts::index_row::IndexRow;
use crate::web::query::Query;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};

/// The page of one commune, its answers newest first; those of the communes that it was made of are among them.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    slug: web::Path<String>,
    asked: Query<GroupQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, now, turn, db) = (visitor.words(), portal.now(), asked.turn(), portal.db.clone());
    let words = visitor.words();
    let (commune, GroupRead { city, found, told }) = off_thread::look_in_city(&portal, move |c, city| {
        let commune = city.communes.values().find(|one| one.slug == *slug).ok_or(Failure::NotFound)?.clone();
        let filter = Filter { communes: city.commune_and_before(&commune.slug), ..Filter::default() };
        let group = Group::Commune(Some(commune.id));
        let read = read(c, (&db, city, &words), (group, filter), (turn, now))?;
        Ok((commune, read))
    })
    .await?;
    let own = links::commune(&commune.slug);
    let agency = commune.agency_id.and_then(|id| city.agencies.get(&id));
    let made = commune.old_units.split(';').map(str::trim).filter(|name| !name.is_empty());
    let made = made.collect::<Vec<_>>().join(", ");
    let page = GroupPage {
        shell: shell(
            &portal,
            &visitor,
            (&commune.name, w.fill("statistics.about", [("name", &commune.name)])),
            turn,
        ),
        canonical: format!("{}{own}", portal.config.base_url),
        about: String::new(),
        facts: if made.is_empty() { Vec::new() } else { vec![Fact::new(w.say("statistics.made_of"), made)] },
        ways: agency
            .map(|one| IndexRow {
                href: links::agency(&one.slug),
                label: one.name.clone(),
                note: String::new(),
            })
            .into_iter()
            .collect(),
        ways_title: w.say("statistics.answers_here"),
        told,
        statistics: links::asking(&links::statistics(), &[("phuong-xa", &commune.slug)]),
        pager: pager(&own, &found),
        cards: found.items,
        follow: links::asking(&links::follow(), &[("phuong-xa", &commune.slug)]),
        follow_label: w.say("follow.commune"),
        all: links::asking(&links::answers(), &[("phuong-xa", &commune.slug)]),
        name: commune.name,
    };
    known::page(&request, &visitor, &page)
}
