//! One agency: what it is called, where it stands, whom it passes its work to.
use super::agencies::{choices, slug_of};
use super::ending::{EndingShown, Holdings};
use super::history::{self, HistoryRow};
use crate::actions::agencies::{AgencyFields, Ending, KINDS, create, edit, end};
use crate::actions::agencies::{LINE_LIMIT, PHONE_LIMIT, SHORT_LIMIT};
use crate::domain::audit::Subject;
use crate::domain::city::Agency;
use crate::portal::Portal;
use crate::store::{accounts, agencies, audit};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use crate::{clock, links};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// One agency for an administrator, or the form of a new one: what is said of it, how it ends, its journal.
#[derive(Template)]
#[template(path = "admin/agency.html")]
pub struct AgencyPage {
    pub shell: Shell,
    pub action: String,
    pub is_new: bool,
    pub version: i32,
    pub typed: AgencyFields,
    pub kinds: Vec<Choice>,
    pub parents: Vec<Choice>,
    pub errors: Errors,
    /// What is open here and who works here, for an agency that exists.
    pub people: String,
    pub people_href: String,
    pub open: String,
    pub ending: Option<EndingShown>,
    pub history: Vec<HistoryRow>,
    /// What stands now and what was typed, where somebody else was faster.
    pub conflict: Vec<String>,
}

/// The version that was seen. What was typed is read field by field.
#[derive(Deserialize)]
pub struct AgencyForm {
    #[serde(default)]
    version: i32,
}

impl Form for AgencyForm {
    const TEXTS: &'static [Text] = &[
        Text::new("name", LINE_LIMIT, "too_long"),
        Text::new("short_name", SHORT_LIMIT, "too_long"),
        Text::new("contact_point", LINE_LIMIT, "too_long"),
        Text::new("contact_phone", PHONE_LIMIT, "too_long"),
        Text::new("contact_email", LINE_LIMIT, "too_long"),
    ];
}

/// The empty form of a new agency, for an administrator.
pub async fn blank(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let typed = AgencyFields::default();
    page::page(&new_page(&portal, &visitor, typed, Errors::default()).await?)
}

/// Keeps a new agency and goes on to its page.
pub async fn create_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<AgencyForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), fields(&posted.fields));
    press
        .answer(
            create,
            async |agency| Ok(saved(&portal, &agency.slug)),
            async |visitor, typed, errors| new_page(&portal, visitor, typed, errors).await,
        )
        .await
}

/// The page of one agency, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, &slug, None, Errors::default()).await?)
}

/// Changes an agency. Where somebody else was faster, the page shows what stands beside what was typed.
pub async fn edit_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    slug: web::Path<String>,
    posted: Posted<AgencyForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), fields(&posted.fields));
    let (of, seen) = (slug.clone(), posted.form.version);
    press
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| edit(portal, actor, (&of, seen), typed),
            async |()| Ok(saved(&portal, &slug)),
            async |visitor, typed, errors| page_of(&portal, visitor, &slug, Some(typed), errors).await,
        )
        .await
}

fn saved(portal: &Portal, slug: &str) -> HttpResponse {
    redirect::to_saying(portal, &links::admin_agency(slug), "admin.saved")
}

/// Ends an agency on its last day, with the successor that takes over its open reports.
pub async fn end_one(
    portal: web::Data<Portal>,
    visitor: Visitor,
    slug: web::Path<String>,
    posted: Posted<AgencyForm>,
) -> Result<HttpResponse, Failure> {
    let typed = Ending {
        successor: posted.fields.get("successor").to_owned(),
        last_day: posted.fields.get("last_day").to_owned(),
        people: posted.fields.get("people").to_owned(),
    };
    let today = clock::local(portal.now()).date();
    let over = typed.last_day.trim().parse::<chrono::NaiveDate>().is_ok_and(|last| last < today);
    let words = if over { "admin.agency_ended" } else { "admin.agency_ends" };
    let (of, seen) = (slug.clone(), posted.form.version);
    let press = Press::of(&portal, &visitor, posted.within(), typed);
    press
        .beside_what_stands()
        .answer(
            move |portal, actor, typed| end(portal, actor, (&of, seen), typed),
            async |_| Ok(redirect::to_saying(&portal, &links::admin_agency(&slug), words)),
            async |visitor, typed, errors| ending_again(&portal, visitor, &slug, typed, errors).await,
        )
        .await
}

