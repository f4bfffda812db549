//! A public report: what was said, who holds it, what was done, and what was answered.
use super::holder::{Held, Holder, holder};
use super::{comment, shown, support};
use crate::clock::Moment;
use crate::domain::city::RefusalReason;
use crate::domain::public::{PublicAnswer, PublicCard, PublicEvent, PublicPhoto, PublicRest, PublicTicket};
use crate::domain::status::{PublicWord, Status};
use crate::domain::text::excerpt;
use crate::i18n::Words;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::parts::answer::{self, AnswerShown, AnsweredReport, Said};
use crate::web::parts::comment::CommentShown;
use crate::web::parts::moment::MomentShown;
use crate::web::parts::photo_strip::{PhotoShown, Picture, Shelf, row};
use crate::web::parts::promise::PromiseShown;
use crate::web::parts::question::AnswerSaid;
use crate::web::parts::status_tag::StatusTag;
use crate::web::parts::timeline::{Happened, TimelineStep, due_before};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{assets, known, off_thread, redirect};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::sync::Arc;

/// Characters of the text that stand in a shared link.
const DESCRIPTION: usize = 160;

/// The page of a public report, for anybody.
#[derive(Template)]
#[template(path = "public/ticket.html")]
pub struct TicketPage {
    pub shell: Shell,
    /// Where search engines keep it: the report that it repeats, where that one is public.
    pub canonical: String,
    /// Its own address.
    pub address: String,
    /// Where the portal is, before the addresses of its pages: for what is printed.
    pub site: String,
    /// What it is about, for shared links.
    pub about: String,
    /// The address of a picture for shared links: its first photo, or the portal's own.
    pub picture: String,
    /// The version of the answer that stands now, under an address that stays; "" while there is none.
    pub version: String,
    pub code: String,
    pub kind: String,
    pub category: String,
    /// The page of the category; "" where the city has it no more.
    pub category_href: String,
    pub title: String,
    pub tone: &'static str,
    pub state: String,
    pub body: String,
    pub place: String,
    pub sender: String,
    pub sent: MomentShown,
    pub photos: Vec<PhotoShown>,
    /// What its category asked, answered; empty for most.
    pub asked: Vec<AnswerSaid>,
    pub holder: Holder,
    /// Who works with whoever holds it or answered; "" for nobody.
    pub with: String,
    /// What its answer promised, or the answer of the report that it repeats.
    pub promise: Option<PromiseShown>,
    /// The report that it repeats, if anyone may read it; else "".
    pub master: String,
    pub master_code: String,
    /// What the sender was told when it was refused; "" if it was not.
    pub refusal: Refusal,
    /// One, or none while it is not answered.
    pub answers: Vec<AnswerShown>,
    pub history: Vec<AnswerShown>,
    pub timeline: Vec<TimelineStep>,
    /// "12 người cũng gặp"; "" for nobody.
    pub supports: String,
    /// Where one says that one has it, too; "" where nobody can.
    pub support_to: String,
    /// What people said about it, the oldest first.
    pub comments: Vec<CommentShown>,
    /// Where one says something about it; "" where readers say nothing.
    pub comment_to: String,
}

/// Why a report was refused, and what its sender was told; empty for one that was not.
#[derive(Default)]
pub struct Refusal {
    pub reason: String,
    pub text: String,
}

struct TicketRead {
    city: Arc<City>,
    ticket: PublicTicket,
    rest: PublicRest,
    reason: Option<RefusalReason>,
}

/// The report with the code in the address; not found where it is not public.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let Ok(wanted) = TicketCode::parse(&code) else {
        return Err(Failure::NotFound);
    };
    if wanted.as_str() != code.as_str() {
        return Ok(redirect::to(&links::ticket(wanted.as_str())));
    }
    let found = off_thread::look_in_city(&portal, move |c, city| {
        let Some((PublicCard { ticket, .. }, rest)) = public::copy::report(c, wanted.as_str())? else {
            let gone = public::copy::is_gone(c, wanted.as_str())?;
            return Err(if gone { Failure::Gone } else { Failure::NotFound });
        };
        Ok(TicketRead {
            rest,
            reason: ticket.reason.as_deref().and_then(|code| city.reason(code)).cloned(),
            ticket,
            city,
        })
    })
    .await?;
    known::page(&request, &visitor, &page_of(&portal, &visitor, found))
}

