//! A request as another program sends it: read by the names of the standard, checked as every report is.
use super::fault::Fault;
use crate::actions::Problem;
use crate::domain::api_key::Scope;
use crate::domain::area::{Located, Sure};
use crate::domain::city::{Category, Consent, Publish};
use crate::domain::draft::Answers;
use crate::domain::intake::{
    Asks, BODY_LIMIT, Communes, EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT, PLACE_LIMIT, Submission, TITLE_LIMIT,
};
use crate::domain::point::Point;
use crate::domain::question::{Asking, Question, TypedAnswers};
use crate::domain::report_point::{PointSource, Pointed};
use crate::domain::text::{excerpt, tidy};
use crate::i18n::Words;
use crate::ids::QuestionId;
use crate::store::city::City;
use crate::web::posted::{Fields, Message, Text};
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use std::sync::Arc;

/// Characters of a title that is taken from the beginning of a description.
const TITLE_TAKEN: usize = 90;
/// The field of a photo that comes with its request.
pub const MEDIA: &str = "media";
/// The longest address of a photo that was sent before, in characters.
const URL_LIMIT: usize = 400;

/// A new request.
pub struct NewRequest;

impl Message for NewRequest {
    const SCOPE: Scope = Scope::SendReports;
    const FILES: &'static [&'static str] = &[MEDIA];
    const TEXTS: &'static [Text] = &[
        Text::new("description", BODY_LIMIT, "body_long"),
        Text::new("title", TITLE_LIMIT, "title_long"),
        Text::new("address_string", PLACE_LIMIT, "place_long"),
        Text::new("first_name", NAME_LIMIT, "name_long"),
        Text::new("last_name", NAME_LIMIT, "name_long"),
        Text::new("phone", PHONE_LIMIT, "phone_length"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
        Text::new("media_url", URL_LIMIT, "too_long"),
    ];
}

/// What a request is checked against.
pub struct Against {
    pub city: Arc<City>,
    pub category: Option<Category>,
    pub communes: Communes,
    /// The words to which a sender agrees who says how to reach them.
    pub consent: Option<Consent>,
    pub today: NaiveDate,
    pub w: Words,
}

/// Reads a request.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(fields: &Fields, against: &Against) -> Result<Submission, Vec<Fault>> {
    let w = against.w;
    let Some(category) = &against.category else {
        let code = fields.get("service_code").to_owned();
        let said = if code.is_empty() {
            w.say("open311.service_missing")
        } else {
            w.fill("open311.no_service", [("code", code)])
        };
        let status = if fields.get("service_code").is_empty() {
            StatusCode::BAD_REQUEST
        } else {
            StatusCode::NOT_FOUND
        };
        return Err(vec![Fault { status, description: said }]);
    };
    let questions = against.city.questions_of(category.id);
    let mut faults = Vec::new();
    let asked = attributes(fields, &questions, w, &mut faults);
    let answers = answers(fields, against, asked, &mut faults);
    let stopped = answers.stopped(category, &questions);
    if let Some(stopped) = &stopped {
        faults.push(Fault::bad(stopped.advice(w.lang()).to_owned()));
    }
    let checked = answers.report((category, &questions), Asks::Resident(against.city.facts.sending.contact));
    match checked {
        Ok(mut report) if faults.is_empty() => {
            report.wants_private |= category.publish == Publish::Never;
            Ok(report)
        }
        Ok(_) => Err(faults),
        Err(problems) => {
            let asking = Asking { questions: &questions, typed: &answers.asked };
            let known =
                problems.iter().filter(|problem| problem.word != "category_stops" || stopped.is_none());
            faults.extend(known.map(|problem| said(w, problem, asking)));
            Err(faults)
        }
    }
}

/// What is wrong with a field, under the name by which the program knows it.
fn said(w: Words, problem: &Problem, asking: Asking<'_>) -> Fault {
    let question = asking.questions.iter().find(|one| asking.field(one) == problem.field);
    let name = match (question, problem.field) {
        (Some(question), _) => format!("attribute[{}]", question.root_id),
        (None, "body") => "description".to_owned(),
        (None, "place") => "address_string".to_owned(),
        (None, "commune") => "address_id".to_owned(),
        (None, "name") => "first_name, last_name".to_owned(),
        (None, "category") => "service_code".to_owned(),
        (None, other) => other.to_owned(),
    };
    let word = if problem.field == "consent" {
        w.say("open311.consent_missing")
    } else {
        w.say(&format!("problem.{}", problem.word))
    };
    Fault::bad(format!("{name}: {word}"))
}

