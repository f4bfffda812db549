//! A sender corrects what they wrote, or takes some of it out, as long as no agency has taken the report on.
use super::say_more::add_photos;
use crate::actions::tickets::{Happening, record, start_clock};
use crate::actions::{Problem, Refusal, shelf};
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::event::EventKind;
use crate::domain::intake::{Body, InCommune, Place, Title};
use crate::domain::own_words::OwnWords;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::status::{Status, Step};
use crate::domain::ticket::{Moved, Ticket};
use crate::files::KeptPhoto;
use crate::ids::{OwnWordsId, PhotoId, TicketId};
use crate::portal::Portal;
use crate::store::{Conn, own_words, photos, terms, tickets};

/// A report as its sender wants it to read, as it was typed.
#[derive(Default)]
pub struct Correction {
    pub title: String,
    pub body: String,
    pub place: String,
    /// Photos of theirs to take out.
    pub photos_off: Vec<PhotoId>,
}

/// Replaces what was written and keeps how it read before, for the 1022 desk. What was checked already comes back among the
/// new ones and is public no more until somebody has looked at it; an agency that had not taken it on loses it. Photos that
/// are taken out are gone. The same once more changes nothing.
///
/// # Errors
/// `Invalid` as when a report is sent, or with too many photos; `TooLate` once an agency took it on, or it has ended.
pub fn correct(
    portal: &Portal,
    id: TicketId,
    wanted: &Correction,
    kept: Vec<KeptPhoto>,
) -> Result<Ticket, Refusal> {
    let now = portal.now();
    match portal.db.change(|c| replace(portal, c, id, (wanted, &kept), now)) {
        Ok((ticket, out)) => {
            shelf::clear_named(portal, out.iter().flat_map(Photo::files));
            Ok(ticket)
        }
        Err(refusal) => {
            kept.into_iter().for_each(|photo| shelf::give_up_photo(portal, photo));
            Err(refusal)
        }
    }
}

fn replace(
    portal: &Portal,
    conn: &mut Conn,
    id: TicketId,
    (wanted, kept): (&Correction, &[KeptPhoto]),
    now: Moment,
) -> Result<(Ticket, Vec<Photo>), Refusal> {
    let ticket = tickets::find(conn, id)?;
    if !ticket.is_its_senders() {
        return Err(Refusal::TooLate);
    }
    let need = portal.db.city(conn)?.categories.get(&ticket.category_id).map(|one| one.place);
    // Which commune it is in was settled when it came in, be it that nobody knows.
    let commune = ticket.commune_id.map_or(InCommune::NotKnown, InCommune::This);
    let place = need.map(|need| Place::parse(need, commune, &wanted.place)).transpose();
    let (title, body) = (Title::parse("title", &wanted.title), Body::parse(&wanted.body));
    let (title, body, place) = match (title, body, place) {
        (Ok(title), Ok(body), Ok(place)) => (title, body, place.map(|place| place.words)),
        (title, body, place) => {
            let words: Vec<Problem> = [title.err(), body.err()].into_iter().flatten().collect();
            let place = place.err().unwrap_or_default();
            return Err(words.into_iter().chain(place).collect::<Vec<_>>().into());
        }
    };
    let place = place.unwrap_or_else(|| ticket.place.clone());
    let own = photos::of_ticket(conn, id)?.into_iter().filter(|photo| photo.role == PhotoRole::Report);
    let out: Vec<Photo> = own.filter(|photo| wanted.photos_off.contains(&photo.id)).collect();
    out.iter().try_for_each(|photo| photos::take_out(conn, id, photo.id))?;
    let new = add_photos(conn, id, ("photos_new", kept), now)?;
    let same = (title.as_str(), body.as_str(), &place) == (&ticket.title, &ticket.body, &ticket.place);
    if same && out.is_empty() && !new {
        return Ok((ticket, out));
    }
    let before = OwnWords {
        id: OwnWordsId::fresh(now),
        ticket_id: id,
        title: ticket.title.clone(),
        body: ticket.body.clone(),
        place: ticket.place.clone(),
        photos_out: i32::try_from(out.len()).unwrap_or(0),
        until: now,
    };
    own_words::insert(conn, &before)?;
    let mut moved = back_to_the_desk(conn, ticket, now)?;
    let report = &mut moved.ticket.report;
    (report.title, report.body, report.place) = (title.to_string(), body.to_string(), place);
    (report.public_title, report.public_body) = (report.title.clone(), report.body.clone());
    (report.checked_at, report.checked_by) = (None, None);
    let ticket = record(conn, now, None, moved, Happening::of(EventKind::Corrected))?;
    Ok((ticket, out))
}

/// Somebody has to look at it (again): it is new, in nobody's hands. What was promised of the answer stays.
fn back_to_the_desk(conn: &mut Conn, ticket: Ticket, now: Moment) -> Result<Moved, Refusal> {
    if ticket.status == Status::New {
        return Ok(ticket.change());
    }
    let asked = ticket.status == Status::NeedsInfo;
    let mut moved = ticket.take(Step::Recheck, now)?;
    let ticket = &mut moved.ticket;
    if asked {
        ticket.clocks.resume(now, &terms::calendar(conn)?);
    }
    ticket.holders.take_back(now);
    ticket.clocks.drop(Owed::Take, now);
    ticket.clocks.drop(Owed::Part, now);
    start_clock(conn, ticket, Owed::Triage, now)?;
    Ok(moved)
}
