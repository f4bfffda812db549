//! A portal to try: fifty invented reports in every state, and one account per role.
//!
//! The reports go the way that real ones go: through the same actions, by people with the same permissions, only with
//! a clock that stands in the past. So the demo cannot show a state that the portal could not reach.
mod people;
mod pictures;
mod play;
mod questions;
mod report;
mod sending;
#[cfg(test)]
mod tests;
mod welcome;

use crate::actions::Refusal;
use crate::portal::Portal;
use crate::store::{settings, tickets};

/// Stands among the settings once every report is laid in.
const READY: &str = "demo.ready";

/// Lays in what is not there yet, and answers with the words for the terminal: accounts, password, where letters lie.
///
/// # Errors
/// In words for the person at the terminal.
pub fn prepare(portal: &Portal) -> Result<String, String> {
    let password = people::password(&portal.config.data).map_err(|error| error.to_string())?;
    let is_ready = portal
        .db
        .look(|c| Ok::<_, Refusal>(!settings::Settings::load(c)?.text(READY).is_empty()))
        .map_err(|refusal| format!("{refusal:?}"))?;
    if !is_ready {
        lay_in(portal, &password)?;
    }
    Ok(welcome::text(portal, &password))
}

fn lay_in(portal: &Portal, password: &str) -> Result<(), String> {
    let reports = report::all()?;
    let began = portal
        .db
        .look(|c| Ok::<_, Refusal>(tickets::by_form_key(c, &report::form_key(&reports[0].key))?.is_some()));
    if began == Ok(true) {
        return Err(format!(
            "an earlier start was broken off half way. Remove {} (and the database, if it is elsewhere) and start again",
            portal.config.data.display()
        ));
    }
    let people =
        people::People::settle(portal, password).map_err(|refusal| format!("people: {refusal:?}"))?;
    questions::ask(portal, &people).map_err(|refusal| format!("questions: {refusal:?}"))?;
    let pictures = pictures::keep(portal)?;
    let play = play::Play::new(portal, &people, &pictures);
    for report in &reports {
        play.report(report).map_err(|refusal| format!("report {}: {refusal:?}", report.key))?;
    }
    let ready = [(READY.to_owned(), portal.now().to_string())];
    portal
        .db
        .change(|c| Ok::<_, Refusal>(settings::insert(c, &ready)?))
        .map_err(|refusal| format!("{refusal:?}"))
}
