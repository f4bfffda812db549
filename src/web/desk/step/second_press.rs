//! A button was pressed twice: the second press finds its own work done, and loses nothing by that.
use super::super::opened::Opened;
use super::{Field, Kind, Step};
use crate::domain::photo::PhotoRole;
use crate::ids::TicketCode;
use crate::web::posted::Fields;
use chrono::Duration;

/// A press that comes again within this time is the same press.
const SAME: Duration = Duration::seconds(60);
/// One press leaves at most this many events.
const LAST: usize = 2;

/// Was it this same person who did this same thing a moment ago?
pub fn is_own(opened: &Opened, fields: &Fields, step: &Step) -> bool {
    let seen: i32 = fields.get("version").parse().unwrap_or(0);
    let since = opened.ticket.version.saturating_sub(seen);
    opened.events.last().is_some_and(|(event, _)| {
        (1..=2).contains(&since)
            && step.leaves.contains(&event.kind)
            && event.actor_id == Some(opened.actor.id)
            && opened.now - event.at < SAME
    })
}

/// Does all that was typed and chosen stand in the report now?
pub fn stands(opened: &Opened, fields: &Fields, step: &Step) -> bool {
    let said = said(opened);
    step.fields.iter().all(|field| match field.kind {
        _ if field.is_text() => {
            let typed = typed(fields, field);
            typed.is_empty() || said.iter().any(|said| said.contains(&typed))
        }
        Kind::Photos => photos_stand(opened, fields, field),
        // A rule may tick a box that a person left open.
        Kind::Tick => {
            !fields.has(field.name) || field.standing(opened, fields).is_none_or(|ticked| !ticked.is_empty())
        }
        _ => {
            let standing = field.standing(opened, fields);
            !fields.has(field.name) || standing.is_none_or(|standing| standing == fields.get(field.name))
        }
    })
}

/// What was typed, or chosen of what was suggested beside it; a code as codes are written.
fn typed(fields: &Fields, field: &Field) -> String {
    let typed = one_line(fields.get(field.name));
    let typed =
        if typed.is_empty() { fields.get(&format!("{}_suggested", field.name)).into() } else { typed };
    TicketCode::parse(&typed).map(|code| code.to_string()).unwrap_or(typed)
}

/// The public sees the photos that were ticked, and no other.
fn photos_stand(opened: &Opened, fields: &Fields, field: &Field) -> bool {
    let ticked = fields.all(field.name);
    let mut sent = opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report);
    sent.all(|photo| photo.is_public == ticked.contains(&photo.id.to_string().as_str()))
}

/// All the words that stand there: on the report, on its answer being written, and in what was done and noted last.
fn said(opened: &Opened) -> Vec<String> {
    let ticket = &opened.ticket;
    let mut said = vec![&ticket.public_title, &ticket.public_body, &ticket.place, &ticket.refusal];
    for (event, _) in opened.events.iter().rev().take(LAST) {
        said.extend([&event.public_text, &event.remark]);
    }
    said.extend(opened.notes.iter().map(|(note, _)| &note.body));
    if let Some(draft) = &opened.draft {
        said.extend([&draft.body, &draft.signed_as, &draft.document_number, &draft.remark]);
    }
    if let Some(master) = &opened.master {
        said.push(&master.code);
    }
    said.into_iter().map(|text| one_line(text)).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
