//! The categories: groups, and what may be chosen in each.
use crate::domain::city::Category;
use crate::domain::text::{Needle, fold};
use crate::ids::CategoryId;
use crate::portal::Portal;
use crate::store::agencies::AgencyTree;
use crate::store::categories;
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use crate::{clock, links};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The categories with whom their reports go to, for an administrator.
#[derive(Template)]
#[template(path = "admin/categories.html")]
pub struct CategoriesPage {
    pub shell: Shell,
    pub q: String,
    pub rows: Vec<CategoryRow>,
}

/// A group, or a category in the group above it.
pub struct CategoryRow {
    pub href: String,
    pub name: String,
    pub is_group: bool,
    /// Who receives its reports; "" for a group.
    pub receiver: String,
    pub publish: String,
    pub over: bool,
}

/// The words that are looked for; "" for all of them.
#[derive(Deserialize)]
pub struct CategoriesQuestion {
    #[serde(default)]
    q: String,
}

/// Every category, ended ones too, group by group, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<CategoriesQuestion>,
) -> Result<HttpResponse, Failure> {
    let (words, q) = (visitor.words(), asked.into_inner().q);
    let (all, tree) = off_thread::look(&portal, |c| Ok((categories::all(c)?, AgencyTree::load(c)?))).await?;
    let today = clock::local(portal.now()).date();
    let row = |category: &Category| {
        let receiver = match category.agency_id {
            _ if category.to_commune => words.say("admin.to_commune"),
            Some(id) => tree.name(id).to_owned(),
            None => String::new(),
        };
        let is_group = category.parent_id.is_none();
        CategoryRow {
            href: links::admin_category(category.id),
            name: category.name(visitor.lang()).to_owned(),
            is_group,
            receiver: if is_group && category.agency_id.is_none() { String::new() } else { receiver },
            publish: words.say(&format!("admin.publish.{}", category.publish)),
            over: !category.is_current(today),
        }
    };
    let needle = Needle::of(&q);
    let rows = in_order(&all)
        .into_iter()
        .filter(|category| {
            let all_words = format!("{} {} {}", category.name_vi, category.name_en, category.words);
            needle.is_in(&fold(&all_words))
        })
        .map(row)
        .collect();
    page::page(&CategoriesPage {
        shell: Shell::new(&portal, &visitor, words.say("menu.admin_categories")),
        q,
        rows,
    })
}

/// Each group, then what stands in it.
fn in_order(all: &[Category]) -> Vec<&Category> {
    let under = |id: Option<CategoryId>| all.iter().filter(move |category| category.parent_id == id);
    under(None).flat_map(|group| std::iter::once(group).chain(under(Some(group.id)))).collect()
}
