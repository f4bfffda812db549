//! The rules of the house, kept by tests.
mod crawl;
mod docs;
mod headers;
mod layers;
mod lengths;
mod links;
mod log;
mod migrations;
mod no_city;
mod pages;
mod routes;
mod schema;
pub mod source;
mod support_works;
mod templates;
mod weight;
mod words;
mod world;
