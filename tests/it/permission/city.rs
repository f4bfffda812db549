//! Every verb that changes the city itself, as everyone: agencies, categories, accounts, the calendar, letters.
use super::cast::everyone;
use super::programs::{api_key, hook, hooked, kept_key};
use super::reports::verbs_with;
use crate::house::source::none;
use crate::support::{TestPortal, question};
use diesel::prelude::*;
use langnghe::actions::accounts;
use langnghe::actions::accounts::invite::{Invitation, Person};
use langnghe::actions::agencies::{self, AgencyFields, Ending};
use langnghe::actions::api_keys;
use langnghe::actions::calendar::{self, DayTyped, Deadlines, HoursTyped};
use langnghe::actions::categories::{self, CategoryFields};
use langnghe::actions::consents::{self, ConsentTyped};
use langnghe::actions::escalation::{self, RungTyped};
use langnghe::actions::letter_topics;
use langnghe::actions::notices::{self, Away};
use langnghe::actions::reasons::{self, ReasonFields};
use langnghe::actions::signals::{self, SignalFields};
use langnghe::actions::terms::{self, TermTyped};
use langnghe::actions::{Refusal, city_terms, questions, upkeep, webhooks};
use langnghe::domain::city::{ConsentTo, DeadlineRule};
use langnghe::domain::hours;
use langnghe::domain::letter::LetterState;
use langnghe::domain::notice::Absence;
use langnghe::domain::policy::{Act, Actor, Role};
use langnghe::domain::status::Status;
use langnghe::domain::term::TermKey;
use langnghe::ids::{AbsenceId, AccountId};
use langnghe::schema::{accounts as people, letters, office_events};
use langnghe::store;
use std::collections::BTreeSet;

/// Everybody may, and only for themselves: there is no other account that it could be told to change. A view is one's own or
/// one's team's; `desk::views` asks whose.
const ONES_OWN: [&str; 7] = [
    "change_password",
    "choose_letters",
    "read_one",
    "read_until",
    "save_view",
    "rename_view",
    "remove_view",
];

/// Writes a report down, finds who calls, says who has a report open, decides whether a report is taken down: no change of the
/// city; `desk::calls`, `desk::presence` and `public::removals` ask them as everyone.
const CALLS: [&str; 4] = ["be_at", "decide", "enter_call", "look_up"];

struct Verb {
    name: &'static str,
    act: Act,
    run: fn(&TestPortal, &Actor) -> Result<(), Refusal>,
}

macro_rules! verbs {
    ($($name:literal $act:ident $run:expr;)*) => {
        const VERBS: &[Verb] = &[$(Verb { name: $name, act: Act::$act, run: $run }),*];
    };
}

