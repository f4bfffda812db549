//! The approver's pile: every waiting draft in full, as the public will see it, and one button for those ticked.
use super::ticket::due_line;
use super::will_see::{self, AnswerPart, Around};
use super::{queue, tabs};
use crate::actions::tickets::Order;
use crate::actions::{Refusal, replies};
use crate::clock::Moment;
use crate::domain::photo::Photo;
use crate::domain::policy::{Act, Actor};
use crate::domain::reply::{Document, ReplyDraft};
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::ids::TicketCode;
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::queues::{self, Key, Queue};
use crate::store::{Conn, Found, accounts, documents, photos, replies as published, reply_drafts, tickets};
use crate::web::desk::step::Sent;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::status_tag::DueTag;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Drafts of one page: as many as one can read before pressing.
const ROWS: usize = 10;

/// The drafts that wait, as the public will see them, for whoever may publish answers.
#[derive(Template)]
#[template(path = "desk/approve.html")]
pub struct ApprovePage {
    pub shell: Shell,
    pub errors: Errors,
    pub back: String,
    /// What became of each answer that was ticked the last time.
    pub outcomes: Vec<Outcome>,
    pub waiting: Vec<Waiting>,
    pub older: String,
}

/// A code, where it leads, and what became of it.
pub struct Outcome {
    pub code: String,
    pub href: String,
    pub words: String,
}

/// A draft that waits.
pub struct Waiting {
    pub code: String,
    pub href: String,
    pub title: String,
    pub body: String,
    pub due: DueTag,
    pub due_line: String,
    pub drafter: String,
    /// "Không có phần của: Sở Y tế"; "" where all who were asked gave theirs.
    pub without: String,
    pub answer: AnswerPart,
    /// The code and the version that was read, for the box.
    pub tick: String,
    /// Four eyes: there is no box on one's own draft.
    pub own: bool,
}

/// Where a page begins, and the codes of those just ticked by what became of them.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub struct PileQuestion {
    #[serde(skip_serializing_if = "String::is_empty")]
    sau: String,
    #[serde(rename = "da", skip_serializing_if = "String::is_empty")]
    published: String,
    #[serde(rename = "doi", skip_serializing_if = "String::is_empty")]
    changed: String,
    #[serde(rename = "minh", skip_serializing_if = "String::is_empty")]
    own: String,
    #[serde(rename = "thieu", skip_serializing_if = "String::is_empty")]
    unready: String,
    #[serde(rename = "loi", skip_serializing_if = "String::is_empty")]
    failed: String,
}

/// What was read for the page.
struct Pile {
    rows: Vec<Row>,
    next: Option<Key>,
    city: Arc<City>,
    /// The position of whoever approves.
    signer: String,
    now: Moment,
}

struct Row {
    ticket: Ticket,
    draft: ReplyDraft,
    drafter: String,
    photos: Vec<Photo>,
    documents: Vec<Document>,
    has_history: bool,
}

/// The waiting drafts within this person's reach, what is due next first.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<PileQuestion>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, &asked, Errors::default()).await?)
}

/// Publishes those ticked, each for itself: what one of them lacks does not hold up the others.
pub async fn publish(
    portal: web::Data<Portal>,
    visitor: Visitor,
    sent: Sent,
) -> Result<HttpResponse, Failure> {
    let ticked: Vec<String> = sent.fields.all("ticked").into_iter().map(str::to_owned).collect();
    if ticked.is_empty() {
        let mut errors = Errors::default();
        errors.add("waiting", visitor.words().say("approve.none_ticked"));
        return page::again(&page_of(&portal, &visitor, &PileQuestion::default(), errors).await?);
    }
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let told = off_thread::change(move || Ok::<_, Failure>(publish_each(&inside, &actor, &ticked))).await?;
    let query = serde_urlencoded::to_string(told).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(redirect::to(&format!("{}?{query}", links::approve())))
}

fn publish_each(portal: &Portal, actor: &Actor, ticked: &[String]) -> PileQuestion {
    let mut told = PileQuestion::default();
    for (code, seen) in ticked.iter().take(ROWS).filter_map(|tick| read(tick)) {
        let place = match replies::publish(portal, Order { actor, code: code.as_str(), seen }) {
            Ok(_) => &mut told.published,
            Err(Refusal::Invalid(problems)) if problems.iter().any(|one| one.word == "own_draft") => {
                &mut told.own
            }
            Err(Refusal::Invalid(_)) => &mut told.unready,
            Err(Refusal::Stale | Refusal::TooLate | Refusal::Missing | Refusal::Forbidden) => {
                &mut told.changed
            }
            Err(Refusal::TooMany | Refusal::Unavailable(_)) => &mut told.failed,
        };
        if !place.is_empty() {
            place.push(',');
        }
        place.push_str(code.as_str());
    }
    told
}

