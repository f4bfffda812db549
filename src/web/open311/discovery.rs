//! Where everything of Open311 stands, for programs that know nothing but the city's address.
use super::wire::Wire;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::off_thread;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

/// When what stands here changed last, as the standard asks.
const CHANGESET: &str = "2026-12-12T00:00:00+07:00";
const STANDARD: &str = "http://wiki.open311.org/GeoReport_v2";

/// The discovery document, for anybody.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    form: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let wire = Wire::named(&form)?;
    let city = off_thread::city(&portal).await?;
    let whole = |path: String| format!("{}{path}", portal.config.base_url);
    wire.read(
        &request,
        "discovery",
        &json!({
            "changeset": CHANGESET,
            "contact": format!("{} · {}", city.facts.owner("vi"), city.facts.hotline),
            "key_service": format!("{} · {}", city.facts.hotline, whole(links::developers())),
            "endpoints": [{
                "specification": STANDARD,
                "url": whole(links::open311()),
                "changeset": CHANGESET,
                "type": "production",
                "formats": ["application/json", "text/xml"],
            }],
        }),
    )
}
