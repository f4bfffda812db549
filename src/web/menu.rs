//! The menus: the public's, and the desk's for what this person may do.
use super::desk::{tabs, view_form};
use super::visitor::Visitor;
use crate::domain::policy::{Act, Actor, Role};
use crate::i18n::Words;
use crate::links;
use crate::store::queues::COUNTED;

/// A member of staff, as the top of the menu names them.
pub struct Who {
    pub name: String,
    pub role: String,
    pub agency: String,
}

/// One way on; `count` says how much waits there.
#[derive(Clone)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub current: bool,
    /// How much waits there: "12", "200+".
    pub count: Option<String>,
    pub icon: &'static str,
}

/// A number of a queue as it is read: "12", and "200+" where it was counted no further.
pub fn counted(count: i64) -> String {
    if count < COUNTED { count.to_string() } else { format!("{COUNTED}+") }
}

/// The menu of the public pages, the same for everybody.
pub fn public(visitor: &Visitor) -> Vec<NavItem> {
    let items = [
        (links::submit(), "menu.submit", "pen"),
        (links::lookup(), "menu.lookup", "search"),
        (links::answers(), "menu.answers", "answers"),
        (links::map(), "menu.map", "pin"),
        (links::statistics(), "menu.statistics", "chart"),
        (links::agencies(), "menu.agencies", "building"),
    ];
    items.map(|(href, key, icon)| item(visitor, href, key, icon)).into()
}

/// What this member of staff may open, in the order of their day.
pub fn desk(visitor: &Visitor) -> Vec<NavItem> {
    let Some(actor) = visitor.actor() else {
        return Vec::new();
    };
    let triage = actor.may_somewhere(Act::Accept);
    let agency = actor.may_somewhere(Act::Take) || actor.may_somewhere(Act::PublishReply);
    let reads = actor.may_somewhere(Act::ReadTicket);
    let all = [
        (triage, links::triage(), "menu.triage", "inbox"),
        (actor.may_somewhere(Act::EnterCall), links::call(), "menu.call", "phone"),
        (agency, links::work(), "menu.work", "list"),
        (actor.may_somewhere(Act::ReadFigures), links::figures(), "menu.figures", "chart"),
        (reads, links::tickets(), "menu.tickets", "search"),
        (actor.may_somewhere(Act::ReviewRating), links::reviews(), "menu.reviews", "alert"),
        (
            actor.may_somewhere(Act::Remind),
            links::in_queue(&links::work(), tabs::REMINDED),
            "menu.reminders",
            "clock",
        ),
        (actor.may_somewhere(Act::SetProminence), links::comments(), "menu.comments", "eye"),
        (actor.may_somewhere(Act::SetProminence), links::removals(), "menu.removals", "eye"),
        (actor.may_somewhere(Act::ReviewRefusal), links::refusals(), "menu.refusals", "eye"),
        (
            actor.may_somewhere(Act::ManageAgencies),
            links::admin_agencies(),
            "menu.admin_agencies",
            "building",
        ),
        (
            actor.may_somewhere(Act::ManageCategories),
            links::admin_categories(),
            "menu.admin_categories",
            "tag",
        ),
        (actor.may_somewhere(Act::ManageCategories), links::admin_signals(), "menu.admin_signals", "alert"),
        (actor.may_somewhere(Act::ManageAccounts), links::admin_accounts(), "menu.admin_accounts", "users"),
        (
            actor.may_somewhere(Act::ManageCalendar),
            links::admin_calendar(),
            "menu.admin_calendar",
            "calendar",
        ),
        (actor.may_somewhere(Act::ManageCalendar), links::admin_rules(), "menu.admin_rules", "list"),
        (actor.may_somewhere(Act::ManageCalendar), links::admin_ladder(), "menu.admin_ladder", "bell"),
        (actor.may_somewhere(Act::ReadLetters), links::admin_letters(), "menu.admin_letters", "send"),
        (actor.may_somewhere(Act::ConnectPrograms), links::admin_api_keys(), "menu.admin_api_keys", "lock"),
        (actor.may_somewhere(Act::ConnectPrograms), links::admin_webhooks(), "menu.admin_webhooks", "send"),
        (actor.may_somewhere(Act::RunJobs), links::admin_jobs(), "menu.admin_jobs", "clock"),
        (true, links::own_account(), "menu.account", "user"),
    ];
    all.into_iter()
        .filter(|(shown, ..)| *shown)
        .map(|(_, href, key, icon)| item(visitor, href, key, icon))
        .collect()
}

/// The views of this member of staff; how much waits there is for the pages that count it.
pub fn views(visitor: &Visitor) -> Vec<NavItem> {
    visitor.views().iter().map(|view| view_form::way(view, None)).collect()
}

/// Whose desk it is, for the top of the menu.
pub fn who(actor: &Actor, words: &Words) -> Who {
    let role = actor.grants.first().map_or(Role::Officer, |grant| grant.role);
    let agency = actor.grants.first().map(|grant| grant.agency_name.clone()).unwrap_or_default();
    Who { name: actor.name.clone(), role: words.say(&format!("role.{role}")), agency }
}

fn item(visitor: &Visitor, href: String, key: &str, icon: &'static str) -> NavItem {
    let current = visitor.path() == href || visitor.path().starts_with(&format!("{href}/"));
    NavItem { href, label: visitor.words().say(key), current, count: None, icon }
}