fn page_of(portal: &Portal, visitor: &Visitor, found: TicketRead) -> TicketPage {
    let w = &visitor.words();
    let TicketRead { city, ticket, rest, reason } = found;
    let PublicRest { photos, asked: answered, answers, events, comments } = rest;
    let base = &portal.config.base_url;
    let picture = shared_picture(base, photos.first());
    let version = answers.first().map(|newest| links::answer_version(&ticket.code, newest.version));
    let asked = AnsweredReport { code: &ticket.code, title: &ticket.title, shelf: Shelf::Public };
    let said = |reply| Said::published(reply, city.agency(Some(reply.agency)));
    let before: Vec<Picture<'_>> = photos.iter().map(Picture::from).collect();
    let (shown, photos) = match answers.first() {
        Some(reply) => {
            let (answer, left) = answer::newest(w, asked, &said(reply), &before, answers.len() > 1);
            (vec![answer], left)
        }
        None => (Vec::new(), row(w, "ticket.alt_before", asked.title, asked.shelf, &before)),
    };
    let history = answers.iter().skip(1).map(|reply| answer::earlier(w, asked, &said(reply))).collect();
    let holder = holding(w, &city, &ticket, portal.now());
    let state = state(w, &ticket, portal.now());
    let category = city.categories.get(&ticket.category);
    TicketPage {
        shell: shell(portal, visitor, &ticket, !shown.is_empty()),
        canonical: format!("{base}{}", links::ticket(kept_under(&ticket))),
        address: format!("{base}{}", links::ticket(&ticket.code)),
        site: base.clone(),
        about: excerpt(&ticket.body, DESCRIPTION),
        picture,
        version: version.unwrap_or_default(),
        kind: w.say(&format!("kind.{}", ticket.kind)),
        category: city.category(ticket.category, w.lang()).to_owned(),
        category_href: category.map(|one| links::category(&one.code)).unwrap_or_default(),
        tone: state.tone,
        state: state.word,
        promise: ticket.promised.as_ref().map(|one| PromiseShown::of(w, &city, one, portal.now())),
        place: place(w, &ticket.place, city.commune(ticket.commune)),
        with: city.agencies_named(&ticket.partners),
        sent: MomentShown::of(ticket.created_at),
        photos,
        asked: answered.into_iter().map(|one| said_to_public(w, one)).collect(),
        refusal: refusal(w, &ticket, reason),
        answers: shown,
        history,
        timeline: timeline(w, &city, &events, &holder),
        supports: support::count(w, ticket.supports),
        support_to: if support::is_open(&ticket) { links::support(&ticket.code) } else { String::new() },
        comments: comments.into_iter().map(|one| CommentShown::of(w, &city, one)).collect(),
        comment_to: if comment::is_open(&city, &ticket) {
            links::comment(&ticket.code)
        } else {
            String::new()
        },
        holder,
        master: link_to(&ticket.master),
        master_code: ticket.master,
        code: ticket.code,
        title: ticket.title,
        body: ticket.body,
        sender: ticket.sender,
    }
}

/// Who holds it, and until when.
fn holding(w: &Words, city: &City, ticket: &PublicTicket, now: Moment) -> Holder {
    let held = Held {
        status: ticket.status,
        agency: ticket.agency,
        answer_due: ticket.answer_due,
        due_at: ticket.due_at,
        promised: ticket.promised.as_ref(),
        hotline: &city.facts.hotline,
        now,
    };
    holder(w, city, held)
}

/// The picture of a shared link, whole: a photo, or the portal's own where there is none.
pub fn shared_picture(base: &str, photo: Option<&PublicPhoto>) -> String {
    let own = || assets::url("img/share.png");
    format!("{base}{}", photo.map_or_else(own, |photo| links::photo(&photo.display)))
}

/// What repeats another is found by that one, and what nobody has answered yet is no answer to anybody.
fn shell(portal: &Portal, visitor: &Visitor, ticket: &PublicTicket, is_answered: bool) -> Shell {
    let shell = Shell::new(portal, visitor, ticket.title.clone());
    if is_answered && ticket.master.is_empty() {
        shell.indexed(excerpt(&ticket.body, DESCRIPTION))
    } else {
        shell
    }
}

fn kept_under(ticket: &PublicTicket) -> &str {
    if ticket.master.is_empty() { &ticket.code } else { &ticket.master }
}

fn said_to_public(w: &Words, one: PublicAnswer) -> AnswerSaid {
    if w.lang() == "en" {
        AnswerSaid { label: one.label_en, value: one.value_en }
    } else {
        AnswerSaid { label: one.label_vi, value: one.value_vi }
    }
}

/// The address of a public report; "" for none.
pub fn link_to(code: &str) -> String {
    if code.is_empty() { String::new() } else { links::ticket(code) }
}

/// "Đã xử lý sau 3 ngày · đúng hạn"
fn state(w: &Words, ticket: &PublicTicket, now: Moment) -> StatusTag {
    let mut state = shown::state(w, ticket, now);
    if let (Some(answered), Some(due)) = (ticket.answered_at, ticket.answer_due)
        && ticket.word == PublicWord::Done
        && ticket.promised.is_none()
    {
        let key = if answered <= due { "ticket.on_time" } else { "ticket.late" };
        state.word = format!("{} · {}", state.word, w.say(key));
    }
    state
}

/// "Phố Đình Đông, Phường Lê Chân"; "" for what lies nowhere in the city.
pub fn place(w: &Words, place: &str, commune: &str) -> String {
    match (place, commune) {
        ("", commune) => commune.to_owned(),
        (place, "") => format!("{place} ({})", w.say("card.commune_unknown")),
        (place, commune) => format!("{place}, {commune}"),
    }
}

fn refusal(w: &Words, ticket: &PublicTicket, reason: Option<RefusalReason>) -> Refusal {
    if ticket.status != Status::Rejected {
        return Refusal::default();
    }
    let (name, text) = reason.map_or_else(Default::default, |reason| reason_said(w, reason));
    Refusal { reason: name, text: if ticket.refusal.is_empty() { text } else { ticket.refusal.clone() } }
}

/// The name of a reason and its text, in the visitor's language.
pub fn reason_said(w: &Words, reason: RefusalReason) -> (String, String) {
    if w.lang() == "en" { (reason.name_en, reason.text_en) } else { (reason.name_vi, reason.text_vi) }
}

/// What happened, the newest first, with what is owed next on top.
pub fn timeline(w: &Words, city: &City, events: &[PublicEvent], holder: &Holder) -> Vec<TimelineStep> {
    let next = (!holder.until.is_empty()).then(|| {
        TimelineStep::next(w.fill("ticket.next", [("who", holder.who.as_str())]), holder.until.clone())
    });
    let dues: Vec<_> = events.iter().map(|event| (event.kind, event.due)).collect();
    let past = events.iter().enumerate().rev().map(|(at, event)| {
        TimelineStep::of(
            w,
            Happened {
                kind: event.kind,
                agency: city.agency(event.agency),
                at: event.at,
                due: event.due,
                before: due_before(&dues[..=at]),
                note: &event.text,
            },
        )
    });
    next.into_iter().chain(past).collect()
}
