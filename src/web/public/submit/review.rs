//! Step 6: exactly what the public will read, what stays private, and the button that sends it.
use super::{Scene, Step, Way, key_of, photos};
use crate::actions::Refusal;
use crate::actions::tickets::{NewTicket, Reviewed, submit};
use crate::domain::city::Publish;
use crate::domain::question::{Answered, Question, Value};
use crate::domain::status::Status;
use crate::domain::text::tidy;
use crate::domain::ticket::Channel;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::store::{communes, drafts, tickets};
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::moment;
use crate::web::parts::photo_strip::PhotoShown;
use crate::web::parts::status_tag::StatusTag;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::posted::{Form, Posted};
use crate::web::press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The report as the public would read it, and what stays private, for the sender.
#[derive(Template)]
#[template(path = "public/submit/review.html")]
pub struct ReviewPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    /// Too fast, or something in the field that nobody sees: the sender is asked to look once more.
    pub once_more: bool,
    pub card: TicketCard,
    pub body: String,
    /// "Người gửi: …", "" where the name is not shown.
    pub signed: String,
    pub photos: Vec<PhotoShown>,
    /// It will never be public: the sender's wish, or its category's rule.
    pub never_public: bool,
    pub parts: Vec<PartShown>,
    pub form_key: String,
    /// A print of all that stands here: what is sent is this, or nothing.
    pub print: String,
}

/// One part of the report with the way back to it.
pub struct PartShown {
    pub term: String,
    pub value: String,
    /// Only the 1022 desk sees it.
    pub private: bool,
    /// Whoever handles it reads it, and nobody else.
    pub unpublished: bool,
    pub edit: String,
    pub edit_label: String,
}

/// The draft and the print of what was shown, so that nothing else is sent.
#[derive(Deserialize)]
pub struct ReviewForm {
    #[serde(default)]
    form_key: String,
    #[serde(default)]
    print: String,
    /// Hidden from people; machines fill it in.
    #[serde(default)]
    website: String,
}

impl Form for ReviewForm {}

/// The review, once nothing lacks; before that, on to the first step that does.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(gap) = scene.gap() {
        return Ok(redirect::to(&gap));
    }
    page::page(&page_of(&portal, &visitor, &scene, false).await?)
}

/// Sends it. The same form sent again, in the same moment or later, leads to the same thanks.
pub async fn send(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ReviewForm>,
) -> Result<HttpResponse, Failure> {
    let typed = posted.form;
    let scene = Scene::load(&portal, &visitor).await?;
    // Asked after the form was read: between the two the same press may have been served elsewhere.
    match was_sent(&portal, &visitor, &typed.form_key).await? {
        Some(true) => return Ok(redirect::to(&links::submit_thanks())),
        Some(false) => return Ok(redirect::to_saying(&portal, &links::submit(), "submit.sent_before")),
        None => {}
    }
    if let Some(gap) = scene.gap() {
        return Ok(redirect::to(&gap));
    }
    if typed.form_key != scene.answers.form_key || scene.print().is_none_or(|print| print != typed.print) {
        return changed(&portal, &visitor, &scene).await;
    }
    let hasty = scene.draft.as_ref().is_none_or(|draft| draft.is_hasty(portal.now()));
    if hasty || !typed.website.is_empty() {
        return page::again(&page_of(&portal, &visitor, &scene, true).await?);
    }
    let Some(new) = new_ticket(&scene, &portal, &visitor) else {
        return Ok(redirect::to(&Step::What.url()));
    };
    let own = portal.clone();
    match off_thread::change(move || Ok::<_, Failure>(submit(&own, &new))).await? {
        Ok(_) => Ok(redirect::to(&links::submit_thanks())),
        // Changed on another page in this very moment.
        Err(Refusal::Stale) => changed(&portal, &visitor, &Scene::load(&portal, &visitor).await?).await,
        // A category or a consent that ended while this was written: its step asks again.
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors| {
                Ok(ReviewPage { errors, ..page_of(&portal, visitor, &scene, false).await? })
            };
            press::refused(&visitor, refusal, again).await
        }
    }
}

/// What it shows is no longer what lies there: the review as it is now, and nothing is sent.
async fn changed(portal: &Portal, visitor: &Visitor, scene: &Scene) -> Result<HttpResponse, Failure> {
    if let Some(gap) = scene.gap() {
        return Ok(redirect::to(&gap));
    }
    let visitor = visitor.before_again("submit.review_changed");
    page::page_as(StatusCode::CONFLICT, &page_of(portal, &visitor, scene, false).await?)
}

/// This very form became a report already. Does its thanks page still stand, or was another one begun meanwhile?
async fn was_sent(portal: &Portal, visitor: &Visitor, form_key: &str) -> Result<Option<bool>, Failure> {
    let (key, now, form_key) = (key_of(portal, visitor), portal.now(), form_key.to_owned());
    off_thread::look(portal, move |c| {
        let Some(ticket) = tickets::by_form_key(c, &form_key)? else { return Ok(None) };
        let draft = drafts::find(c, &key, now)?;
        Ok(Some(draft.is_some_and(|draft| draft.ticket_code == Some(ticket.report.code))))
    })
    .await
}

