//! The queue pages: the 1022 desk's and an agency's.
use super::fresh;
use super::queue::{self, QueueFound, QueueShown};
use super::tabs::{self, Room, Tab};
use super::units;
use crate::domain::policy::Act;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::figures::{self, Dispatch};
use crate::web::error::Failure;
use crate::web::parts::status_tag::length;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// One queue of a room, for whoever works there.
#[derive(Template)]
#[template(path = "desk/rooms.html")]
pub struct RoomPage {
    pub shell: Shell,
    pub queue: QueueShown,
    /// Where an approver reads all waiting drafts at once; "" elsewhere.
    pub approve: String,
    /// "Từ lúc nhận đến lúc chuyển: 35 phút …"; "" outside the 1022 desk.
    pub dispatch: String,
}

/// How far back the time to dispatch is measured.
const DISPATCH_DAYS: i64 = 30;

/// Which queue is open, where its page begins, and what was done before.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RoomQuestion {
    hang: String,
    sau: String,
    /// The code of the report just done.
    xong: String,
    /// Whom that one went to.
    #[serde(rename = "co-quan")]
    co_quan: String,
}

/// The queues of the 1022 desk, for whoever takes reports in.
pub async fn triage(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<RoomQuestion>,
) -> Result<HttpResponse, Failure> {
    show(&portal, &visitor, &request, Room::Triage, &asked).await
}

/// The queues of an agency, for whoever works in it.
pub async fn work(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<RoomQuestion>,
) -> Result<HttpResponse, Failure> {
    show(&portal, &visitor, &request, Room::Work, &asked).await
}

async fn show(
    portal: &Portal,
    visitor: &Visitor,
    request: &HttpRequest,
    room: Room,
    asked: &RoomQuestion,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let (now, w) = (portal.now(), visitor.words());
    let word = if asked.hang.is_empty() { room.first(&actor) } else { &asked.hang };
    let tab =
        room.tabs(&actor, now).into_iter().find(|tab: &Tab| tab.word == word).ok_or(Failure::NotFound)?;
    let key = queue::key(&asked.sau);
    let known = fresh::known(request).filter(|_| key.is_none());
    if let Some(known) = known
        && fresh::stands(portal, visitor, &tab, known).await?
    {
        return Ok(fresh::as_known(known));
    }
    let since = now - chrono::Duration::days(DISPATCH_DAYS);
    let said = visitor.words();
    let saved = visitor.views().to_vec();
    let (found, dispatch, units) = off_thread::look_in_city(portal, move |c, city| {
        let dispatch = match room {
            Room::Triage => Some(figures::dispatched(c, since)?),
            Room::Work => None,
        };
        let found = QueueFound::load(c, city.clone(), (&actor, &saved), tab, key, now)?;
        let below = room == Room::Work && key.is_none() && found.is_empty();
        let units = if below { units::load(c, &city, &actor, &said)? } else { Vec::new() };
        Ok((found, dispatch, units))
    })
    .await?;
    let mark = fresh::tag(visitor, &found.mark(), now);
    let queue = QueueShown { units, ..found.show(&w, "") };
    let mut shell = Shell::new(portal, visitor, queue.name.clone());
    queue::into_menu(&mut shell, &queue);
    super::say_done(&mut shell, &portal.city(), (&asked.xong, &asked.co_quan), "");
    let piled = queue.word == tabs::TO_APPROVE && visitor.staff()?.may_somewhere(Act::PublishReply);
    let approve = if piled && !queue.rows.is_empty() { links::approve() } else { String::new() };
    let dispatch = dispatch.map(|dispatch| told(&w, dispatch)).unwrap_or_default();
    fresh::marked(page::page(&RoomPage { shell, queue, approve, dispatch })?, &mark)
}

/// A few reports say more about chance than about the desk: then only how many they are.
fn told(w: &Words, dispatch: Dispatch) -> String {
    let reports = w.number(i64::try_from(dispatch.reports).unwrap_or(i64::MAX));
    match dispatch.median_minutes() {
        Some(minutes) => {
            let time = length(w, minutes, minutes / (24 * 60));
            w.fill("desk.dispatch.median", [("time", time), ("reports", reports)])
        }
        None => w.fill("desk.dispatch.too_few", [("reports", reports)]),
    }
}
