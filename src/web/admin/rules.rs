//! What the law or the city may change: one page that leads to each of its rules.
use crate::domain::policy::Act;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::parts::index_row::IndexRow;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The kinds of rules, for whoever keeps them.
#[derive(Template)]
#[template(path = "admin/rules.html")]
pub struct RulesPage {
    pub shell: Shell,
    pub rows: Vec<IndexRow>,
}

/// The kinds of rules that this person keeps.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let (w, actor) = (visitor.words(), visitor.staff()?);
    let all = [
        (Act::ManageCalendar, links::admin_terms(), "terms"),
        (Act::ManageCalendar, links::admin_hours(), "hours"),
        (Act::ManageCalendar, links::admin_city_terms(), "city_terms"),
        (Act::ManageCategories, links::admin_reasons(), "reasons"),
        (Act::ManageCategories, links::admin_consents(), "consents"),
    ];
    let rows = all.into_iter().filter(|(act, ..)| actor.may_somewhere(*act));
    let row = |(_, href, name): (Act, String, &str)| IndexRow {
        href,
        label: w.say(&format!("rules.{name}")),
        note: w.say(&format!("rules.{name}_note")),
    };
    page::page(&RulesPage {
        rows: rows.map(row).collect(),
        shell: Shell::new(&portal, &visitor, w.say("menu.admin_rules")),
    })
}
