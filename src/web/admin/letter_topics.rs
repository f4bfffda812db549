//! What senders are written about: a row an event, written or not.
use super::history::{self, HistoryRow};
use crate::actions::letter_topics::write_about;
use crate::domain::audit::Subject;
use crate::domain::letter_topic::Topic;
use crate::links;
use crate::portal::Portal;
use crate::store::{audit, letter_topics};
use crate::web::error::Failure;
use crate::web::posted::{Form, Posted};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The events with what is written about them, for whoever keeps the city's texts.
#[derive(Template)]
#[template(path = "admin/letter_topics.html")]
pub struct LetterTopicsPage {
    pub shell: Shell,
    pub rows: Vec<TopicRow>,
    pub samples: String,
    pub history: Vec<HistoryRow>,
}

/// One event.
pub struct TopicRow {
    pub topic: &'static str,
    pub name: String,
    pub written: bool,
    /// "thư điện tử"
    pub channel: String,
    /// The letters that tell of it.
    pub letters: String,
}

/// Which events are ticked; read field by field, as the name comes more than once.
#[derive(Deserialize)]
pub struct TopicsForm {}

impl Form for TopicsForm {}

/// The events as they stand.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let (all, events) = off_thread::look(&portal, |c| {
        Ok((letter_topics::all(c)?, audit::of(c, Subject::Topics, 0, history::SHOWN)?))
    })
    .await?;
    let row = |one: &crate::domain::letter_topic::LetterTopic| {
        let letters = one.topic.kinds().map(|kind| w.say(&format!("admin.letter_kind.{kind}")));
        TopicRow {
            topic: one.topic.as_str(),
            name: w.say(&format!("letter_topic.{}", one.topic)),
            written: one.written,
            channel: w.say(&format!("letter_channel.{}", one.channel)),
            letters: letters.collect::<Vec<_>>().join(" · "),
        }
    };
    page::page(&LetterTopicsPage {
        shell: Shell::new(&portal, &visitor, w.say("admin.topics")),
        rows: all.iter().map(row).collect(),
        samples: links::admin_letter_samples(),
        history: history::rows(&w, events),
    })
}

/// Keeps what was ticked.
pub async fn save(
    portal: web::Data<Portal>,
    visitor: Visitor,
    sent: Posted<TopicsForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let topics: Vec<Topic> = sent.fields.all("topic").iter().filter_map(|word| word.parse().ok()).collect();
    off_thread::change(move || write_about(&inside, &actor, &topics)).await?;
    Ok(redirect::to_saying(&portal, &links::admin_letter_topics(), "admin.topics_saved"))
}
