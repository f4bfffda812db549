//! What went wrong, as the web sees it. The page for it is made in `error_pages`.
use super::posted::Fields;
use crate::actions::Refusal;
use crate::store::FromDatabase;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

/// Why a request has no page of its own to show.
#[derive(Debug)]
pub enum Failure {
    /// It does not exist, or the visitor may not know of it.
    NotFound,
    /// It was public and is no more.
    Gone,
    /// There is such an address, but it takes only these methods.
    WrongMethod(String),
    /// The visitor sees it but may not do this.
    Forbidden,
    /// Staff only: come in first, then go on to the address asked for, or to the form that was sent there.
    SignInFirst(String, Option<Fields>),
    /// The form's own key is missing or old. What was typed, to be shown again with a new key; nothing where it came
    /// from another site.
    StaleForm(Option<Fields>),
    /// Somebody else was faster.
    Conflict,
    /// The state does not allow it any more.
    TooLate,
    TooMany,
    TooLarge,
    /// The body stopped coming, or came too slowly.
    TooSlow,
    /// The request cannot be read.
    Malformed(String),
    /// What was typed cannot be taken, and the page has no place to say it beside the field.
    Refused(Vec<crate::actions::Problem>),
    /// More is asked of the portal than it can do at once.
    Overloaded,
    /// The portal cannot do it now: the cause is for the log alone.
    Unavailable(String),
    Internal(String),
}

impl Failure {
    /// The tail of the words for this failure in the catalogue.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Gone => "gone",
            Self::WrongMethod(_) => "wrong_method",
            Self::Forbidden => "forbidden",
            Self::SignInFirst(..) => "sign_in",
            Self::StaleForm(_) => "stale_form",
            Self::Conflict => "conflict",
            Self::TooLate => "too_late",
            Self::TooMany => "too_many",
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
            Self::Malformed(_) => "malformed",
            Self::Refused(_) => "refused",
            Self::Overloaded | Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

impl Failure {
    /// After how many seconds it may help to come again; `None` where only another request does.
    pub fn comes_again_after(&self) -> Option<u32> {
        match self.status_code() {
            StatusCode::SERVICE_UNAVAILABLE if matches!(self, Self::Overloaded) => Some(3),
            StatusCode::SERVICE_UNAVAILABLE => Some(15),
            StatusCode::TOO_MANY_REQUESTS => Some(60),
            _ => None,
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::WrongMethod(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden | Self::StaleForm(_) => StatusCode::FORBIDDEN,
            Self::SignInFirst(..) => StatusCode::SEE_OTHER,
            Self::Conflict | Self::TooLate => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Overloaded | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(problems) => Self::Refused(problems),
            Refusal::Forbidden => Self::Forbidden,
            Refusal::Missing => Self::NotFound,
            Refusal::TooLate => Self::TooLate,
            Refusal::Stale => Self::Conflict,
            Refusal::TooMany => Self::TooMany,
            Refusal::Unavailable(why) => Self::Unavailable(why),
        }
    }
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

impl FromDatabase for Failure {
    fn busy(why: String) -> Self {
        Self::Unavailable(why)
    }
}

impl From<actix_web::error::BlockingError> for Failure {
    fn from(_: actix_web::error::BlockingError) -> Self {
        Self::Unavailable("the workers are stopping".into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_come_again_is_told_when() {
        for failure in [Failure::Overloaded, Failure::Unavailable(String::new()), Failure::TooMany] {
            assert!(failure.comes_again_after().is_some(), "{failure}");
        }
        assert_eq!(Failure::NotFound.comes_again_after(), None);
    }
}
