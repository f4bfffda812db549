//! The map as a picture, for where no script draws it: the communes' borders, and circles with numbers or squares in colours.
use super::asked::MapQuestion;
use super::looked::Looked;
use crate::clock;
use crate::domain::point::Point;
use crate::domain::{cell, density};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::query::Query;
use crate::web::{known, off_thread};
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use std::f64::consts::PI;
use std::fmt::Write;

/// How wide the picture is, in its own units.
const WIDE: f64 = 800.0;
/// Corners closer together than this, in hundred-thousandths of a degree, are drawn as one.
const GRID: i32 = 200;
/// At most so many squares along its longer side: circles would hide one another.
const COARSE: u8 = 1;

/// The picture of what is asked for.
pub async fn show(
    portal: web::Data<Portal>,
    request: HttpRequest,
    asked: Query<MapQuestion>,
) -> Result<HttpResponse, Failure> {
    let (asked, now) = (asked.into_inner(), portal.now());
    let today = clock::local(now).date();
    let text = off_thread::look_in_city(&portal, move |c, city| {
        if asked.is_dense() {
            return Ok(dense(&Looked::at(c, city, &asked, now)?, today));
        }
        let level = asked.frame().map_or(0, |frame| asked.level(frame));
        let coarser = MapQuestion { muc: level.saturating_sub(COARSE + 2).to_string(), ..asked.clone() };
        let looked = Looked::at(c, city, if level > 0 { &coarser } else { &asked }, now)?;
        Ok(numbered(&looked, today))
    });
    let mut answer = HttpResponse::Ok().content_type("image/svg+xml").body(text.await?);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(known::unless_known(&request, answer))
}

/// From the ground to the picture.
struct Paper {
    low: Point,
    high: Point,
    scale: f64,
    tall: f64,
}

impl Paper {
    fn of(looked: &Looked) -> Self {
        let (low, high) = (looked.frame.low, looked.frame.high);
        let scale = WIDE / f64::from(high.lon - low.lon);
        let narrowing = (low.lat_degrees() * PI / 180.0).cos();
        let tall = (f64::from(high.lat - low.lat) * scale / narrowing).clamp(WIDE / 4.0, WIDE * 2.0);
        Self { low, high, scale, tall }
    }

    fn at(&self, place: Point) -> (f64, f64) {
        let down = f64::from(self.high.lat - place.lat) / f64::from(self.high.lat - self.low.lat);
        (f64::from(place.lon - self.low.lon) * self.scale, down * self.tall)
    }
}

/// The ground alone.
fn ground(looked: &Looked, paper: &Paper, today: NaiveDate) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE:.0} {:.0}\"><rect width=\"100%\" height=\"100%\" fill=\"#e5f1f8\"/>",
        paper.tall
    );
    let areas = looked.city.borders_on(today).into_iter().flat_map(|borders| &borders.areas);
    for ring in areas.flat_map(|area| area.drawn(GRID)) {
        let corners = ring.iter().map(|corner| paper.at(*corner));
        let corners: Vec<String> = corners.map(|(x, y)| format!("{x:.0} {y:.0}")).collect();
        // Writing into a text does not fail.
        let _ = write!(
            text,
            "<path d=\"M{}z\" fill=\"#faf8f5\" stroke=\"#8f857b\" stroke-width=\".7\"/>",
            corners.join("L")
        );
    }
    text
}

/// The colours of the steps, the fewest first; `tokens.css` has the same for the key beside the picture.
const COLOURS: [&str; density::STEPS as usize] = ["#bfdcec", "#86bbd8", "#4a94bd", "#1d6a96", "#0a3d5c"];

/// Squares in the colour of how many lie in them.
fn dense(looked: &Looked, today: NaiveDate) -> String {
    let paper = Paper::of(looked);
    let mut text = ground(looked, &paper, today);
    let steps = density::steps(looked.most());
    for (square, counts) in &looked.view.squares {
        let (low, high) = cell::corners(looked.level(), *square);
        let ((west, south), (east, north)) = (paper.at(low), paper.at(high));
        let colour = COLOURS[density::step_of(&steps, counts.iter().sum()).clamp(1, COLOURS.len()) - 1];
        let _ = write!(
            text,
            "<rect x=\"{west:.1}\" y=\"{north:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{colour}\" fill-opacity=\".85\"/>",
            east - west,
            south - north
        );
    }
    text.push_str("</svg>");
    text
}

/// Circles with numbers.
fn numbered(looked: &Looked, today: NaiveDate) -> String {
    let paper = Paper::of(looked);
    let mut text = ground(looked, &paper, today);
    for (square, counts) in &looked.view.squares {
        let (x, y) = paper.at(looked.middle(*square));
        let n: i64 = counts.iter().sum();
        let wide = match n {
            1 => 9,
            2..=9 => 13,
            10..=99 => 17,
            _ => 22,
        };
        let _ = write!(
            text,
            "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{wide}\" fill=\"#0b5a82\" stroke=\"#fff\" stroke-width=\"2\"/>\
             <text x=\"{x:.0}\" y=\"{:.0}\" fill=\"#fff\" font-family=\"sans-serif\" font-size=\"13\" text-anchor=\"middle\">{n}</text>",
            y + 4.5
        );
    }
    text.push_str("</svg>");
    text
}
