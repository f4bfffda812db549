//! Where one asks with a code how a report stands. Codes are forgiving to type, and guessing them is made slow.
use crate::actions::throttle::{self, Count};
use crate::domain::limits::Limited;
use crate::i18n::Words;
use crate::ids::{CodeProblem, TicketCode};
use crate::links;
use crate::portal::Portal;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The field for a code, for whoever wants to know how a report stands.
#[derive(Template)]
#[template(path = "public/lookup.html")]
pub struct LookupPage {
    pub shell: Shell,
    pub code: String,
    pub errors: Errors,
}

/// Characters of a code, with everything that people write between them.
pub const CODE_LIMIT: usize = 100;

/// The code as typed.
#[derive(Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    ma: String,
}

impl Form for CodeForm {
    const TEXTS: &'static [Text] = &[Text::new("ma", CODE_LIMIT, "too_long")];
}

/// The empty field, for anybody.
pub async fn ask(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, String::new(), Errors::default()))
}

/// Goes on to the report's standing; a code that no report has comes back with what may be wrong with it.
pub async fn find(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<CodeForm>,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    if !posted.too_long.is_empty() {
        return page::again(&page_of(&portal, &visitor, posted.form.ma, wrong(&w, "lookup.wrong_shape")));
    }
    let typed = posted.form.ma;
    let key = match TicketCode::parse(&typed) {
        Ok(code) if is_known(&portal, &visitor, code).await? => {
            return Ok(redirect::to(&links::lookup_code(code.as_str())));
        }
        Ok(_) => "lookup.unknown",
        Err(_) if typed.trim().is_empty() => "lookup.missing",
        Err(problem) => problem_key(problem),
    };
    page::again(&page_of(&portal, &visitor, typed, wrong(&w, key)))
}

/// Does a report have this code? A guess that missed is counted, and who missed too often is not told any more.
/// What was found is not counted: a whole quarter may share one address.
pub async fn is_known(portal: &Portal, visitor: &Visitor, code: TicketCode) -> Result<bool, Failure> {
    let (portal, counts) = (portal.clone(), [Count::new(Limited::CodesNetwork, visitor.network())]);
    off_thread::change(move || {
        throttle::check(&portal, &counts)?;
        let known = portal.db.look(|c| public::standing(c, code.as_str()))?.is_some();
        if !known {
            throttle::count(&portal, &counts)?;
        }
        Ok::<_, Failure>(known)
    })
    .await
}

fn problem_key(problem: CodeProblem) -> &'static str {
    match problem {
        CodeProblem::Shape => "lookup.wrong_shape",
        CodeProblem::Check => "lookup.wrong_check",
    }
}

fn wrong(w: &Words, key: &str) -> Errors {
    let mut errors = Errors::default();
    errors.add("ma", w.say(key));
    errors
}

/// The page as it was sent.
pub fn again(portal: &Portal, visitor: &Visitor, fields: &Fields) -> Result<HttpResponse, Failure> {
    let code = fields.get("ma").to_owned();
    page::page_as(StatusCode::FORBIDDEN, &page_of(portal, visitor, code, Errors::default()))
}

fn page_of(portal: &Portal, visitor: &Visitor, code: String, errors: Errors) -> LookupPage {
    LookupPage {
        shell: Shell::new(portal, visitor, visitor.words().say("lookup.title"))
            .indexed(visitor.words().say("lookup.lead")),
        code,
        errors,
    }
}
