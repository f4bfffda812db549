//! A call is typed in while somebody speaks: one page, telephone number first, by keyboard alone.
use super::call_form::{self, CHANNELS, Gazetteer, Offers};
use crate::actions::Refusal;
use crate::actions::tickets::{
    self, Accepted, BODY_LIMIT, COMMUNE_LIMIT, Destination, EMAIL_LIMIT, NAME_LIMIT, NewTicket, Order,
    PHONE_LIMIT, PLACE_LIMIT, PublicText, TITLE_LIMIT,
};
use crate::clock::local;
use crate::domain::contact::Phone;
use crate::domain::policy::{Act, Actor};
use crate::domain::routing;
use crate::domain::ticket::{Kind, Ticket};
use crate::ids::Secret;
use crate::links;
use crate::portal::Portal;
use crate::store::{categories, communes, consents, desk_search};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::page;
use crate::web::parts::moment;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Characters by which a category is looked for: its longest name and more.
const CATEGORY_LIMIT: usize = 200;

#[derive(Template)]
#[template(path = "desk/call.html")]
pub struct CallPage {
    pub shell: Shell,
    pub errors: Errors,
    pub form_key: String,
    pub typed: Fields,
    pub kinds: Vec<Choice>,
    pub channels: Vec<Choice>,
    pub offers: Offers,
    pub category_names: Vec<String>,
    pub commune_names: Vec<String>,
    /// Earlier reports of this telephone number.
    pub earlier: Vec<Earlier>,
    pub looked_up: bool,
}

/// The form, read field by field.
#[derive(Deserialize)]
pub struct Call {}

impl Form for Call {
    const TEXTS: &'static [Text] = &[
        Text::new("title", TITLE_LIMIT, "title_long"),
        Text::new("body", BODY_LIMIT, "body_long"),
        Text::new("category", CATEGORY_LIMIT, "too_long"),
        Text::new("commune", COMMUNE_LIMIT, "commune_long"),
        Text::new("place", PLACE_LIMIT, "place_long"),
        Text::new("name", NAME_LIMIT, "name_long"),
        Text::new("phone", PHONE_LIMIT, "phone_length"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
    ];
}

pub struct Earlier {
    pub href: String,
    pub label: String,
    pub note: String,
}

pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let city = gazetteer(&portal, &visitor).await?;
    let fields = Fields::default();
    page::page(&page_of(&portal, &visitor, &city, fields, Errors::default(), Offers::default()))
}

/// Looks a number up, or keeps the report; with "do=forward" it goes on to the proposed agency at once.
pub async fn enter(
    portal: web::Data<Portal>,
    visitor: Visitor,
    sent: Posted<Call>,
) -> Result<HttpResponse, Failure> {
    let (city, fields) = (gazetteer(&portal, &visitor).await?, sent.fields);
    if !sent.too_long.is_empty() {
        let errors = Errors::of(&visitor.words(), &sent.too_long);
        return page::again(&page_of(&portal, &visitor, &city, fields, errors, Offers::default()));
    }
    let actor = visitor.staff()?.clone();
    if fields.get("do") == "lookup" {
        return look_up(&portal, &visitor, &city, fields).await;
    }
    let by = actor.id;
    let (parsed, city, fields) =
        page::calculate(move || (call_form::parse(&fields, &city, by), city, fields)).await?;
    match parsed {
        Err((problems, offers)) => {
            let errors = Errors::of(&visitor.words(), &problems);
            page::again(&page_of(&portal, &visitor, &city, fields, errors, offers))
        }
        Ok(new) => {
            let (inside, at_once) = (portal.clone(), fields.get("do") == "forward");
            let kept = page::off_thread(move || keep(&inside, &actor, &new, at_once)).await;
            match kept {
                Ok(ticket) => Ok(page::go_on(&links::call_done(&ticket.code))),
                Err(Failure::Refused(problems)) => {
                    let errors = Errors::of(&visitor.words(), &problems);
                    page::again(&page_of(&portal, &visitor, &city, fields, errors, Offers::default()))
                }
                Err(other) => Err(other),
            }
        }
    }
}

