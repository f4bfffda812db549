//! The queue pages: the 1022 desk's and an agency's.
use super::queue::{self, QueueFound, QueueShown};
use super::tabs::{Room, Tab};
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::page;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "desk/rooms.html")]
pub struct RoomPage {
    pub shell: Shell,
    pub queue: QueueShown,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    muc: String,
    tu: String,
    /// The code of the report just done.
    xong: String,
}

pub async fn triage(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    show(&portal, &visitor, Room::Triage, &asked).await
}

pub async fn work(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    show(&portal, &visitor, Room::Work, &asked).await
}

async fn show(
    portal: &Portal,
    visitor: &Visitor,
    room: Room,
    asked: &Asked,
) -> Result<HttpResponse, Failure> {
    let actor = visitor.staff()?.clone();
    let (now, w) = (portal.now(), visitor.words());
    let word = if asked.muc.is_empty() { room.first(&actor) } else { &asked.muc };
    let tab =
        room.tabs(&actor, now).into_iter().find(|tab: &Tab| tab.word == word).ok_or(Failure::NotFound)?;
    let key = queue::key(&asked.tu);
    let found = page::look(portal, move |c| Ok(QueueFound::load(c, &actor, tab, key, now)?)).await?;
    let queue = found.show(&w, "");
    let mut shell = Shell::new(portal, visitor, queue.name.clone());
    queue::into_menu(&mut shell, &queue);
    super::say_done(&mut shell, &asked.xong);
    page::page(&RoomPage { shell, queue })
}
