//! What residents read.
mod answers;
mod files;
mod lookup;
mod scene;
mod submit;
mod submit_safe;
mod submit_way;
mod sweep;
mod ticket;