/// The number stays in the form and never in an address.
async fn look_up(
    portal: &Portal,
    visitor: &Visitor,
    city: &Gazetteer,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let phone = Phone::parse(fields.get("phone")).ok();
    let found = page::look(portal, move |c| {
        Ok(match phone {
            Some(phone) => desk_search::of_phone(c, phone.as_str())?,
            None => Vec::new(),
        })
    })
    .await?;
    let w = visitor.words();
    let mut page = page_of(portal, visitor, city, fields, Errors::default(), Offers::default());
    page.looked_up = true;
    page.earlier = found
        .into_iter()
        .map(|row| Earlier {
            href: links::desk_ticket(&row.code),
            label: format!("{} · {}", row.code, row.title),
            note: format!("{} · {}", w.say(&format!("state.{}", row.status)), moment::day(row.created_at)),
        })
        .collect();
    page::page(&page)
}

/// Keeps the report, and accepts and forwards it where that was asked and the city's list names an agency.
fn keep(portal: &Portal, actor: &Actor, new: &NewTicket, at_once: bool) -> Result<Ticket, Refusal> {
    let ticket = tickets::submit(portal, new)?;
    if !at_once || ticket.version > 1 || !actor.may(Act::Forward, ticket.holding()) {
        return Ok(ticket);
    }
    let now = portal.now();
    let agency = portal.db.look(|c| {
        let known = portal.db.city(c)?;
        let all: Vec<_> = known.agencies.values().cloned().collect();
        let commune = ticket.commune_id.and_then(|id| known.communes.get(&id));
        let category = known.categories.get(&ticket.category_id);
        Ok::<_, Refusal>(category.map(|category| {
            let work = (ticket.level, category);
            let due = routing::answer_due(ticket.answer_due, work, (&known.rules, &known.calendar), now);
            routing::propose(category, commune, &all, (now, due))
        }))
    })?;
    let Some(proposal) = agency else {
        return Ok(ticket);
    };
    let Some(agency) = proposal.agency else {
        return Ok(ticket);
    };
    let decided = Accepted {
        text: PublicText { title: ticket.title.clone(), body: ticket.body.clone() },
        category: ticket.category_id,
        commune: ticket.commune_id,
        place: ticket.place.clone(),
        level: ticket.level,
        is_private: ticket.is_private,
        public_photos: Vec::new(),
        destination: Some(Destination { agency, co_agency: proposal.co_agency, remark: String::new() }),
    };
    let order = Order { actor, code: &ticket.code, seen: ticket.version };
    tickets::accept(portal, order, &decided)
}

async fn gazetteer(portal: &Portal, visitor: &Visitor) -> Result<Gazetteer, Failure> {
    let (today, lang) = (local(portal.now()).date(), visitor.lang());
    page::look(portal, move |c| {
        let communes = communes::all(c)?.into_iter().map(|commune| {
            let others = format!("{};{}", commune.old_units, commune.old_districts);
            (commune, others)
        });
        Ok(Gazetteer {
            communes: communes.collect(),
            tree: categories::tree(c, today)?,
            consent: consents::latest(c, consents::TO_SEND, "vi")?.map(|consent| consent.id),
            lang,
        })
    })
    .await
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    city: &Gazetteer,
    typed: Fields,
    errors: Errors,
    offers: Offers,
) -> CallPage {
    let w = visitor.words();
    let kind = if typed.has("kind") { typed.get("kind") } else { Kind::Report.as_str() };
    let channel = if typed.has("channel") { typed.get("channel") } else { CHANNELS[0].as_str() };
    let key = typed.get("form_key");
    CallPage {
        shell: Shell::new(portal, visitor, w.say("call.title")),
        form_key: if key.is_empty() { Secret::random().reveal().to_owned() } else { key.to_owned() },
        kinds: Kind::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("kind.{one}")), kind))
            .collect(),
        channels: CHANNELS
            .iter()
            .map(|one| Choice::new(one.as_str(), w.say(&format!("desk.channel.{one}")), channel))
            .collect(),
        category_names: city.tree.leaves().map(|leaf| leaf.name(w.lang()).to_owned()).collect(),
        commune_names: city.communes.iter().map(|(commune, _)| commune.name.clone()).collect(),
        typed,
        errors,
        offers,
        earlier: Vec::new(),
        looked_up: false,
    }
}
