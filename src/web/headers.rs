//! Headers on every answer, whatever it is.
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use actix_web::middleware::Next;

/// Nothing from elsewhere, nothing inline, no frames. `blob:` is the preview of a photo before it is sent.
const POLICY: &str = "default-src 'none'; img-src 'self' blob:; style-src 'self'; script-src 'self'; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a page with a map may ask of the device, once its reader agrees.
pub const MAY_LOCATE: &str = "camera=(), microphone=(), geolocation=(self), interest-cohort=()";

/// The same policy for a page that shows pictures from one place more; "" for none.
pub fn policy_with_images(from: &str) -> String {
    if from.is_empty() {
        POLICY.to_owned()
    } else {
        POLICY.replace("img-src 'self'", &format!("img-src 'self' {from}"))
    }
}

/// What a piece for other pages may do: nothing but look as it does, in a frame of ours or of these hosts.
pub fn framed_by(hosts: &[String]) -> String {
    let hosts: String = hosts.iter().map(|host| format!(" https://{host}")).collect();
    format!(
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'self'{hosts}"
    )
}

/// The policy of a page that shows such a piece as it will look.
pub fn framing_own() -> String {
    format!("{POLICY}; frame-src 'self'")
}

const ALWAYS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
];

/// After how many seconds one may come again who was turned away without being told.
const COME_AGAIN: u32 = 15;

/// Adds the headers that the answer does not set itself; a page is never kept by a cache unless it says so.
pub async fn dress<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let secure = request
        .app_data::<actix_web::web::Data<crate::portal::Portal>>()
        .is_some_and(|portal| portal.config.is_https());
    let mut response = next.call(request).await?;
    let later = matches!(response.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS);
    let headers = response.headers_mut();
    if later && !headers.contains_key(RETRY_AFTER) {
        headers.insert(RETRY_AFTER, COME_AGAIN.into());
    }
    let framed = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    let framed = framed.is_some_and(|policy| policy.contains("frame-ancestors 'self'"));
    // A browser that knows both goes by the policy; an older one would let nobody.
    for (name, value) in ALWAYS.into_iter().filter(|(name, _)| !framed || *name != "x-frame-options") {
        add(headers, name, value);
    }
    if secure {
        add(headers, "strict-transport-security", "max-age=31536000");
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn add(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    let name = HeaderName::from_static(name);
    if !headers.contains_key(&name) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
