//! The form by which a report or a list is followed.
use crate::web::form::{Choice, Errors};
use crate::web::public::answers::FeedShown;
use crate::web::public::asked::Chip;
use crate::web::shell::Shell;
use askama::Template;

/// The form by which anybody follows something.
#[derive(Template)]
#[template(path = "public/follow.html")]
pub struct FollowPage {
    pub shell: Shell,
    /// What is followed, and where it stands.
    pub what: String,
    pub what_href: String,
    pub action: String,
    /// How far around a place; beside a report, the ways to follow what lies around it.
    pub radii: Vec<Chip>,
    /// It is a report, which is told of at once.
    pub is_report: bool,
    pub email: String,
    pub paces: Vec<Choice>,
    pub feeds: Vec<FeedShown>,
    /// Until when the letter's link works, and how much may be followed.
    pub rule: String,
    pub errors: Errors,
}