verbs! {
    "agencies::create" ManageAgencies |p, a| agencies::create(p, a, &agency("Ban Thử nghiệm")).map(drop);
    "agencies::edit" ManageAgencies |p, a| agencies::edit(p, a, ("so-y-te", 1), &agency("Sở Y tế mới"));
    "agencies::end" ManageAgencies |p, a| {
        p.agency("ban-sap-het");
        p.man("so-y-te");
        let last_day = "2026-09-06".into();
        let ending = Ending { successor: "so-y-te".into(), last_day, people: String::new() };
        agencies::end(p, a, ("ban-sap-het", 1), &ending).map(drop)
    };
    "letter_topics::write_about" ManageCategories |p, a| letter_topics::write_about(p, a, &[]);
    "categories::create" ManageCategories |p, a| categories::create(p, a, &category()).map(drop);
    "categories::edit" ManageCategories |p, a| {
        categories::edit(p, a, (p.category("giao_thong"), 1), &category())
    };
    "questions::create" ManageCategories |p, a| {
        questions::create(p, a, p.category("giao_thong"), &question("Từ khi nào?", "text")).map(drop)
    };
    "questions::edit" ManageCategories |p, a| {
        let category = p.category("giao_thong");
        let asked = p.asks(category, question("Từ khi nào?", "text"));
        questions::edit(p, a, (category, asked.root_id, 1), &question("Từ ngày nào?", "date"))
    };
    "questions::end" ManageCategories |p, a| {
        let category = p.category("giao_thong");
        let asked = p.asks(category, question("Từ khi nào?", "text"));
        questions::end(p, a, (category, asked.root_id))
    };
    "terms::set_term" ManageCalendar |p, a| terms::set_term(p, a, None, &term()).map(drop);
    "terms::end_term" ManageCalendar |p, a| {
        let rule = own_term(p);
        terms::end_term(p, a, (TermKey::of(&rule), Some(rule.id)), "2027-01-31")
    };
    "calendar::set_hours" ManageCalendar |p, a| {
        let seen = hours::print(&p.with_db(store::terms::calendar).shifts);
        calendar::set_hours(p, a, &other_hours(), &seen, Deadlines::Keep).map(drop)
    };
    "city_terms::set_city_terms" ManageCalendar |p, a| {
        let stands = p.with_db(|c| store::settings::Settings::load(c).map(|all| city_terms::standing(&all)));
        let mut typed = stands.clone();
        typed[0] = "9".into();
        city_terms::set_city_terms(p, a, &typed, &city_terms::print(&stands))
    };
    "consents::renew" ManageCategories |p, a| {
        let typed = ConsentTyped { body_vi: "Tôi đồng ý.".into(), body_en: "I agree.".into() };
        consents::renew(p, a, (ConsentTo::ShowName, "ten-2026-1"), &typed)
    };
    "reasons::create" ManageCategories |p, a| reasons::create(p, a, &reason()).map(drop);
    "reasons::edit" ManageCategories |p, a| reasons::edit(p, a, ("toa_an", 1), &reason());
    "signals::create" ManageCategories |p, a| signals::create(p, a, &signal()).map(drop);
    "signals::edit" ManageCategories |p, a| {
        let first = p.city().signals[0].clone();
        signals::edit(p, a, (first.id, first.version), &signal())
    };
    "accounts::invite" ManageAccounts |p, a| accounts::invite::invite(p, a, &invitation(p)).map(drop);
    "accounts::send" ManageAccounts |p, a| accounts::link::send(p, a, other(p)).map(drop);
    "accounts::mend" ManageAccounts |p, a| accounts::mend::mend(p, a, (other(p), 1), &person());
    "accounts::lock" ManageAccounts |p, a| accounts::lock::lock(p, a, (other(p), 1), None);
    "accounts::unlock" ManageAccounts |p, a| accounts::lock::unlock(p, a, locked(p), 1);
    "accounts::grant" ManageAccounts |p, a| {
        accounts::roles::grant(p, a, (other(p), 1), Role::Approver, p.agency("so-y-te"))
    };
    "accounts::revoke" ManageAccounts |p, a| {
        accounts::roles::revoke(p, a, (other(p), 1), Role::Officer, p.agency("so-y-te"))
    };
    "notices::be_away" ManageAccounts |p, a| notices::be_away(p, a, other(p), &away(p));
    "notices::come_back" ManageAccounts |p, a| {
        let absence = absence(p);
        notices::come_back(p, a, absence.account_id, absence.id)
    };
    "escalation::add_rung" ManageCalendar |p, a| escalation::add_rung(p, a, &rung());
    "escalation::remove_rung" ManageCalendar |p, a| {
        let first = p.with_db(store::rungs::all).remove(0);
        escalation::remove_rung(p, a, first.id)
    };
    "calendar::set_day" ManageCalendar |p, a| calendar::set_day(p, a, &day(), "", Deadlines::Keep).map(drop);
    "calendar::remove_day" ManageCalendar |p, a| {
        let holiday = "2026-04-30".parse().unwrap();
        let seen = p.with_db(|c| store::calendar::find(c, holiday)).unwrap().print();
        calendar::remove_day(p, a, holiday, &seen, Deadlines::Keep).map(drop)
    };
    "calendar::import_days" ManageCalendar |p, a| {
        let list = "day,name_vi,kind,status\n2026-10-12,Nghỉ bù,off,announced\n";
        calendar::import_days(p, a, list, (0, &BTreeSet::new()), Deadlines::Keep).map(drop)
    };
    "upkeep::retry_letter" ReadLetters |p, a| upkeep::retry_letter(p, a, failed_letter(p));
    "upkeep::retry_letters" ReadLetters |p, a| {
        failed_letter(p);
        upkeep::retry_letters(p, a).map(drop)
    };
    "api_keys::create" ConnectPrograms |p, a| api_keys::create(p, a, &api_key()).map(drop);
    "api_keys::revoke" ConnectPrograms |p, a| {
        let key = kept_key(p);
        api_keys::revoke(p, a, key)
    };
    "webhooks::create" ConnectPrograms |p, a| webhooks::create(p, a, &hook()).map(drop);
    "webhooks::stop" ConnectPrograms |p, a| webhooks::stop(p, a, hooked(p, true));
    "webhooks::start" ConnectPrograms |p, a| webhooks::start(p, a, hooked(p, false));
    "webhooks::resend" ConnectPrograms |p, a| {
        let id = hooked(p, true);
        p.ticket().in_state(Status::Accepted).build();
        let told = p.with_db(|c| store::webhooks::told_to(c, id, 1)).remove(0);
        webhooks::resend(p, a, id, told.id)
    };
    "upkeep::run_job" RunJobs |p, a| {
        p.run_jobs();
        upkeep::run_job(p, a, "sweep")
    };
}

