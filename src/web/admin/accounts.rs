//! The accounts of the staff: who works where, as what, and who cannot come in.
use crate::domain::account::{Account, AccountState};
use crate::domain::city::Agency;
use crate::domain::policy::Role;
use crate::domain::text::{Needle, fold};
use crate::i18n::Words;
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::{accounts, agencies};
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::parts::city_choices::agency_label;
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use crate::{clock, links};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;

/// The accounts that fit what was chosen, by name, for an administrator.
#[derive(Template)]
#[template(path = "admin/accounts.html")]
pub struct AccountsPage {
    pub shell: Shell,
    pub q: String,
    pub roles: Vec<Choice>,
    pub states: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub chosen: usize,
    pub told: String,
    pub rows: Vec<AccountRow>,
    /// The next page; "" on the last.
    pub older: String,
}

/// An account in the list: who it is, which roles they hold, and whether they can come in.
pub struct AccountRow {
    pub href: String,
    pub name: String,
    pub email: String,
    /// "Cán bộ xử lý · Sở Xây dựng", a line each.
    pub roles: Vec<String>,
    pub state: String,
    /// A tone of `tag::status`.
    pub tone: &'static str,
}

/// What was typed and chosen above the list; each is "" where nothing was.
#[derive(Deserialize, Default)]
pub struct AccountsQuestion {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "vai-tro")]
    role: String,
    #[serde(default, rename = "trang-thai")]
    state: String,
    #[serde(default, rename = "co-quan")]
    agency: String,
    /// The account that the page before ended with.
    #[serde(default)]
    sau: String,
}

type Held = (AccountId, Role, AgencyId);

/// The accounts of the staff, fifty on a page, for an administrator.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: Query<AccountsQuestion>,
) -> Result<HttpResponse, Failure> {
    let (words, asked) = (visitor.words(), asked.into_inner());
    let (all, held, offices) =
        off_thread::look(&portal, |c| Ok((accounts::all(c)?, accounts::all_roles(c)?, agencies::all(c)?)))
            .await?;
    let needle = Needle::of(&asked.q);
    let mut found: Vec<Account> =
        all.into_iter().filter(|account| fits(&asked, &needle, account, &held, &offices)).collect();
    found.sort_by_cached_key(|account| (fold(&account.name), account.id));
    let told = words.count("admin.account_count", found.len() as i64);
    let after = asked.sau.parse::<AccountId>().ok();
    let from = found.iter().position(|account| Some(account.id) == after).map_or(0, |at| at + 1);
    let more = found.len() > from + ROWS;
    let rows: Vec<&Account> = found.iter().skip(from).take(ROWS).collect();
    let older = match rows.last() {
        Some(last) if more => next_page(&asked, last.id),
        _ => String::new(),
    };
    let today = clock::local(portal.now()).date();
    let named = |room: &str, word: &str, chosen: &str| {
        Choice::new(word, words.say(&format!("{room}.{word}")), chosen)
    };
    page::page(&AccountsPage {
        shell: Shell::new(&portal, &visitor, words.say("menu.admin_accounts")),
        roles: Role::ALL.iter().map(|role| named("role", role.as_str(), &asked.role)).collect(),
        states: AccountState::ALL
            .iter()
            .map(|state| named("admin.state", state.as_str(), &asked.state))
            .collect(),
        agencies: offices
            .iter()
            .filter(|one| one.is_current(today) || one.slug == asked.agency)
            .map(|one| Choice::new(&one.slug, agency_label(&words, one, today), &asked.agency))
            .collect(),
        chosen: [&asked.q, &asked.role, &asked.state, &asked.agency]
            .iter()
            .filter(|typed| !typed.is_empty())
            .count(),
        told,
        rows: rows.into_iter().map(|account| row(&words, account, &held, &offices)).collect(),
        older,
        q: asked.q,
    })
}

fn fits(
    asked: &AccountsQuestion,
    needle: &Needle,
    account: &Account,
    held: &[Held],
    offices: &[Agency],
) -> bool {
    let own = held.iter().filter(|(id, ..)| *id == account.id);
    let agency = offices.iter().find(|agency| agency.slug == asked.agency).map(|agency| agency.id);
    let mut roles = own.filter(|(_, _, at)| asked.agency.is_empty() || Some(*at) == agency);
    let by_role = if asked.role.is_empty() && asked.agency.is_empty() {
        true
    } else {
        roles.any(|(_, role, _)| asked.role.is_empty() || role.as_str() == asked.role)
    };
    let haystack = fold(&format!("{} {} {}", account.name, account.email, account.position));
    by_role && (asked.state.is_empty() || account.state.as_str() == asked.state) && needle.is_in(&haystack)
}

fn row(words: &Words, account: &Account, held: &[Held], offices: &[Agency]) -> AccountRow {
    let own = held.iter().filter(|(id, ..)| *id == account.id);
    let roles = own.map(|(_, role, at)| {
        let agency = offices.iter().find(|agency| agency.id == *at);
        let name = agency.map(Agency::brief).unwrap_or_default();
        format!("{} · {name}", words.say(&format!("role.{role}")))
    });
    AccountRow {
        href: links::admin_account(account.id),
        name: account.name.clone(),
        email: account.email.clone(),
        roles: roles.collect(),
        state: words.say(&format!("admin.state.{}", account.state)),
        tone: tone(account.state),
    }
}

/// The tone of `tag::status` in which the state is shown.
pub fn tone(state: AccountState) -> &'static str {
    match state {
        AccountState::Invited => "wait",
        AccountState::Active => "done",
        AccountState::Locked => "refused",
    }
}

fn next_page(asked: &AccountsQuestion, last: AccountId) -> String {
    let query = [
        ("q", asked.q.as_str()),
        ("vai-tro", &asked.role),
        ("trang-thai", &asked.state),
        ("co-quan", &asked.agency),
        ("sau", &last.to_string()),
    ];
    let kept: Vec<_> = query.into_iter().filter(|(_, typed)| !typed.is_empty()).collect();
    let query = serde_urlencoded::to_string(kept).unwrap_or_default();
    format!("{}?{query}", links::admin_accounts())
}
