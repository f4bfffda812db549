//! Turns a failure into a page in the visitor's language: what happened, what was kept, a way on.
use super::error::Failure;
use super::parts::once_more::OnceMore;
use super::shell::Shell;
use super::signin::sign_in;
use super::visitor::{self, Visitor};
use super::{cookies, off_thread, open311, page, posted, reopen};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, HeaderValue, LOCATION, RETRY_AFTER, SET_COOKIE};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, ResponseError, web};
use askama::Template;

/// What went wrong, in words for the visitor, with what they sent and a way on.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub shell: Shell,
    pub heading: String,
    pub what: String,
    pub problems: Vec<String>,
    /// What the form held that could not be taken.
    pub once_more: OnceMore,
    pub way_on: String,
    pub way_on_label: String,
}

/// Replaces every failed answer by its page. The request must not be kept while it is being routed: actix hands it on
/// only when nobody else holds it, so the one in the answer is used.
pub async fn explain<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let response = next.call(request).await?;
    Ok(match response.response().error() {
        Some(error) => {
            let mut answer = answer(response.request(), error).await;
            // A first key that was left for a guest goes out with the page that says what was wrong.
            for cookie in response.headers().get_all(SET_COOKIE) {
                answer.headers_mut().append(SET_COOKIE, cookie.clone());
            }
            response.into_response(answer.map_into_right_body())
        }
        None => response.map_into_left_body(),
    })
}

async fn answer(request: &HttpRequest, error: &Error) -> HttpResponse {
    let Some(portal) = request.app_data::<web::Data<Portal>>() else {
        return HttpResponse::InternalServerError().finish();
    };
    let foreign;
    let failure = match error.as_error::<Failure>() {
        Some(failure) => failure,
        None => {
            foreign = of_status(error.as_response_error().status_code(), error);
            &foreign
        }
    };
    let sent_again = match (failure, visitor::of(request)) {
        (Failure::StaleForm(Some(fields)), Some(visitor)) => {
            reopen::reopen(portal, &visitor, fields).await.ok()
        }
        (Failure::SignInFirst(path, Some(fields)), Some(visitor)) => {
            sign_in::before(request, portal, &visitor, path, fields).await.ok().flatten()
        }
        _ => None,
    };
    if let Some(answer) = sent_again {
        return answer;
    }
    if let Failure::SignInFirst(path, _) = failure {
        // A form that was sent cannot be asked for again: then the desk itself is next.
        let desk = links::desk();
        let next = if request.method() == Method::GET { path } else { &desk };
        return HttpResponse::SeeOther()
            .insert_header((LOCATION, links::sign_in()))
            .cookie(cookies::make(portal, "next", next.clone(), None))
            .finish();
    }
    if let Failure::Unavailable(cause) | Failure::Internal(cause) = failure {
        tracing::error!(cause, "a request failed");
    }
    if !matches!(failure, Failure::Overloaded | Failure::Unavailable(_) | Failure::Internal(_)) {
        drop(off_thread::city(portal).await);
    }
    let page = match open311::Wire::of(request.path()) {
        Some(wire) => open311::failed(wire, failure),
        None => render(request, portal, failure),
    };
    let mut answer = page.unwrap_or_else(|_| HttpResponse::new(failure.status_code()));
    if let Failure::WrongMethod(allowed) = failure
        && let Ok(allowed) = HeaderValue::from_str(allowed)
    {
        answer.headers_mut().insert(ALLOW, allowed);
    }
    if let Some(seconds) = failure.comes_again_after() {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

fn of_status(status: StatusCode, error: &Error) -> Failure {
    match status {
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        status if status.is_client_error() => Failure::Malformed(error.to_string()),
        _ => Failure::Internal(error.to_string()),
    }
}

fn render(request: &HttpRequest, portal: &Portal, failure: &Failure) -> Result<HttpResponse, Failure> {
    let visitor = visitor::of(request);
    let words = visitor.as_ref().map_or_else(|| Words::of("vi"), Visitor::words);
    let heading = words.say(&format!("error.{}.heading", failure.word()));
    let shell = match &visitor {
        Some(visitor) => Shell::new(portal, visitor, heading.clone()),
        None => Shell::plain(&portal.city().facts, words, heading.clone()),
    };
    let problems = match failure {
        Failure::Refused(problems) => {
            problems.iter().map(|problem| words.say(&format!("problem.{}", problem.word))).collect()
        }
        _ => Vec::new(),
    };
    let staff = visitor.as_ref().is_some_and(|visitor| visitor.actor().is_some());
    let template = ErrorPage {
        heading,
        what: words.say(&format!("error.{}.what", failure.word())),
        problems,
        once_more: once_more(request, failure),
        way_on: if staff { links::desk() } else { links::home() },
        way_on_label: words.say(if staff { "error.to_desk" } else { "error.to_home" }),
        shell,
    };
    page::page_as(failure.status_code(), &template)
}

/// Nothing that was typed is lost with the page: it is shown, and sent again as it was where that may help.
fn once_more(request: &HttpRequest, failure: &Failure) -> OnceMore {
    let Some(fields) = posted::held(request) else { return OnceMore::default() };
    let helps = matches!(
        failure,
        Failure::TooMany | Failure::Overloaded | Failure::Unavailable(_) | Failure::Internal(_)
    );
    OnceMore::of(if helps { request.path() } else { "" }, &fields)
}
