//! One account: its roles, its locks, its links, and what was done to it.
use super::account_work::{Work, WorkShown};
use super::accounts::tone;
use super::agencies::choices;
use super::history::{self, HistoryRow};
use super::person::PersonForm;
use crate::actions::Refusal;
use crate::actions::accounts::{link, lock as locking, roles};
use crate::domain::account::{Account, AccountState};
use crate::domain::audit::Subject;
use crate::domain::policy::{Actor, Role};
use crate::i18n::Words;
use crate::ids::{AccountId, Secret};
use crate::portal::Portal;
use crate::store::{accounts, agencies, audit, sessions};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::absences::{AbsencesFound, AbsencesShown, AwayForm};
use crate::web::parts::moment::full;
use crate::web::posted::{Form, Posted};
use crate::web::press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use crate::{clock, links};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// One account for an administrator: its state and roles, what can be done to it, and its journal.
#[derive(Template)]
#[template(path = "admin/account.html")]
pub struct AccountPage {
    pub shell: Shell,
    pub version: i32,
    pub email: String,
    pub position: String,
    pub state: String,
    pub tone: &'static str,
    /// "Tạm khóa đến 13:15 …" after too many wrong passwords, or "".
    pub rests: String,
    pub sessions: String,
    /// Name, post and address, to be mended; `mending` where what was typed was refused.
    pub person: PersonForm,
    pub mending: bool,
    pub person_to: String,
    pub held: Vec<HeldShown>,
    pub roles: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub errors: Errors,
    pub may_lock: bool,
    pub may_unlock: bool,
    pub may_send_link: bool,
    pub invited: bool,
    pub grant_to: String,
    pub revoke_to: String,
    pub lock_to: String,
    /// What this person works on, and who may have it when the account is locked.
    pub work: WorkShown,
    pub unlock_to: String,
    pub link_to: String,
    /// The one-time link, on the one page that follows its making; "" on every other.
    pub link: String,
    pub away: AbsencesShown,
    pub history: Vec<HistoryRow>,
}

/// A role that can be taken away.
pub struct HeldShown {
    pub role: String,
    pub agency: String,
    pub role_word: String,
    pub agency_slug: String,
}

/// A press on the account's page: the version that was seen and, where it is about a role, which one.
#[derive(Deserialize)]
pub struct RoleForm {
    #[serde(default)]
    version: i32,
    #[serde(default)]
    role: String,
    #[serde(default)]
    agency: String,
    /// Who has the work of somebody who is locked out; "": nobody yet.
    #[serde(default)]
    heir: String,
}

impl Form for RoleForm {}

/// The page of one account, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let id = read_id(&id)?;
    page::page(&page_of(&portal, &visitor, id, (AwayForm::default(), Errors::default())).await?)
}

/// Gives the person a role for an agency.
pub async fn grant(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<RoleForm>,
) -> Result<HttpResponse, Failure> {
    let typed = posted.form;
    let work = move |portal: &Portal, actor: &Actor, id: AccountId| {
        let (role, agency) = chosen(portal, &typed)?;
        roles::grant(portal, actor, (id, typed.version), role, agency)
    };
    done(&portal, &visitor, &id, "admin.role_granted", work).await
}

/// Takes a role away from the person; never the last administrator's.
pub async fn revoke(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<RoleForm>,
) -> Result<HttpResponse, Failure> {
    let typed = posted.form;
    let work = move |portal: &Portal, actor: &Actor, id: AccountId| {
        let (role, agency) = chosen(portal, &typed)?;
        roles::revoke(portal, actor, (id, typed.version), role, agency)
    };
    done(&portal, &visitor, &id, "admin.role_revoked", work).await
}

/// Locks the account, which ends its sessions, and gives its work on; never the last administrator's.
pub async fn lock(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<RoleForm>,
) -> Result<HttpResponse, Failure> {
    let (seen, heir) = (posted.form.version, posted.form.heir);
    let work = move |portal: &Portal, actor: &Actor, id| {
        // Somebody who is none is nobody there.
        let heir = if heir.is_empty() { None } else { Some(heir.parse().unwrap_or(AccountId(0))) };
        locking::lock(portal, actor, (id, seen), heir)
    };
    done(&portal, &visitor, &id, "admin.locked", work).await
}

/// Opens an account that was locked, or that rests after wrong passwords.
pub async fn unlock(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    posted: Posted<RoleForm>,
) -> Result<HttpResponse, Failure> {
    let seen = posted.form.version;
    let work = move |portal: &Portal, actor: &Actor, id| locking::unlock(portal, actor, id, seen);
    done(&portal, &visitor, &id, "admin.unlocked", work).await
}

