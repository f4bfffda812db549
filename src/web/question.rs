//! What is asked for behind the "?" of an address is no longer than people ask: a longer one is looked up nowhere.
use super::error::Failure;
use crate::actions::Problem;
use crate::domain::text::tidy;
use actix_web::Error;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

/// The name under which words are typed.
const WORDS: &str = "q";
/// The most characters of such words.
const WORDS_LIMIT: usize = 200;
/// The most bytes of anything else: choices, keys, a list of codes.
const CHOICE_LIMIT: usize = 2_000;

/// Lets a question pass, or says that it is too long; its words still stand in the address.
pub async fn weigh<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    if is_too_long(request.query_string()) {
        let refusal = Failure::Refused(vec![Problem::new("q", "question_long")]);
        return Ok(request.error_response(refusal).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

fn is_too_long(query: &str) -> bool {
    // What is short as it came is short as it is read: most questions are not looked at twice.
    query.len() > WORDS_LIMIT
        && serde_urlencoded::from_str::<Vec<(String, String)>>(query).is_ok_and(|pairs| {
            pairs.iter().any(|(name, value)| {
                let words = name == WORDS;
                value.len() > CHOICE_LIMIT || (words && tidy(value).chars().count() > WORDS_LIMIT)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        let asked = |name: &str, value: &str| is_too_long(&format!("{name}={value}"));
        assert!(!asked("q", &"%C4%91".repeat(200)));
        assert!(asked("q", &"%C4%91".repeat(201)));
        assert!(asked("q", &"a".repeat(201)));
        assert!(!asked("hong", &"26-8K3F-Q7TY,".repeat(50)));
        assert!(asked("hong", &"a".repeat(2_001)));
        assert!(!is_too_long(""));
    }
}
