//! Open311 GeoReport v2: the public list for other cities' programs, as JSON and as XML, by the names that they know.
mod asked;
pub mod discovery;
mod fault;
pub mod media;
mod message;
pub mod openapi;
pub mod requests;
pub mod services;
mod shown;
pub mod submit;
pub mod updates;
mod wire;

pub use fault::failed;
pub use wire::Wire;
