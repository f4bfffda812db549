//! What the staff see who handle reports: queues, a report's desk page, its steps, the search, the call form.
pub mod approve;
pub mod call;
pub mod call_done;
pub mod call_form;
pub mod call_photos;
pub mod comments;
pub mod draft_form;
pub mod facts;
pub mod figures;
pub mod find;
mod fresh;
pub mod held;
pub mod history_csv;
mod life;
pub mod list_file;
pub mod narrowing;
pub mod notices;
mod opened;
pub mod parts;
pub mod photo;
pub mod point;
pub mod presence;
pub mod preview;
mod proposal;
pub mod queue;
pub mod refusals;
pub mod removals;
pub mod reviews;
pub mod rooms;
pub mod sender_history;
pub mod signals;
pub mod step;
pub mod steps;
pub mod tabs;
pub mod ticket;
pub mod triage_form;
pub mod units;
pub mod versions;
pub mod view_form;
pub mod views;
pub mod will_see;

use super::shell::Shell;
use crate::ids::TicketCode;
use crate::store::city::City;

/// Completes the words left by a step: which report it was, whom it went to, and that another one stands here now.
fn say_done(shell: &mut Shell, city: &City, (code, slug): (&str, &str), here: &str) {
    let Some(flash) = &mut shell.flash else { return };
    let code = TicketCode::parse(code).map(|code| code.to_string()).unwrap_or_default();
    flash.text = flash.text.replace("{code}", &code);
    let mut add = |words: String| flash.text = format!("{} {words}", flash.text);
    if let Some(agency) = city.agencies.values().find(|one| one.slug == slug) {
        add(shell.w.fill("desk.went_to", [("agency", &agency.name)]));
    }
    if !code.is_empty() && !here.is_empty() && here != code {
        add(shell.w.say("desk.next"));
    }
}