#[test]
fn every_verb_of_the_city_refuses_whoever_may_not() {
    let mut wrong = Vec::new();
    let portal = TestPortal::new();
    let people = everyone(&portal);
    for verb in VERBS {
        let mut outcomes = BTreeSet::new();
        for person in &people {
            let may = person.actor.may_somewhere(verb.act);
            // Each who may needs a city of their own, with the versions as they were.
            let fresh = may.then(TestPortal::new);
            let city = fresh.as_ref().unwrap_or(&portal);
            let actor = if may { own_double(city, &person.actor) } else { person.actor.clone() };
            let before = journal(city);
            let met = (verb.run)(city, &actor).err();
            let expected = (!may).then_some(Refusal::Forbidden);
            if met != expected {
                wrong.push(format!("{} as {}: {met:?} instead of {expected:?}", verb.name, person.name));
            }
            if (journal(city) == before) != (expected.is_some()) {
                wrong.push(format!(
                    "{} as {}: the journal does not say what happened",
                    verb.name, person.name
                ));
            }
            outcomes.insert(may);
        }
        if outcomes.len() != 2 {
            wrong.push(format!("{}: everybody may, or nobody", verb.name));
        }
    }
    none(wrong, "Permission:");
}

#[test]
fn every_verb_of_the_city_stands_in_the_table() {
    let known: BTreeSet<&str> = VERBS.iter().map(|verb| verb.name).collect();
    let verbs = verbs_with("actor: &Actor", &["src/actions"]);
    assert!(verbs.len() > 10, "only {} verbs were found", verbs.len());
    let elsewhere = |verb: &str| ONES_OWN.contains(&verb) || CALLS.contains(&verb);
    let unknown = verbs.into_iter().filter(|(_, verb)| !elsewhere(verb));
    let unknown =
        unknown.map(|(room, verb)| format!("{room}::{verb}")).filter(|name| !known.contains(name.as_str()));
    none(unknown.collect(), "Run by nobody here:");
}

fn reason() -> ReasonFields {
    ReasonFields {
        name_vi: "Việc dân sự".into(),
        name_en: "A private matter".into(),
        text_vi: "Việc giữa hai bên do tòa án giải quyết.".into(),
        text_en: "A matter between two parties is for a court.".into(),
        position: "50".into(),
        ..ReasonFields::default()
    }
}

/// Whoever works with the lead gets two days; there is no such row yet.
fn term() -> TermTyped {
    TermTyped {
        owed: "part".into(),
        amount: "2".into(),
        unit: "working_days".into(),
        valid_from: "2027-01-01".into(),
        legal_basis: "Quyết định thử".into(),
        ..TermTyped::default()
    }
}

/// A row that a more general one could take the place of.
fn own_term(portal: &TestPortal) -> DeadlineRule {
    let rules = portal.with_db(store::terms::rules);
    rules.into_iter().find(|rule| rule.category_id.is_some()).unwrap()
}

fn other_hours() -> HoursTyped {
    HoursTyped {
        from_1: "08:00".into(),
        to_1: "16:00".into(),
        valid_from: "2027-01-01".into(),
        ..HoursTyped::default()
    }
}

