//! How many reports stand where, for the script that draws the map.
use super::asked::MapQuestion;
use super::looked::Looked;
use crate::domain::{cell, density};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::{known, off_thread};
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// What the script draws.
#[derive(Serialize)]
struct Drawn {
    level: u8,
    total: i64,
    /// Only the newest of a narrowed map are among them.
    cut: bool,
    /// Square, latitude, longitude, and how many wait, are worked on, are done, were refused.
    squares: Vec<(String, f64, f64, [i64; 4])>,
    /// Where it is drawn in colours: from how many on each begins, and the corners of each square, south, west, north, east.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corners: Vec<[f64; 4]>,
}

/// The squares of a part of the map, as JSON.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<MapQuestion>,
) -> Result<HttpResponse, Failure> {
    let (asked, now) = (asked.into_inner(), portal.now());
    let drawn = off_thread::look_in_city(&portal, move |c, city| {
        let looked = Looked::at(c, city, &asked, now)?;
        let squares = looked.view.squares.iter().map(|(square, counts)| {
            let middle = looked.middle(*square);
            let key = format!("{}-{square}", looked.level());
            (key, middle.lat_degrees(), middle.lon_degrees(), *counts)
        });
        let view = &looked.view;
        let dense = view.squares.iter().filter(|_| asked.is_dense());
        let corners = dense.map(|(square, _)| {
            let (low, high) = cell::corners(looked.level(), *square);
            [low.lat_degrees(), low.lon_degrees(), high.lat_degrees(), high.lon_degrees()]
        });
        Ok(Drawn {
            level: looked.level(),
            total: view.total,
            cut: view.is_cut,
            squares: squares.collect(),
            steps: if asked.is_dense() { density::steps(looked.most()) } else { Vec::new() },
            corners: corners.collect(),
        })
    });
    let mut answer = HttpResponse::Ok().json(drawn.await?);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(known::unless_known(&request, answer))
}
