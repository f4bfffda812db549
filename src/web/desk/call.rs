//! A call is typed in while somebody speaks: one page, telephone number first, by keyboard alone.
use super::call_form::{self, CHANNELS, Gazetteer, Offers};
use super::call_photos::{self, CallPhoto, Taken};
use crate::actions::callers;
use crate::actions::drafts::note_call_stopped;
use crate::actions::tickets::{NewTicket, Onward, Reviewed, enter_call};
use crate::actions::{Problem, Refusal};
use crate::clock::local;
use crate::domain::city::Category;
use crate::domain::contact::Phone;
use crate::domain::intake::{
    BODY_LIMIT, CATEGORY_LIMIT, COMMUNE_LIMIT, Communes, EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT, PLACE_LIMIT,
    Submission, TITLE_LIMIT,
};
use crate::domain::question::{ANSWER_LIMIT, Asking, FIELDS};
use crate::domain::ticket::{Channel, Kind};
use crate::i18n::Words;
use crate::ids::{CategoryId, Secret};
use crate::links;
use crate::portal::Portal;
use crate::store::{communes, consents, drafts};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment;
use crate::web::parts::question::{self, QuestionShown};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The form of a call, for the agent who hears it.
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
    /// "Nguyễn Thị Lan · lan@example.vn", as the caller left it last; "" where nobody did.
    pub caller: String,
    pub looked_up: bool,
    /// What is read out before anything of the caller is kept; "" where the city has no words for it.
    pub consent: String,
    pub scripts: Vec<ScriptShown>,
    /// What the category asks, once it is known.
    pub questions: Vec<QuestionShown>,
    /// It was just found out that the category asks something: nothing was kept yet.
    pub asks: bool,
    /// What is said to the caller instead of taking a report; "" where one is taken.
    pub stopped: String,
    /// The stop that was counted already.
    pub stopped_at: String,
    /// The photos that lie with it, and how many more may come.
    pub photos: Vec<CallPhoto>,
    pub room: usize,
    pub photos_hint: String,
}

/// The form, read field by field.
#[derive(Deserialize)]
pub struct Call {}

impl Form for Call {
    const FILES: &'static [&'static str] = &[call_photos::FIELD];
    const TEXTS: &'static [Text] = &[
        Text::new("title", TITLE_LIMIT, "title_long"),
        Text::new("body", BODY_LIMIT, "body_long"),
        Text::new("category", CATEGORY_LIMIT, "too_long"),
        Text::new("commune", COMMUNE_LIMIT, "commune_long"),
        Text::new("place", PLACE_LIMIT, "place_long"),
        Text::new("name", NAME_LIMIT, "name_long"),
        Text::new("phone", PHONE_LIMIT, "phone_length"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
        Text::new(FIELDS[0], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[1], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[2], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[3], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[4], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[5], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[6], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[7], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[8], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[9], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[10], ANSWER_LIMIT, "answer_long"),
        Text::new(FIELDS[11], ANSWER_LIMIT, "answer_long"),
    ];
}

/// What an agent reads out or asks when a call is about this.
pub struct ScriptShown {
    pub category: String,
    pub words: String,
    /// The category is not settled yet: a script shows it as soon as it is typed.
    pub waits: bool,
}

/// An earlier report of the same number: what it is about, how it stands, when it came.
pub struct Earlier {
    pub href: String,
    pub label: String,
    pub note: String,
}

/// The empty form, for whoever may enter calls.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let city = gazetteer(&portal, &visitor, "").await?;
    let fields = Fields::default();
    page::page(&page_of(&portal, &visitor, &city, fields, Errors::default(), Offers::default()))
}

/// Looks a number up, or keeps the report; with "do=forward" it goes on to the proposed agency at once.
pub async fn enter(
    portal: web::Data<Portal>,
    visitor: Visitor,
    sent: Posted<Call>,
) -> Result<HttpResponse, Failure> {
    let Posted { fields, files, surplus, too_long, .. } = sent;
    let Taken { errors, ours } = call_photos::take(&portal, &visitor, &fields, files, &surplus).await?;
    let city = gazetteer(&portal, &visitor, fields.get("form_key")).await?;
    if !too_long.is_empty() {
        return again(&portal, &visitor, &city, fields, (too_long, Box::default())).await;
    }
    if !errors.is_empty() {
        let offers = Offers { meant: call_form::meant(&fields, &city), ..Offers::default() };
        let again = page::again(&page_of(&portal, &visitor, &city, fields, errors, offers))?;
        return Ok(if ours { page::later(again) } else { again });
    }
    // Enter in a field presses the first button of the form: it finds the caller and keeps nothing.
    if !["save", "forward"].contains(&fields.get("do")) {
        return look_up(&portal, &visitor, &city, fields).await;
    }
    let (checked, city, fields) =
        off_thread::calculate(move || (call_form::check(&fields, &city), city, fields)).await?;
    let done = match checked {
        Ok(report) => keep(&portal, &visitor, (&fields, !city.photos.is_empty()), report).await?,
        Err(wrong) => Err(wrong),
    };
    match done {
        Ok(code) => Ok(redirect::to(&links::call_done(&code))),
        Err(wrong) => again(&portal, &visitor, &city, fields, wrong).await,
    }
}

type Wrong = (Vec<Problem>, Box<Offers>);

/// The page with what was typed, and what is wrong with it.
async fn again(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    city: &Gazetteer,
    fields: Fields,
    (problems, offers): Wrong,
) -> Result<HttpResponse, Failure> {
    if problems.is_empty() {
        // The category asks what nobody has seen yet.
        let page = page_of(portal, visitor, city, fields, Errors::default(), *offers);
        return page::page(&CallPage { asks: true, ..page });
    }
    if let Some(stopped) = offers.stopped.clone().filter(|one| one.stop.mark() != fields.get("stopped_at")) {
        let own = portal.clone();
        off_thread::change(move || Ok::<_, Failure>(note_call_stopped(&own, &stopped.stop)?)).await?;
    }
    let errors = call_form::errors(&visitor.words(), &problems, &fields, city, offers.meant);
    page::again(&page_of(portal, visitor, city, fields, errors, *offers))
}

