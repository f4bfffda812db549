//! Who else has a report open: asked and said by a script of its page; without one, nothing is said.
use crate::actions::presence::{Doing, Others, be_at};
use crate::i18n::Words;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::posted::{Form, Posted};
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What whoever has the page open does there: "viet", "di", or nothing but reading.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct DoingForm {
    doing: String,
}

impl Form for DoingForm {}

/// Notes it, and says in words who else is there; nothing where nobody is.
pub async fn say(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    posted: Posted<DoingForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let doing = match posted.form.doing.as_str() {
        "viet" => Doing::Writes,
        "di" => Doing::Leaves,
        _ => Doing::Reads,
    };
    let others = off_thread::change(move || be_at(&inside, &actor, &code, doing)).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(told(&visitor.words(), &others)))
}

fn told(w: &Words, others: &Others) -> String {
    let said = |key: &str, names: &[String]| {
        if names.is_empty() { None } else { Some(w.fill(key, [("names", names.join(", "))])) }
    };
    let all = [said("desk.presence.writes", &others.writing), said("desk.presence.here", &others.here)];
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