/// "26-8K3F-Q7TY.7": the code and the version that was read.
fn read(tick: &str) -> Option<(TicketCode, i32)> {
    let (code, seen) = tick.rsplit_once('.')?;
    Some((TicketCode::parse(code).ok()?, seen.parse().ok()?))
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    asked: &PileQuestion,
    errors: Errors,
) -> Result<ApprovePage, Failure> {
    let (w, actor, now) = (visitor.words(), visitor.staff()?.clone(), portal.now());
    let (reader, key) = (actor.clone(), queue::key(&asked.sau));
    let pile =
        off_thread::look_in_city(portal, move |c, city| Ok(Pile::load(c, city, &reader, key, now)?)).await?;
    let four_eyes = pile.city.facts.four_eyes;
    let waiting = pile.rows.iter().map(|row| {
        let own = four_eyes && row.draft.author_id == actor.id;
        pile.show(&w, row, own)
    });
    Ok(ApprovePage {
        shell: Shell::new(portal, visitor, w.say("approve.title")),
        errors,
        back: links::in_queue(&links::work(), tabs::TO_APPROVE),
        outcomes: outcomes(&w, asked),
        waiting: waiting.collect(),
        older: pile.next.map(|key| queue::from(&links::approve(), '?', key)).unwrap_or_default(),
    })
}

fn outcomes(w: &crate::i18n::Words, asked: &PileQuestion) -> Vec<Outcome> {
    let groups = [
        (&asked.published, "approve.published"),
        (&asked.changed, "approve.changed"),
        (&asked.own, "approve.own"),
        (&asked.unready, "approve.unready"),
        (&asked.failed, "approve.failed"),
    ];
    let each = groups.into_iter().flat_map(|(codes, key)| codes.split(',').map(move |code| (code, key)));
    each.filter_map(|(code, key)| Some((TicketCode::parse(code).ok()?, key)))
        .take(ROWS)
        .map(|(code, key)| Outcome {
            href: links::desk_ticket(code.as_str()),
            code: code.to_string(),
            words: w.say(key),
        })
        .collect()
}

impl Pile {
    fn load(conn: &mut Conn, city: Arc<City>, actor: &Actor, key: Option<Key>, now: Moment) -> Found<Self> {
        let scope = actor.scope(Act::PublishReply);
        let found = queues::list(conn, &scope, &Queue::of(&[Status::AwaitingApproval]), key, ROWS)?;
        let mut rows = Vec::new();
        for queued in &found.items {
            // A report without its draft is none to approve: its own page says what is wrong with it.
            let Some(draft) = reply_drafts::find(conn, queued.id)? else { continue };
            rows.push(Row {
                ticket: tickets::find(conn, queued.id)?,
                drafter: accounts::find(conn, draft.author_id)?.name,
                draft,
                photos: photos::of_ticket(conn, queued.id)?,
                documents: documents::of_ticket(conn, queued.id)?,
                has_history: !published::of_ticket(conn, queued.id)?.is_empty(),
            });
        }
        Ok(Self { rows, next: found.next, city, signer: actor.position.clone(), now })
    }

    fn show(&self, w: &crate::i18n::Words, row: &Row, own: bool) -> Waiting {
        let ticket = &row.ticket;
        let around = Around {
            ticket,
            city: &self.city,
            photos: &row.photos,
            documents: &row.documents,
            has_history: row.has_history,
            signer: &self.signer,
        };
        Waiting {
            code: ticket.code.clone(),
            href: links::in_queue(&links::desk_ticket(&ticket.code), tabs::TO_APPROVE),
            title: ticket.public_title.clone(),
            body: ticket.public_body.clone(),
            due_line: due_line(w, ticket),
            due: queue::due(w, ticket.status, ticket.level, ticket.due_at(), self.now, &self.city.calendar),
            drafter: w.fill("desk.draft.of", [("name", &row.drafter)]),
            without: without(w, &self.city, ticket),
            answer: will_see::draft(w, around, &row.draft),
            tick: format!("{}.{}", ticket.code, ticket.version),
            own,
        }
    }
}

/// Whose part the answer goes without.
fn without(w: &crate::i18n::Words, city: &City, ticket: &Ticket) -> String {
    let left_out = ticket.holders.without();
    if left_out.is_empty() {
        return String::new();
    }
    w.fill("approve.without", [("agencies", city.agencies_named(&left_out))])
}
