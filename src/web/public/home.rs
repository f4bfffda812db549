//! The first page: what this is, the three steps, whom to call, the latest answers, honest figures.
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "public/home.html")]
pub struct HomePage {
    pub shell: Shell,
}

pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let title = portal.city.portal_name(visitor.lang()).to_owned();
    page::page(&HomePage {
        shell: Shell::new(&portal, &visitor, title).indexed(),
    })
}