fn signal() -> SignalFields {
    SignalFields {
        kind: "danger".into(),
        position: "1".into(),
        words: "sạt lở".into(),
        title_vi: "Sạt lở".into(),
        title_en: "Landslide".into(),
        advice_vi: "Hãy rời khỏi đó và gọi 114.".into(),
        advice_en: "Leave, and call 114.".into(),
        link: String::new(),
    }
}

/// How many lines the journal has.
fn journal(portal: &TestPortal) -> i64 {
    portal.with_db(|c| office_events::table.count().get_result(c))
}

/// The same roles in another city.
fn own_double(portal: &TestPortal, actor: &Actor) -> Actor {
    let role = actor.grants.first().map_or(Role::Admin, |grant| grant.role);
    portal.actor(role, "vp-ubnd")
}

fn other(portal: &TestPortal) -> AccountId {
    portal.account("nguoi.khac@example.vn", &[(Role::Officer, "so-y-te")])
}

/// From today on, with a colleague as the deputy.
fn away(portal: &TestPortal) -> Away {
    let deputy = other(portal).to_string();
    Away { first_day: "2026-09-07".into(), last_day: "2026-09-08".into(), deputy }
}

fn rung() -> RungTyped {
    let [moment, amount, unit, whom] = ["part", "80", "percent", "approver"].map(str::to_owned);
    RungTyped { moment, amount, unit, whom }
}

/// Somebody is away, as they said themselves.
fn absence(portal: &TestPortal) -> Absence {
    let (id, now) = (other(portal), portal.now());
    let absence = Absence {
        id: AbsenceId::fresh(now),
        account_id: id,
        deputy_id: other(portal),
        first_day: now.date(),
        last_day: now.date(),
        made_by: id,
        made_at: now,
        ended_at: None,
    };
    portal.with_db(|c| store::absences::insert(c, &absence));
    absence
}

fn locked(portal: &TestPortal) -> AccountId {
    let id = other(portal);
    let row = people::table.filter(people::id.eq(id));
    let state = people::state.eq(langnghe::domain::account::AccountState::Locked);
    portal.with_db(|c| diesel::update(row).set(state).execute(c));
    id
}

fn failed_letter(portal: &TestPortal) -> langnghe::ids::LetterId {
    let letter = langnghe::domain::letter::Letter {
        ticket_id: None,
        kind: langnghe::domain::letter::LetterKind::Received,
        recipient: "nguoi.nhan@example.vn".into(),
        subject: "Thư".into(),
        text: "Thư".into(),
        html: String::new(),
        stop_link: String::new(),
        follow_id: None,
        follow_since: None,
    };
    let queued = letter.queue(portal.now());
    let row = letters::table.filter(letters::id.eq(queued.id));
    portal.with_db(|c| {
        store::letters::enqueue(c, &queued)?;
        diesel::update(row).set(letters::state.eq(LetterState::Failed)).execute(c)
    });
    queued.id
}

fn agency(name: &str) -> AgencyFields {
    AgencyFields { name: name.into(), kind: "department".into(), ..AgencyFields::default() }
}

fn category() -> CategoryFields {
    CategoryFields {
        position: "7".into(),
        name_vi: "Lĩnh vực thử".into(),
        name_en: "A trial".into(),
        place: "optional".into(),
        publish: "after_check".into(),
        discussion: "sender".into(),
        level: "normal".into(),
        agency: "so-xay-dung".into(),
        ..CategoryFields::default()
    }
}

fn invitation(portal: &TestPortal) -> Invitation {
    Invitation {
        email: "nguoi.moi@example.vn".into(),
        name: "Người Mới".into(),
        position: String::new(),
        lang: "vi".into(),
        role: Some(Role::Officer),
        agency: Some(portal.agency("so-y-te")),
    }
}

fn person() -> Person {
    Person { name: "Người Khác".into(), email: "ten.khac@example.vn".into(), position: String::new() }
}

fn day() -> DayTyped {
    DayTyped {
        day: "2026-10-12".into(),
        name: "Nghỉ bù".into(),
        kind: "off".into(),
        certainty: "announced".into(),
    }
}
