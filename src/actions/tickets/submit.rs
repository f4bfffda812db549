//! A report comes in, by whatever way. One transaction: ticket, sender, photos, event, letter.
use super::deadlines::hasten;
use super::start_clock;
use crate::actions::notices::{Tidings, tell};
use crate::actions::{Refusal, letters};
use crate::clock::{Moment, local};
use crate::domain::city::{Category, Publish};
use crate::domain::clocks::Owed;
use crate::domain::contact::Contact;
use crate::domain::draft::Draft;
use crate::domain::event::{Event, EventKind};
use crate::domain::intake::{Sender, Submission};
use crate::domain::last_moment;
use crate::domain::photo::Photo;
use crate::domain::question::{Answered, Question, Stopped, stop_of};
use crate::domain::report_point::ReportPoint;
use crate::domain::sending::{ContactRule, Sending};
use crate::domain::signal::{SignalKind, hear};
use crate::domain::ticket::{Channel, Level, Report, Ticket};
use crate::ids::{AccountId, EventId, SignalId, TicketCode, TicketId};
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{
    Conn, communes, consents, contacts, drafts, events, photos, questions, report_points, signals, tickets,
};
use chrono::Datelike;

/// A report, checked and ready to be kept.
pub struct NewTicket {
    /// Of the form it was sent with: the same form sent twice, be it at once, is one report.
    pub form_key: String,
    pub channel: Channel,
    /// The language of the sender, for the letters.
    pub lang: String,
    pub report: Submission,
    /// The member of staff who wrote it down for somebody else.
    pub entered_by: Option<AccountId>,
    /// The draft it was written in, whose photos it takes along.
    pub draft: Option<Reviewed>,
}

/// A draft as its sender saw it last.
pub struct Reviewed {
    pub key_hash: String,
    /// What was shown, as [`crate::domain::draft::Answers::print`] has it; `None` where the draft holds photos and nothing
    /// else, because the rest came with the form.
    pub print: Option<String>,
}

/// Keeps a report. Sent again with the same form key it answers with the report that is there already.
///
/// # Errors
/// `Invalid` for a category, commune or consent that does not exist (any more), or without an address where the city
/// wants one confirmed, `Missing` for a draft that ran out, `Stale` for one that is no longer what its sender saw.
pub fn submit(portal: &Portal, new: &NewTicket) -> Result<Ticket, Refusal> {
    let now = portal.now();
    portal.db.change(|c| keep(portal, c, new, now))
}

/// The keeping itself, inside whatever transaction it is part of.
pub(super) fn keep(
    portal: &Portal,
    conn: &mut Conn,
    new: &NewTicket,
    now: Moment,
) -> Result<Ticket, Refusal> {
    if let Some(ticket) = tickets::by_form_key(conn, &new.form_key)? {
        return Ok(ticket);
    }
    let city = portal.db.city(conn)?;
    let category = check(conn, &city, new, now)?;
    check_asked(&city.questions_of(category.id), &category, &new.report.asked)?;
    let confirm_by = confirm_by(city.facts.sending, new, now)?;
    let mut ticket = ticket_of(new, &category, free_code(conn, now)?, now);
    start_clock(conn, &mut ticket, Owed::Triage, now)?;
    let signals = signals_of(portal, conn, &new.report)?;
    if signals.is_dangerous {
        hasten(conn, &mut ticket, Level::Urgent, now)?;
    }
    tickets::insert(conn, &ticket)?;
    for signal in signals.all {
        signals::keep(conn, ticket.id, signal, now)?;
    }
    if let Some(pointed) = new.report.place.point {
        let located = city.locate(pointed.point, local(now).date());
        report_points::insert(conn, &ReportPoint::said(ticket.id, pointed, &located, now))?;
    }
    for answered in &new.report.asked {
        questions::keep(conn, ticket.id, answered, now)?;
    }
    if let Some(sender) = &new.report.sender {
        contacts::insert(conn, &contact_of(sender, ticket.id, now))?;
    }
    if let Some(reviewed) = &new.draft {
        take_along(conn, reviewed, (&category, &city.questions_of(category.id)), &ticket, now)?;
    }
    let event = submitted(&ticket, new.entered_by, now);
    events::append(conn, &event)?;
    match confirm_by {
        Some(until) => {
            contacts::await_confirmation(conn, ticket.id, until)?;
            letters::confirm(portal, conn, &ticket, until)?;
        }
        None => {
            letters::received(portal, conn, &ticket)?;
            let (event, kind, by) = (event.id, event.kind, event.actor_id);
            let before = Default::default();
            tell(conn, &Tidings { event, kind, ticket: &ticket, before, agency: None, named: &[], by }, now)?;
        }
    }
    Ok(ticket)
}

/// What a report says by its words or its sender's own: whether somebody is in danger, and each signal of it.
struct Signals {
    is_dangerous: bool,
    all: Vec<Option<SignalId>>,
}

fn signals_of(portal: &Portal, conn: &mut Conn, report: &Submission) -> Result<Signals, Refusal> {
    let city = portal.db.city(conn)?;
    let heard = hear(&city.signals, &[&report.said.title.to_string(), &report.said.body.to_string()]);
    let said = report.in_danger.then_some(None);
    Ok(Signals {
        is_dangerous: report.in_danger || heard.iter().any(|one| one.signal.kind == SignalKind::Danger),
        all: said.into_iter().chain(heard.iter().map(|one| Some(one.signal.id))).collect(),
    })
}

