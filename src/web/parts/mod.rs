//! What several pages show: plain structs, ready for the macros of the same name in `templates/parts`.
pub mod absences;
pub mod answer;
pub mod before_after;
pub mod bell;
pub mod city_choices;
pub mod facts;
pub mod file;
pub mod index_row;
pub mod moment;
pub mod once_more;
pub mod pager;
pub mod photo_strip;
pub mod rung;
pub mod sheet;
pub mod status_tag;
pub mod ticket_card;
pub mod timeline;