/// Makes a new one-time link, sends it by letter, and shows it on the page that follows.
pub async fn send_link(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<RoleForm>,
) -> Result<HttpResponse, Failure> {
    let (id, actor, inside) = (read_id(&id)?, visitor.staff()?.clone(), portal.clone());
    let token = off_thread::change(move || link::send(&inside, &actor, id)).await?;
    with_link(&portal, &visitor, id, &token).await
}

/// The account's page with its new link: the only time anybody sees it here.
pub async fn with_link(
    portal: &Portal,
    visitor: &Visitor,
    id: AccountId,
    token: &Secret,
) -> Result<HttpResponse, Failure> {
    let mut shown = page_of(portal, visitor, id, (AwayForm::default(), Errors::default())).await?;
    shown.link = format!("{}{}", portal.config.base_url, links::pass(token.reveal()));
    page::page(&shown)
}

async fn done(
    portal: &web::Data<Portal>,
    visitor: &Visitor,
    id: &str,
    words: &str,
    work: impl FnOnce(&Portal, &Actor, AccountId) -> Result<(), Refusal> + Send + 'static,
) -> Result<HttpResponse, Failure> {
    let (id, actor, inside) = (read_id(id)?, visitor.staff()?.clone(), portal.clone());
    match off_thread::change(move || Ok::<_, Failure>(work(&inside, &actor, id))).await? {
        Ok(()) => Ok(redirect::to_saying(portal, &links::admin_account(id), words)),
        Err(refusal) => {
            let again = async |visitor: &Visitor, errors| {
                page_of(portal, visitor, id, (AwayForm::default(), errors)).await
            };
            press::refused(visitor, refusal, again).await
        }
    }
}

fn chosen(portal: &Portal, typed: &RoleForm) -> Result<(Role, crate::ids::AgencyId), Refusal> {
    let role = typed.role.parse().map_err(|_| Refusal::field("role", "role_missing"))?;
    let agency = portal.db.look(|c| Ok::<_, Refusal>(agencies::by_slug(c, &typed.agency)?))?;
    let agency = agency.ok_or(Refusal::field("agency", "office_missing"))?;
    Ok((role, agency.id))
}

/// The id in the address of an account; not found where it is none.
pub(super) fn read_id(text: &str) -> Result<AccountId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The account's page, with what was typed about days away.
pub(super) async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    id: AccountId,
    (typed, errors): (AwayForm, Errors),
) -> Result<AccountPage, Failure> {
    let (words, now) = (visitor.words(), portal.now());
    let (account, held, all, running, events, away, work) = off_thread::look(portal, move |c| {
        Ok((
            accounts::find(c, id)?,
            accounts::roles_of(c, id)?,
            agencies::all(c)?,
            sessions::count(c, id, now)?,
            audit::of(c, Subject::Account, id.0, history::SHOWN)?,
            AbsencesFound::load(c, id, now)?,
            Work::load(c, id)?,
        ))
    })
    .await?;
    let held = held.into_iter().map(|(role, agency, name)| HeldShown {
        role: words.say(&format!("role.{role}")),
        agency: name,
        role_word: role.to_string(),
        agency_slug: super::agencies::slug_of(&all, Some(agency)),
    });
    let to = |step: &str| links::admin_account_step(id, step);
    let Account { state, .. } = account;
    let resting = account.locked_until.filter(|_| account.rests(now));
    Ok(AccountPage {
        shell: Shell::new(portal, visitor, name_of(&account).to_owned()),
        version: account.version,
        state: words.say(&format!("admin.state.{state}")),
        tone: tone(state),
        rests: resting.map_or_else(String::new, |until| words.fill("admin.rests", [("until", full(until))])),
        sessions: words.count("admin.sessions", running),
        held: held.collect(),
        roles: roles_offered(&words),
        agencies: choices(&all, "", clock::local(now).date()),
        errors,
        may_lock: state != AccountState::Locked,
        may_unlock: state == AccountState::Locked || resting.is_some(),
        may_send_link: state != AccountState::Locked,
        invited: state == AccountState::Invited,
        grant_to: to("vai-tro"),
        revoke_to: to("bo-vai-tro"),
        lock_to: to("khoa"),
        work: work.show(&words, &all, state),
        unlock_to: to("mo-khoa"),
        link_to: to("duong-dan"),
        link: String::new(),
        away: away.show(&words, typed, to("vang-mat"), |absence| links::admin_absence(id, absence)),
        history: history::rows(&words, events),
        person: PersonForm::of(&account),
        mending: false,
        person_to: to("nguoi"),
        email: account.email,
        position: account.position,
    })
}

fn roles_offered(words: &Words) -> Vec<Choice> {
    let choice = |role: &Role| Choice::new(role.as_str(), words.say(&format!("role.{role}")), "");
    Role::ALL.iter().map(choice).collect()
}

/// The name, or the address of who has not said one yet.
fn name_of(account: &Account) -> &str {
    if account.name.is_empty() { &account.email } else { &account.name }
}