/// Until when the sender is to confirm the address; nothing where the city does not ask it, or staff wrote it down for
/// somebody whom they spoke to.
fn confirm_by(sending: Sending, new: &NewTicket, now: Moment) -> Result<Option<Moment>, Refusal> {
    if sending.contact != ContactRule::Verified || new.entered_by.is_some() {
        return Ok(None);
    }
    if new.report.sender.as_ref().is_none_or(|sender| sender.person.email.is_none()) {
        return Err(Refusal::field("email", "email_needed"));
    }
    Ok(Some(last_moment(now, sending.unverified_days)))
}

/// What the form could not know for certain: that all it names still exists.
fn check(conn: &mut Conn, city: &City, new: &NewTicket, now: Moment) -> Result<Category, Refusal> {
    let today = local(now).date();
    let category = city
        .tree_on(today)
        .leaf(new.report.category)
        .cloned()
        .ok_or_else(|| Refusal::field("category", "category_missing"))?;
    if let Some(commune) = new.report.place.commune {
        communes::find(conn, commune).map_err(|_| Refusal::field("commune", "commune_missing"))?;
    }
    if let Some(sender) = &new.report.sender {
        consents::find(conn, sender.consent)?.ok_or_else(|| Refusal::field("consent", "consent_missing"))?;
    }
    Ok(category)
}

/// That each answer is one to what the category asks now, and none of it leads to advice instead of a report.
fn check_asked(questions: &[Question], category: &Category, asked: &[Answered]) -> Result<(), Refusal> {
    if Stopped::of_category(category).is_some() {
        return Err(Refusal::field("category", "category_stops"));
    }
    for answered in asked {
        let question = questions.iter().find(|one| one.id == answered.question);
        let question = question
            .filter(|one| answered.value.fits(one))
            .ok_or_else(|| Refusal::field("category", "questions_changed"))?;
        if stop_of(question, &answered.value).is_some() {
            return Err(Refusal::field("category", "category_stops"));
        }
    }
    Ok(())
}

/// A code that no report has. Chance makes one that is taken once in thousands of millions; then another is drawn.
fn free_code(conn: &mut Conn, now: Moment) -> Result<TicketCode, Refusal> {
    loop {
        let code = TicketCode::random(local(now).year());
        if tickets::by_code(conn, code.as_str())?.is_none() {
            return Ok(code);
        }
    }
}

fn ticket_of(new: &NewTicket, category: &Category, code: TicketCode, now: Moment) -> Ticket {
    let Submission { said, place, wants_private, .. } = &new.report;
    let (title, body) = (said.title.to_string(), said.body.to_string());
    Ticket::of(Report {
        form_key: new.form_key.clone(),
        kind: said.kind,
        channel: new.channel,
        lang: new.lang.clone(),
        level: category.level,
        public_title: title.clone(),
        public_body: body.clone(),
        title,
        body,
        wants_private: *wants_private,
        is_private: *wants_private || category.publish == Publish::Never,
        commune_id: place.commune,
        place: place.words.clone(),
        entered_by: new.entered_by,
        ..Report::received(code.as_str().to_owned(), category.id, now)
    })
}

fn contact_of(sender: &Sender, ticket: TicketId, now: Moment) -> Contact {
    let person = &sender.person;
    Contact {
        ticket_id: ticket,
        name: person.name.clone(),
        phone: person.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
        email: person.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default(),
        show_name: sender.show_name,
        consent_id: sender.consent,
        consented_at: now,
    }
}

/// The draft's photos become the report's, and the draft only remembers where it went.
fn take_along(
    conn: &mut Conn,
    reviewed: &Reviewed,
    (category, questions): (&Category, &[Question]),
    ticket: &Ticket,
    now: Moment,
) -> Result<(), Refusal> {
    let mut draft = drafts::find(conn, &reviewed.key_hash, now)?.ok_or(Refusal::Missing)?;
    let uploads = drafts::uploads(conn, &draft.key_hash)?;
    let print = |draft: &Draft| draft.read().print(&uploads, category, questions);
    if reviewed.print.as_ref().is_some_and(|shown| *shown != print(&draft)) {
        return Err(Refusal::Stale);
    }
    for (position, upload) in (0..).zip(uploads) {
        photos::insert(conn, &Photo::of_report(upload, ticket.id, position, now))?;
    }
    drafts::forget_uploads(conn, &draft.key_hash)?;
    draft.send(&ticket.code, now);
    Ok(drafts::save(conn, &draft)?)
}

fn submitted(ticket: &Ticket, entered_by: Option<AccountId>, now: Moment) -> Event {
    Event {
        id: EventId::fresh(now),
        ticket_id: ticket.id,
        kind: EventKind::Submitted,
        status_from: None,
        status_to: ticket.status,
        actor_id: entered_by,
        agency_id: None,
        is_public: EventKind::Submitted.is_public(),
        public_text: String::new(),
        remark: String::new(),
        due: Some(ticket.due_at()),
        at: now,
    }
}