async fn ending_again(
    portal: &Portal,
    visitor: &Visitor,
    slug: &str,
    typed: Ending,
    errors: Errors,
) -> Result<AgencyPage, Failure> {
    let mut again = page_of(portal, visitor, slug, None, errors).await?;
    if let Some(ending) = &mut again.ending {
        ending.last_day = typed.last_day;
        for choice in &mut ending.successors {
            choice.chosen = choice.value == typed.successor;
        }
        for choice in &mut ending.people {
            choice.chosen = choice.value == typed.people;
        }
    }
    Ok(again)
}

fn fields(fields: &Fields) -> AgencyFields {
    let get = |name| fields.get(name).to_owned();
    AgencyFields {
        name: get("name"),
        short_name: get("short_name"),
        kind: get("kind"),
        parent: get("parent"),
        contact_point: get("contact_point"),
        contact_phone: get("contact_phone"),
        contact_email: get("contact_email"),
        valid_from: get("valid_from"),
    }
}

async fn new_page(
    portal: &Portal,
    visitor: &Visitor,
    typed: AgencyFields,
    errors: Errors,
) -> Result<AgencyPage, Failure> {
    let all = off_thread::look(portal, |c| Ok(agencies::all(c)?)).await?;
    let today = clock::local(portal.now()).date();
    Ok(AgencyPage {
        shell: Shell::new(portal, visitor, visitor.words().say("admin.agency_new")),
        action: links::admin_agency_new(),
        is_new: true,
        version: 0,
        kinds: kinds(visitor, &typed.kind),
        parents: choices(&all, &typed.parent, today),
        typed,
        errors,
        people: String::new(),
        people_href: String::new(),
        open: String::new(),
        ending: None,
        history: Vec::new(),
        conflict: Vec::new(),
    })
}

/// The page of an agency: as it stands, or, after a refusal, as it was typed.
async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    slug: &str,
    typed: Option<AgencyFields>,
    errors: Errors,
) -> Result<AgencyPage, Failure> {
    let (words, asked) = (visitor.words(), slug.to_owned());
    let (agency, all, people, holdings, events) = off_thread::look(portal, move |c| {
        let agency = agencies::by_slug(c, &asked)?.ok_or(Failure::NotFound)?;
        let people = accounts::count_in(c, agency.id)?;
        let holdings = Holdings::load(c, agency.id)?;
        let events = audit::of(c, Subject::Agency, agency.id.0, history::SHOWN)?;
        Ok((agency, agencies::all(c)?, people, holdings, events))
    })
    .await?;
    let now = portal.now();
    let today = clock::local(now).date();
    let others: Vec<Agency> = all.iter().filter(|other| other.id != agency.id).cloned().collect();
    let standing = standing(&agency, &all);
    let conflict = match &typed {
        Some(typed) if errors.is_empty() => history::differing(&words, &standing.pairs(), &typed.pairs()),
        _ => Vec::new(),
    };
    let typed = typed.unwrap_or(standing);
    // An ending that is still to come can be put otherwise, and one without a successor be given one.
    let settled = agency.valid_to.is_some_and(|last| last < today) && agency.successor_id.is_some();
    let ending = (!settled).then(|| holdings.ending(&words, &agency, &all, (today, now)));
    Ok(AgencyPage {
        shell: Shell::new(portal, visitor, agency.name.clone()),
        action: links::admin_agency(slug),
        is_new: false,
        version: agency.version,
        kinds: kinds(visitor, &typed.kind),
        parents: choices(&others, &typed.parent, today),
        typed,
        errors,
        people: words.count("admin.people", people),
        people_href: links::admin_accounts_of(slug),
        open: words.count("admin.open", holdings.open.len() as i64),
        ending,
        history: history::rows(&words, events),
        conflict,
    })
}

fn standing(agency: &Agency, all: &[Agency]) -> AgencyFields {
    AgencyFields {
        name: agency.name.clone(),
        short_name: agency.short_name.clone(),
        kind: agency.kind.clone(),
        parent: slug_of(all, agency.parent_id),
        contact_point: agency.contact_point.clone(),
        contact_phone: agency.contact_phone.clone(),
        contact_email: agency.contact_email.clone(),
        valid_from: agency.valid_from.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn kinds(visitor: &Visitor, chosen: &str) -> Vec<Choice> {
    KINDS
        .iter()
        .map(|kind| Choice::new(kind, visitor.words().say(&format!("admin.kind.{kind}")), chosen))
        .collect()
}
