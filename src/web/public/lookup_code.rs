//! How a report stands, for whoever holds its code: the four words, the dates, who holds it, when an answer is due.
//!
//! Of a report that is not public nothing of what was written is shown, not even the answer: a code is said on the
//! phone and written on slips of paper, so it proves too little for that. Such an answer went to its sender by letter.
use super::holder::{Held, Holder, holder};
use super::lookup::is_known;
use super::shown;
use super::submit::thanks::waiting;
use super::ticket::{link_to, reason_said, timeline};
use crate::clock::Moment;
use crate::domain::city_facts::CityFacts;
use crate::domain::event::EventKind;
use crate::domain::last_moment;
use crate::domain::public::Standing;
use crate::domain::status::{PublicWord, Status};
use crate::i18n::Words;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::{contacts, public};
use crate::web::error::Failure;
use crate::web::parts::moment::{self, MomentShown};
use crate::web::parts::promise::{self, PromiseShown};
use crate::web::parts::status_tag::StatusTag;
use crate::web::parts::timeline::TimelineStep;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// How one report stands, for whoever holds its code; of one that is not public, no word that anybody wrote.
#[derive(Template)]
#[template(path = "public/lookup_code.html")]
pub struct LookupCodePage {
    pub shell: Shell,
    pub code: String,
    pub tag: StatusTag,
    pub sent: MomentShown,
    pub holder: Holder,
    /// What its answer promised, or the answer of the public report that it repeats.
    pub promise: Option<PromiseShown>,
    /// That the sender has yet to confirm the address; "" where they have not.
    pub waiting: String,
    /// "Đã có trả lời lúc 13:15, 7/9/2026."; "" while there is none.
    pub answered: String,
    /// Until when one may ask that it is opened again; "" where that is not open.
    pub reopen_until: String,
    /// The answer cannot be read here: it went by letter.
    pub by_letter: bool,
    /// It repeats a report that is not public.
    pub joined_hidden: bool,
    /// The report that it repeats, if anyone may read it.
    pub master: String,
    pub master_code: String,
    pub reason: String,
    pub reason_text: String,
    pub timeline: Vec<TimelineStep>,
    /// The address of the public page, and what stands on it; "" if there is none.
    pub public: String,
    pub open: String,
    /// Why there is none.
    pub not_public: String,
    /// Where the sender comes to their own page.
    pub own: String,
}

/// The report with the code in the address. Guesses that miss are counted.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let wanted = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    if wanted.as_str() != code.as_str() {
        return Ok(redirect::to(&links::lookup_code(wanted.as_str())));
    }
    if !is_known(&portal, &visitor, wanted).await? {
        return Err(Failure::NotFound);
    }
    let (city, standing, events, reason, confirm_by) = off_thread::look_in_city(&portal, move |c, city| {
        let standing = public::standing(c, wanted.as_str())?.ok_or(Failure::NotFound)?;
        let events = public::timeline(c, standing.id, standing.is_public)?;
        let reason = match (&standing.reason, standing.status) {
            (Some(code), Status::Rejected) => city.reason(code).cloned(),
            _ => None,
        };
        let confirm_by = contacts::state(c, standing.id)?.confirm_by;
        Ok((city, standing, events, reason, confirm_by))
    })
    .await?;
    let w = &visitor.words();
    let holder = holder(w, &city, held(&standing, &city.facts.hotline, portal.now()));
    let (reason, reason_text) = reason.map_or_else(Default::default, |reason| reason_said(w, reason));
    let reopened = events.iter().filter(|event| event.kind == EventKind::Reopened).count();
    let most = usize::try_from(city.facts.reopen_times).unwrap_or(0);
    let promised = standing.promised.as_ref();
    let answered = standing.answered_at.filter(|_| standing.word == PublicWord::Done || promised.is_some());
    page::page(&LookupCodePage {
        shell: Shell::new(&portal, &visitor, w.fill("lookup.title_of", [("code", standing.code.as_str())])),
        tag: tag(w, &standing, portal.now()),
        promise: promised.map(|one| PromiseShown::of(w, &city, one, portal.now())),
        sent: MomentShown::of(standing.created_at),
        answered: answered.map_or_else(String::new, |at| {
            let key = if standing.master_is_hidden { "lookup.joined_answered" } else { "lookup.answered" };
            w.fill(key, [("when", moment::full(at))])
        }),
        reopen_until: reopen_until(
            w,
            (&city.facts, portal.now()),
            answered.filter(|_| standing.status != Status::Duplicate && reopened < most),
        ),
        by_letter: answered.is_some() && !standing.is_public && standing.status != Status::Duplicate,
        joined_hidden: standing.master_is_hidden,
        reason,
        reason_text,
        timeline: timeline(w, &city, &events, &holder),
        waiting: waiting(w, confirm_by),
        holder,
        public: if standing.is_public { link_to(&standing.code) } else { String::new() },
        open: w.say(if answered.is_some() { "lookup.open" } else { "lookup.open_unanswered" }),
        not_public: w.say(if standing.waits_for_check { "lookup.not_checked" } else { "lookup.not_public" }),
        master: link_to(&standing.master),
        master_code: standing.master,
        own: links::own_by_phone(&standing.code),
        code: standing.code,
    })
}

/// "Chưa thỏa đáng? Đến hết ngày 14/9/2026, bạn mở lại phản ánh ở trang riêng của bạn …"
fn reopen_until(w: &Words, (facts, now): (&CityFacts, Moment), answered: Option<Moment>) -> String {
    let last = answered.map(|at| last_moment(at, facts.reopen_days));
    match last.filter(|last| *last >= now) {
        Some(last) => {
            w.fill("lookup.reopen_until", [("day", &moment::day(last)), ("hotline", &facts.hotline)])
        }
        None => String::new(),
    }
}

/// How a report stands, by what its answer says where it has one.
pub fn tag(w: &Words, standing: &Standing, now: Moment) -> StatusTag {
    match &standing.promised {
        Some(promised) => promise::state(w, promised, now),
        None if standing.word == PublicWord::Done => {
            StatusTag { word: shown::answered(w, standing.outcome), ..StatusTag::public(w, standing.word) }
        }
        None => StatusTag::public(w, standing.word),
    }
}

fn held<'a>(standing: &'a Standing, hotline: &'a str, now: Moment) -> Held<'a> {
    Held {
        status: standing.status,
        agency: standing.agency,
        answer_due: standing.answer_due,
        due_at: standing.due_at,
        promised: standing.promised.as_ref(),
        hotline,
        now,
    }
}
