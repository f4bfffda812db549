//! What was refused: by reason, and a sample of the week to look over.
use crate::actions::tickets::{self as verbs, Order, Verdict};
use crate::clock::{Moment, local, moment_of};
use crate::domain::city::RefusalReason;
use crate::domain::event::{Event, EventKind};
use crate::domain::policy::{Act, Actor};
use crate::domain::sample;
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::refusals::{self, Refused};
use crate::store::{Conn, Found, events, reasons, tickets};
use crate::web::desk::step::Sent;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::moment;
use crate::web::press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, Duration, NaiveDate, NaiveTime};

/// How far back refusals are counted.
const DAYS: i64 = 90;
/// How many are looked over in a week.
const SAMPLE: usize = 10;

/// How many reports were refused for which reason, and this week's sample, for whoever watches.
#[derive(Template)]
#[template(path = "desk/refusals.html")]
pub struct RefusalsPage {
    pub shell: Shell,
    pub errors: Errors,
    /// "128 phản ánh bị từ chối trong 90 ngày qua."
    pub total: String,
    pub reasons: Vec<Counted>,
    pub sample: Vec<Sampled>,
}

/// A reason, and how many reports were refused for it.
pub struct Counted {
    pub name: String,
    pub count: String,
}

/// A refused report to look over.
pub struct Sampled {
    pub code: String,
    pub href: String,
    pub title: String,
    /// What the sender wrote, as far as the reader may read it.
    pub wrote: String,
    /// "Quảng cáo · 13:15, 7/9/2026 · Trần Thị B"
    pub about: String,
    /// What the sender was told.
    pub told: String,
    pub action: String,
    pub version: i32,
    /// What was found already, by whom and when; "" while nobody looked.
    pub found: Vec<String>,
    pub why: String,
    pub why_id: String,
}

/// What happened, oldest first, with the name of whoever did it.
type History = Vec<(Event, Option<String>)>;

struct Read {
    counted: Vec<Refused>,
    reasons: Vec<RefusalReason>,
    sample: Vec<(Ticket, History)>,
}

/// What was typed into the form of one report that could not be taken.
#[derive(Default)]
struct TypedDoubt {
    code: String,
    why: String,
    errors: Errors,
}

/// The refusals of the last 90 days within this person's reach.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, TypedDoubt::default()).await?)
}

/// Keeps what was found about one refusal: agreed, or with the reason why it is doubted.
pub async fn review(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    sent: Sent,
) -> Result<HttpResponse, Failure> {
    let (within, fields) = (sent.within(), sent.fields);
    let seen = fields.get("version").parse().map_err(|_| Failure::Malformed("no version".into()))?;
    let (inside, actor, code) = (portal.clone(), visitor.staff()?.clone(), code.into_inner());
    let (asked, why) = (code.clone(), fields.get("why").to_owned());
    let doubted = fields.get("do") == "doubt";
    let done = off_thread::change(move || {
        let verdict = if doubted { Verdict::Doubted(&why) } else { Verdict::Agreed };
        let order = Order { actor: &actor, code: &asked, seen };
        Ok::<_, Failure>(within.and_then(|()| verbs::review_refusal(&inside, order, verdict)))
    })
    .await?;
    match done {
        Ok(_) => Ok(redirect::to_saying(&portal, &links::refusals(), "refusals.done")),
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors: Errors| {
                let errors = errors.all_at(&why_id(&code));
                page_of(&portal, visitor, TypedDoubt { code, why: fields.get("why").to_owned(), errors })
                    .await
            };
            press::refused(&visitor, refusal, again).await
        }
    }
}

async fn page_of(portal: &Portal, visitor: &Visitor, typed: TypedDoubt) -> Result<RefusalsPage, Failure> {
    let (w, actor, now) = (visitor.words(), visitor.staff()?.clone(), portal.now());
    let read = off_thread::look(portal, move |c| Ok(Read::load(c, &actor, now)?)).await?;
    let count = i64::try_from(read.counted.len()).unwrap_or(i64::MAX);
    Ok(RefusalsPage {
        shell: Shell::new(portal, visitor, w.say("refusals.title")),
        total: w.count("refusals.total", count),
        reasons: read.by_reason(&w),
        sample: read.sample.iter().map(|(ticket, all)| read.show(&w, ticket, all, &typed)).collect(),
        errors: typed.errors,
    })
}

