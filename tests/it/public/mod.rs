//! What residents read.
mod answers;
mod confirm;
mod crowds;
mod every_way;
mod files;
mod letters_wanted;
mod limits;
mod lookup;
mod scene;
mod submit;
mod submit_photos;
mod submit_safe;
mod submit_way;
mod sweep;
mod ticket;
mod unconfirmed;
