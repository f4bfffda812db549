//! What stands here, for programs that write programs: an OpenAPI document.
use super::wire::Wire;
use crate::portal::Portal;
use crate::web::error::Failure;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

/// The document, without the city's address. A test keeps its paths those of the routes.
const DOCUMENT: &str = include_str!("openapi.json");

/// The document, for anybody.
pub async fn show(portal: web::Data<Portal>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let mut document: Value =
        serde_json::from_str(DOCUMENT).map_err(|error| Failure::Internal(error.to_string()))?;
    document["servers"] = json!([{ "url": portal.config.base_url }]);
    Wire::Json.read(&request, "openapi", &document)
}
