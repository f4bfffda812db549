//! What may be reported, and what is asked with it: the city's categories and their questions.
use super::fault::{Fault, refused};
use super::wire::Wire;
use crate::clock::local;
use crate::domain::city::Category;
use crate::domain::question::{Question, QuestionKind};
use crate::i18n::Words;
use crate::portal::Portal;
use crate::store::city::City;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::query::Query;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};

/// In which language names are said; "" for Vietnamese.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ServicesQuestion {
    pub locale: String,
}

/// Every category that takes reports today, for anybody.
pub async fn list(
    portal: web::Data<Portal>,
    request: HttpRequest,
    form: web::Path<String>,
    asked: Query<ServicesQuestion>,
) -> Result<HttpResponse, Failure> {
    let (wire, w) = (Wire::named(&form)?, Words::of(&asked.locale));
    let city = off_thread::city(&portal).await?;
    let tree = city.tree_on(local(portal.now()).date());
    let all =
        tree.groups.iter().flat_map(|group| group.leaves.iter().map(move |leaf| (&group.category, leaf)));
    let all = all.filter(|(_, leaf)| leaf.stop_vi.is_empty());
    let all = all.map(|(group, leaf)| service(&city, w, group, leaf)).collect();
    wire.read(&request, "services", &Value::Array(all))
}

fn service(city: &City, w: Words, group: &Category, leaf: &Category) -> Value {
    let words = leaf.words.split(';').map(str::trim).filter(|word| !word.is_empty());
    json!({
        "service_code": leaf.code,
        "service_name": leaf.name(w.lang()),
        "description": leaf.hint(w.lang()),
        "metadata": city.questions.iter().any(|question| question.category_id == leaf.id),
        "type": "realtime",
        "keywords": words.collect::<Vec<_>>().join(","),
        "group": group.name(w.lang()),
    })
}

/// What one category asks beside, for anybody.
pub async fn define(
    portal: web::Data<Portal>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    asked: Query<ServicesQuestion>,
) -> Result<HttpResponse, Failure> {
    let ((code, form), w) = (path.into_inner(), Words::of(&asked.locale));
    let wire = Wire::named(&form)?;
    let city = off_thread::city(&portal).await?;
    let tree = city.tree_on(local(portal.now()).date());
    let Some(leaf) = tree.leaves().find(|leaf| leaf.code == code && leaf.stop_vi.is_empty()) else {
        return refused(wire, &[Fault::missing(w.fill("open311.no_service", [("code", code)]))]);
    };
    let questions = city.questions_of(leaf.id);
    let attributes = (1..).zip(&questions).map(|(order, question)| attribute(w, order, question)).collect();
    let attributes = Value::Array(attributes);
    wire.read(&request, "service_definition", &json!({ "service_code": code, "attributes": attributes }))
}

fn attribute(w: Words, order: usize, question: &Question) -> Value {
    let hint = question.hint(w.lang());
    let choices = question.read_choices();
    let values: Vec<Value> = choices
        .iter()
        .map(|choice| json!({ "key": choice.number.to_string(), "name": choice.name(w.lang()) }))
        .collect();
    let mut made = json!({
        "variable": true,
        "code": question.root_id,
        "datatype": datatype(question.kind),
        // What is asked only after another answer is not asked of everybody.
        "required": question.is_required && question.depends_on.is_none(),
        "datatype_description": Some(hint).filter(|hint| !hint.is_empty()),
        "order": order,
        "description": question.label(w.lang()),
    });
    if question.kind.has_choices() {
        made["values"] = Value::Array(values);
    }
    made
}

fn datatype(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Text => "text",
        QuestionKind::Number => "number",
        QuestionKind::Date => "datetime",
        QuestionKind::One => "singlevaluelist",
        QuestionKind::Several => "multivaluelist",
    }
}