/// Keeps the report; its code, or what is wrong with it.
async fn keep(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    (fields, has_photos): (&Fields, bool),
    report: Submission,
) -> Result<Result<String, Wrong>, Failure> {
    let (inside, actor) = (portal.clone(), visitor.staff()?.clone());
    let goes_on = fields.get("do") == "forward";
    let onward = goes_on.then(|| Onward { photos_public: fields.has("photos_public") });
    let reviewed = || Reviewed { key_hash: call_photos::key_of(fields.get("form_key")), print: None };
    let call = NewTicket {
        form_key: fields.get("form_key").to_owned(),
        channel: fields.get("channel").parse().unwrap_or(Channel::Hotline),
        lang: "vi".into(),
        report,
        entered_by: Some(actor.id),
        draft: has_photos.then(reviewed),
    };
    match off_thread::change(move || Ok::<_, Failure>(enter_call(&inside, &actor, &call, onward))).await? {
        Ok(ticket) => Ok(Ok(ticket.report.code)),
        Err(Refusal::Invalid(problems)) => Ok(Err((problems, Box::default()))),
        Err(other) => Err(other.into()),
    }
}

/// The number stays in the form and never in an address. With "do=take" the caller's name and address come with it.
async fn look_up(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    city: &Gazetteer,
    mut fields: Fields,
) -> Result<HttpResponse, Failure> {
    let w = visitor.words();
    let offers = Offers { meant: call_form::meant(&fields, city), ..Offers::default() };
    let Ok(phone) = Phone::parse(fields.get("phone")) else {
        let page = page_of(portal, visitor, city, fields, Errors::default(), offers);
        return page::page(&page);
    };
    let (inside, actor) = (portal.clone(), visitor.staff()?.clone());
    // What stands in a report's history is Vietnamese, whoever writes it.
    let why = Words::of("vi").say("call.look_reason");
    let found =
        off_thread::change(move || Ok::<_, Failure>(callers::look_up(&inside, &actor, &phone, &why))).await?;
    let caller = match found {
        Ok(caller) => caller,
        Err(Refusal::TooMany) => {
            let mut errors = Errors::default();
            errors.add("phone", w.say("call.too_many"));
            return page::again(&page_of(portal, visitor, city, fields, errors, offers));
        }
        Err(other) => return Err(other.into()),
    };
    if fields.get("do") == "take" {
        for (name, value) in [("name", &caller.name), ("email", &caller.email)] {
            if fields.get(name).trim().is_empty() {
                fields.set(name, value);
            }
        }
    }
    let mut page = page_of(portal, visitor, city, fields, Errors::default(), offers);
    page.looked_up = true;
    let said = [caller.name, caller.email].into_iter().filter(|part| !part.is_empty());
    page.caller = said.collect::<Vec<_>>().join(" · ");
    page.earlier = caller
        .reports
        .into_iter()
        .map(|row| Earlier {
            href: links::desk_ticket(&row.code),
            label: format!("{} · {}", row.code, row.title),
            note: format!("{} · {}", w.say(&format!("state.{}", row.status)), moment::day(row.created_at)),
        })
        .collect();
    page::page(&page)
}

async fn gazetteer(portal: &Portal, visitor: &Visitor, form_key: &str) -> Result<Gazetteer, Failure> {
    let (today, lang) = (local(portal.now()).date(), visitor.lang());
    let key = (!form_key.is_empty()).then(|| call_photos::key_of(form_key));
    off_thread::look_in_city(portal, move |c, city| {
        Ok(Gazetteer {
            communes: Communes::of(communes::all(c)?),
            tree: city.tree_on(today),
            city,
            consent: consents::latest(c, consents::TO_SEND, "vi")?,
            photos: key.map(|key| drafts::uploads(c, &key)).transpose()?.unwrap_or_default(),
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
    let meant = offers.meant;
    let questions = meant.map(|category| city.city.questions_of(category)).unwrap_or_default();
    let answers = question::typed(&typed);
    CallPage {
        questions: question::shown(&w, Asking { questions: &questions, typed: &answers }),
        asks: false,
        stopped: offers.stopped.as_ref().map(|one| one.advice(w.lang()).to_owned()).unwrap_or_default(),
        stopped_at: offers.stopped.as_ref().map(|one| one.stop.mark()).unwrap_or_default(),
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
        commune_names: city.communes.names().map(str::to_owned).collect(),
        typed,
        errors,
        offers,
        earlier: Vec::new(),
        caller: String::new(),
        looked_up: false,
        consent: city.consent.as_ref().map(|one| one.body.clone()).unwrap_or_default(),
        scripts: scripts(city, meant),
        photos: call_photos::shown(&w, &city.photos),
        room: portal.config.uploads.photos.saturating_sub(city.photos.len()),
        photos_hint: w.fill("call.photos_hint", [("n", portal.config.uploads.photos)]),
    }
}

/// The script of the category that is settled, and those of all others for the page's own script.
fn scripts(city: &Gazetteer, meant: Option<CategoryId>) -> Vec<ScriptShown> {
    let all = city.tree.leaves().filter(|leaf| !leaf.script.is_empty());
    let one = |leaf: &Category| ScriptShown {
        category: leaf.name(city.lang).to_owned(),
        words: leaf.script.clone(),
        waits: meant != Some(leaf.id),
    };
    all.map(one).collect()
}
