//! What cannot be answered, as Open311 says it: a list of codes and descriptions.
use super::wire::Wire;
use crate::i18n::Words;
use crate::web::error::Failure;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::{Value, json};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub status: StatusCode,
    pub description: String,
}

impl Fault {
    /// It cannot be read, or breaks a rule.
    pub fn bad(description: String) -> Self {
        Self { status: StatusCode::BAD_REQUEST, description }
    }

    /// What it names does not exist.
    pub fn missing(description: String) -> Self {
        Self { status: StatusCode::NOT_FOUND, description }
    }
}

/// All that is wrong; the first of them gives the answer its status.
pub fn refused(wire: Wire, faults: &[Fault]) -> Result<HttpResponse, Failure> {
    let status = faults.first().map_or(StatusCode::BAD_REQUEST, |fault| fault.status);
    let all: Vec<Value> = faults
        .iter()
        .map(|fault| json!({ "code": fault.status.as_u16(), "description": fault.description }))
        .collect();
    wire.say(status, "errors", &Value::Array(all))
}

/// What has no handler's own words: a path that is not there, a method that it does not take, a portal that is busy.
pub fn failed(wire: Wire, failure: &Failure) -> Result<HttpResponse, Failure> {
    let w = Words::of("");
    let status = match failure {
        // What stands in an address is checked before anything is looked up.
        Failure::Refused(_) => StatusCode::BAD_REQUEST,
        other => other.status_code(),
    };
    let said = match failure {
        Failure::Refused(problems) => {
            problems.iter().map(|problem| w.say(&format!("problem.{}", problem.word))).collect()
        }
        Failure::Forbidden => vec![w.say("open311.no_key")],
        other => vec![w.say(&format!("error.{}.heading", other.word()))],
    };
    let faults: Vec<Fault> = said.into_iter().map(|description| Fault { status, description }).collect();
    refused(wire, &faults)
}