/// Texts that are longer than they may be.
pub fn too_long(w: Words, problems: &[Problem]) -> Vec<Fault> {
    let one = |problem: &Problem| {
        Fault::bad(format!("{}: {}", problem.field, w.say(&format!("problem.{}", problem.word))))
    };
    problems.iter().map(one).collect()
}

fn answers(fields: &Fields, against: &Against, asked: TypedAnswers, faults: &mut Vec<Fault>) -> Answers {
    let get = |name| fields.get(name).to_owned();
    let body = tidy(fields.get("description"));
    let title = match tidy(fields.get("title")) {
        none if none.is_empty() => excerpt(body.lines().next().unwrap_or_default(), TITLE_TAKEN),
        title => title,
    };
    let (point, located) = point(fields, against, faults).unzip();
    let commune = commune(fields, against, faults).or_else(|| located.and_then(|located| located.only()));
    let agreed = against.consent.as_ref().filter(|words| words.version == fields.get("consent"));
    let kind = if fields.get("kind").is_empty() { "report".to_owned() } else { get("kind") };
    Answers {
        kind,
        title,
        body,
        commune,
        commune_unknown: commune.is_none(),
        place: tidy(fields.get("address_string")),
        point: point.map(|point| Pointed { point, source: PointSource::Map, accuracy: None }),
        name: format!("{} {}", fields.get("last_name"), fields.get("first_name")).trim().to_owned(),
        phone: get("phone"),
        email: get("email"),
        is_private: fields.get("private") == "true",
        consent: agreed.map(|words| words.id),
        asked,
        ..Answers::default()
    }
}

/// Its number, else what its address ends with.
fn commune(fields: &Fields, against: &Against, faults: &mut Vec<Fault>) -> Option<crate::ids::CommuneId> {
    let id = fields.get("address_id");
    if !id.is_empty() {
        let today = against.city.communes.values().filter(|one| one.valid_to.is_none());
        let found = today.into_iter().find(|one| one.code == id || one.slug == id).map(|one| one.id);
        if found.is_none() {
            faults.push(Fault::bad(against.w.fill("open311.no_address", [("code", id)])));
        }
        return found;
    }
    let parts = fields.get("address_string").rsplit(',').map(str::trim).filter(|part| !part.is_empty());
    parts.take(2).find_map(|part| against.communes.named(part))
}

/// The point, where one was sent, and where it lies.
fn point(fields: &Fields, against: &Against, faults: &mut Vec<Fault>) -> Option<(Point, Located)> {
    let (lat, long) = (fields.get("lat").trim(), fields.get("long").trim());
    if lat.is_empty() && long.is_empty() {
        return None;
    }
    let Some(point) = lat.parse().ok().zip(long.parse().ok()).and_then(|(lat, long)| Point::of(lat, long))
    else {
        faults.push(Fault::bad(against.w.say("open311.no_point")));
        return None;
    };
    let (city, today) = (&against.city, against.today);
    let located = city.locate(point, today);
    if located.sure == Sure::Nowhere && city.knows_where(today) {
        faults.push(Fault::bad(format!("lat, long: {}", against.w.say("problem.point_outside"))));
    }
    Some((point, located))
}

/// `attribute[CODE]`, and `attribute[CODE][]` for one of several.
fn attributes(fields: &Fields, questions: &[Question], w: Words, faults: &mut Vec<Fault>) -> TypedAnswers {
    let mut asked = TypedAnswers::new();
    for (name, value) in fields.pairs() {
        let Some(code) = name.strip_prefix("attribute[") else { continue };
        let code = code.trim_end_matches("[]").trim_end_matches(']');
        let root: Option<QuestionId> = code.parse().ok();
        match root.filter(|root| questions.iter().any(|one| one.root_id == *root)) {
            Some(root) => asked.entry(root).or_default().push(value.clone()),
            None => faults.push(Fault::bad(w.fill("open311.no_attribute", [("code", code)]))),
        }
    }
    asked
}