fn new_ticket(scene: &Scene, portal: &Portal, visitor: &Visitor) -> Option<NewTicket> {
    Some(NewTicket {
        form_key: scene.answers.form_key.clone(),
        channel: Channel::Web,
        lang: visitor.lang().to_owned(),
        report: scene.report()?,
        entered_by: None,
        draft: Some(Reviewed { key_hash: key_of(portal, visitor), print: Some(scene.print()?) }),
    })
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    scene: &Scene,
    once_more: bool,
) -> Result<ReviewPage, Failure> {
    let w = visitor.words();
    let place = place_said(portal, scene, &w).await?;
    let photos: Vec<PhotoShown> = photos::kept(portal, visitor)
        .await?
        .into_iter()
        .map(|kept| PhotoShown {
            large: kept.small.clone(),
            small: kept.small,
            alt: kept.alt,
            caption: String::new(),
        })
        .collect();
    let typed = &scene.answers;
    let never = scene.category.as_ref().is_some_and(|category| category.publish == Publish::Never);
    let today = moment::day(portal.now());
    let tag = StatusTag::public(&w, Status::New.public_word());
    Ok(ReviewPage {
        shell: Shell::new(portal, visitor, w.say("submit.review_title")),
        way: Step::Review.way(&w, scene),
        errors: Errors::default(),
        once_more,
        card: TicketCard {
            href: "#review-body".into(),
            title: tidy(&typed.title),
            category: category_name(scene, &w),
            place: place.clone(),
            sent: w.fill("submit.sent_on", [("day", today)]),
            tone: tag.tone,
            state: tag.word,
            photo: photos.first().map(|photo| photo.small.clone()).unwrap_or_default(),
            ..TicketCard::default()
        },
        body: tidy(&typed.body),
        signed: if typed.show_name && !tidy(&typed.name).is_empty() {
            w.fill("submit.signed", [("name", tidy(&typed.name))])
        } else {
            String::new()
        },
        parts: parts(scene, &w, &place, photos.len()),
        photos,
        never_public: typed.is_private || never,
        form_key: typed.form_key.clone(),
        print: scene.print().unwrap_or_default(),
    })
}

fn category_name(scene: &Scene, w: &Words) -> String {
    let category = scene.category.as_ref();
    category.map(|category| category.name(w.lang()).to_owned()).unwrap_or_default()
}

/// "Số 12 phố Lạch Tray, Phường Gia Viên".
async fn place_said(portal: &Portal, scene: &Scene, w: &Words) -> Result<String, Failure> {
    let Ok(place) = scene.answers.place(scene.need()) else {
        return Ok(String::new());
    };
    let commune = match place.commune {
        Some(id) => off_thread::look(portal, move |c| Ok(communes::find(c, id)?)).await?.name,
        None => String::new(),
    };
    Ok(crate::web::public::ticket::place(w, &place.words, &commune))
}

/// What the category asked, answered.
fn answers(scene: &Scene) -> Vec<(&Question, Value)> {
    let answers = scene.asking().answers().unwrap_or_default();
    let one = |answered: Answered| {
        let question = scene.questions.iter().find(|one| one.id == answered.question)?;
        Some((question, answered.value))
    };
    answers.into_iter().filter_map(one).collect()
}

fn parts(scene: &Scene, w: &Words, place: &str, photos: usize) -> Vec<PartShown> {
    let typed = &scene.answers;
    let none = |text: &str| {
        if text.is_empty() { w.say("submit.none") } else { text.to_owned() }
    };
    let yes_no = |yes: bool| w.say(if yes { "submit.yes" } else { "submit.no" });
    let part = |key: &str, value: String, step: Step, private: bool| {
        let term = w.say(&format!("submit.part_{key}"));
        PartShown {
            value,
            private,
            unpublished: false,
            edit: step.url(),
            edit_label: w.fill("submit.edit_part", [("part", term.to_lowercase())]),
            term,
        }
    };
    let kind = w.say(&format!("submit.kind_{}", typed.kind));
    let reach = [tidy(&typed.phone), tidy(&typed.email)].into_iter().filter(|way| !way.is_empty());
    let reach = reach.collect::<Vec<_>>().join(" · ");
    let photos =
        if photos == 0 { w.say("submit.none") } else { w.number(i64::try_from(photos).unwrap_or(0)) };
    let mut parts = vec![
        part("kind", kind, Step::What, false),
        part("title", tidy(&typed.title), Step::What, false),
        part("category", category_name(scene, w), Step::Category, false),
    ];
    for (question, value) in answers(scene) {
        parts.push(PartShown {
            value: value.said(question, w.lang()),
            private: false,
            unpublished: !question.is_public,
            edit: Step::Questions.url(),
            edit_label: w.fill("submit.edit_part", [("part", question.label(w.lang()))]),
            term: question.label(w.lang()).to_owned(),
        });
    }
    if scene.need() != crate::domain::city::PlaceNeed::NoPlace {
        parts.push(part("place", none(place), Step::Place, false));
    }
    if typed.in_danger() {
        parts.push(part("danger", yes_no(true), Step::What, true));
    }
    parts.extend([
        part("photos", photos, Step::Photos, false),
        part("name", none(&tidy(&typed.name)), Step::Contact, !typed.show_name),
        part("reach", none(&reach), Step::Contact, true),
        part("show_name", yes_no(typed.show_name), Step::Contact, false),
        part("private", yes_no(typed.is_private), Step::Contact, false),
    ]);
    parts
}