impl Read {
    fn load(conn: &mut Conn, actor: &Actor, now: Moment) -> Found<Self> {
        let (monday, week) = week_of(now);
        let scope = actor.scope(Act::ReviewRefusal);
        let all = refusals::since(conn, &scope, week - Duration::days(DAYS))?;
        // Only what was refused before this week: what comes in meanwhile does not change what was drawn.
        let before = all.iter().filter(|one| one.at.is_some_and(|at| at < week)).map(|one| one.id);
        let drawn = sample::draw(before.collect(), monday, SAMPLE);
        let mut sample = Vec::new();
        for id in drawn {
            sample.push((tickets::find(conn, id)?, events::of_ticket(conn, id)?));
        }
        let since = now - Duration::days(DAYS);
        let counted = all.into_iter().filter(|one| one.at.is_some_and(|at| at >= since)).collect();
        Ok(Self { counted, reasons: reasons::all(conn)?, sample })
    }

    /// The city's reasons with how often each was given, the most often first; a reason of another day after them.
    fn by_reason(&self, w: &Words) -> Vec<Counted> {
        let times =
            |code: Option<&str>| self.counted.iter().filter(|one| one.reason.as_deref() == code).count();
        let mut all: Vec<(usize, String)> = self
            .reasons
            .iter()
            .map(|reason| (times(Some(&reason.code)), self.reason(w, Some(&reason.code))))
            .collect();
        let known: usize = all.iter().map(|(count, _)| count).sum();
        all.push((self.counted.len() - known, w.say("refusals.no_reason")));
        all.retain(|(count, _)| *count > 0);
        all.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let number = |count| w.number(i64::try_from(count).unwrap_or(i64::MAX));
        all.into_iter().map(|(count, name)| Counted { name, count: number(count) }).collect()
    }

    fn reason(&self, w: &Words, code: Option<&str>) -> String {
        let found = self.reasons.iter().find(|reason| Some(reason.code.as_str()) == code);
        found.map_or_else(
            || w.say("refusals.no_reason"),
            |reason| if w.lang() == "en" { &reason.name_en } else { &reason.name_vi }.clone(),
        )
    }

    fn show(
        &self,
        w: &Words,
        ticket: &Ticket,
        all: &[(Event, Option<String>)],
        typed: &TypedDoubt,
    ) -> Sampled {
        let refused = all.iter().rev().find(|(event, _)| event.kind == EventKind::Refused);
        let by = refused.and_then(|(_, name)| name.clone());
        let at = ticket.closed_at.map(moment::full);
        let about = [Some(self.reason(w, ticket.reason.as_deref())), at, by];
        let reviewed = |kind| matches!(kind, EventKind::RefusalAgreed | EventKind::RefusalDoubted);
        let found = all.iter().filter(|(event, _)| reviewed(event.kind));
        Sampled {
            code: ticket.code.clone(),
            href: links::desk_ticket(&ticket.code),
            title: ticket.copy().0.to_owned(),
            wrote: ticket.copy().1.to_owned(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            told: ticket.refusal.clone(),
            action: links::desk_step(&ticket.code, "soat-tu-choi"),
            version: ticket.version,
            found: found.map(|(event, name)| verdict(w, event, name.as_deref())).collect(),
            why: if typed.code == ticket.code { typed.why.clone() } else { String::new() },
            why_id: why_id(&ticket.code),
        }
    }
}

/// "Đã rà soát việc từ chối: đồng ý · Trần Thị B · 13:15, 7/9/2026"
fn verdict(w: &Words, event: &Event, name: Option<&str>) -> String {
    let what = w.say(&format!("timeline.{}", event.kind));
    let parts = [what, name.unwrap_or_default().to_owned(), moment::full(event.at), event.remark.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn why_id(code: &str) -> String {
    format!("why-{code}")
}

/// The Monday of this week, and the moment at which it began in the city.
fn week_of(now: Moment) -> (NaiveDate, Moment) {
    let today = local(now).date();
    let monday = today - Duration::days(i64::from(today.weekday().num_days_from_monday()));
    (monday, moment_of(monday.and_time(NaiveTime::MIN)))
}
