//! Hostile values for every route of the table, as every role: never a failure of the portal's own, never markup that
//! comes back as it was sent, never half a change. The seed is fixed, so that what fails fails again.
mod forms;
mod values;

use super::crawl::route;
use super::headers::{content, read_all};
use super::source::none;
use super::world::{World, visitors};
use crate::support::{Answer, Asked, Commits, Past};
use actix_web::http::Method;
use diesel::prelude::*;
use forms::{Offered, offered};
use langnghe::domain::status::Status;
use langnghe::schema::{throttles, tickets};
use langnghe::web::routes::{Route, TABLE};
use values::{Lot, MARK};

/// Tries of whoever may do everything; each role alone has one.
const TRIES: usize = 7;

#[actix_web::test]
async fn no_hostile_value_breaks_a_page() {
    let mut lot = Lot::new(20_261_125);
    let world = World::full();
    let pages = offered(&world).await;
    let mut wrong = Vec::new();
    for (who, tries) in everyone() {
        let browser = world.visitor(who).await;
        let before = content(&world.portal);
        for route in TABLE.iter().filter(|route| route.method == "GET") {
            for _ in 0..tries.div_ceil(2) {
                let path = lot.path(&world, &world.address(route), route.path);
                let query = lot.query(pages.asked_at(route.path));
                let asked = Asked {
                    headers: lot.headers(&browser),
                    ..Asked::plain(Method::GET, &format!("{path}?{query}"))
                };
                let told = format!("{who} GET {} {:?}", asked.address, asked.headers);
                wrong.extend(faults(&browser.send(asked).await).map(|fault| format!("{fault}: {told}")));
            }
        }
        assert!(before == content(&world.portal), "{who}: reading changed something");
    }
    none(wrong, "Hostile addresses:");
}

#[actix_web::test]
async fn no_hostile_form_breaks_or_changes_by_halves() {
    let mut lot = Lot::new(20_261_126);
    let mut world = World::full();
    let pages = offered(&world).await;
    let mut alone = Vec::new();
    for (who, tries) in everyone().skip(1) {
        alone.push((who, tries, world.visitor(who).await));
    }
    let mut watch = Watch::over(&world);
    let mut routes: Vec<&Route> = TABLE.iter().filter(|route| route.method == "POST").collect();
    // Administrators may end the agency, which then is given no report any more.
    routes.sort_by_key(|route| route.path.starts_with("/quan-tri"));
    for route in routes {
        let nothing = Offered::default();
        let form = pages.sent_to(route.path).unwrap_or(&nothing);
        world.portal.with_db(|c| diesel::delete(throttles::table).execute(c));
        // Whoever does everything also signs out and locks themselves out: the next route meets them again.
        let all = world.visitor("everyone").await;
        let visitors = std::iter::once(("everyone", TRIES, &all));
        for (who, tries, browser) in visitors.chain(alone.iter().map(|(who, tries, own)| (*who, *tries, own)))
        {
            browser.peek("/gui-phan-anh").await;
            for _ in 0..tries {
                let version = set(&mut world, route);
                let path = lot.path(&world, &world.address(route), route.path);
                let asked = lot.form(&world, browser, &path, form, version);
                let body = String::from_utf8_lossy(&asked.body).into_owned();
                let told = format!("{who} POST {path} {:?} {body}", asked.headers);
                watch.begin();
                let answer = browser.send(asked).await;
                watch.look(&world, &answer, told, may_keep(route));
            }
        }
    }
    assert!(
        watch.reached >= ENOUGH,
        "only {} tries did anything: this test proves too little",
        watch.reached
    );
    none(watch.wrong, "Hostile forms:");
}

/// How many tries must do something, so that this test proves anything.
const ENOUGH: usize = 41;

/// What the database held, and what went wrong.
struct Watch {
    before: Past,
    commits: Commits,
    wrong: Vec<String>,
    reached: usize,
}

impl Watch {
    fn over(world: &World) -> Self {
        let (before, commits) = (Past::of(&world.portal), Commits::of(&world.portal));
        Self { before, commits, wrong: Vec::new(), reached: 0 }
    }

    /// Before a try.
    fn begin(&mut self) {
        if self.commits.any_since() {
            self.before.renew();
        }
    }

    /// To read all that the database holds takes longer than a try: only where something was committed, and where it matters.
    fn look(&mut self, world: &World, answer: &Answer, told: String, may_keep: bool) {
        let told: String = told.chars().take(900).collect();
        self.wrong.extend(faults(answer).map(|fault| format!("{fault}: {told}")));
        let shut = answer.headers.get("location").is_some_and(|to| to == langnghe::links::sign_in().as_str());
        if shut || !self.commits.any_since() {
            return;
        }
        let refused = (400..500).contains(&answer.status);
        if (!refused && self.reached < ENOUGH) || (refused && !may_keep) {
            let changed = self.before.read(read_all) != content(&world.portal);
            if refused && changed {
                self.wrong.push(format!("{}, and something changed: {told}", answer.status));
            }
            self.reached += usize::from(changed);
        }
        self.before.renew();
    }
}

/// A wrong step of a form in several steps keeps what was typed, and so do a draft and what a sender adds, beside which a
/// file could not be kept; a wrong password is counted.
fn may_keep(route: &Route) -> bool {
    route.path.starts_with("/gui-phan-anh")
        || route.path.ends_with("/du-thao")
        || ["/cua-toi/{token}/bo-sung", "/cua-toi/{token}/mo-lai"].contains(&route.path)
        || ["/dang-nhap", "/lam-viec/tai-khoan"].contains(&route.path)
}

fn everyone() -> impl Iterator<Item = (&'static str, usize)> {
    let each = visitors().into_iter().map(|who| (who, if who == "guest" { 3 } else { 1 }));
    std::iter::once(("everyone", TRIES)).chain(each)
}

fn faults(answer: &Answer) -> impl Iterator<Item = String> + use<> {
    let kind = answer.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let shown = kind.contains("html") || kind.contains("xml");
    let echoed = shown && String::from_utf8_lossy(&answer.body).contains(MARK);
    let forged = answer.headers.iter().any(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
        name.as_str() == "x-evil" || (name == "set-cookie" && value.contains("evil=1; "))
    });
    let away = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or("/").to_owned();
    let faults = [
        (answer.status >= 500, format!("{}", answer.status)),
        (echoed, "markup came back".to_owned()),
        (forged, "a header was forged".to_owned()),
        (!away.starts_with('/') || away.starts_with("//"), format!("leads to {away}")),
    ];
    faults.into_iter().filter(|(is, _)| *is).map(|(_, what)| what)
}

/// Puts a report in the state that the step of this route is taken from under the address; its version.
fn set(world: &mut World, route: &Route) -> i32 {
    let Some(state) = state_for(route.path) else { return 1 };
    let row =
        tickets::table.filter(tickets::id.eq(world.ticket.id)).select((tickets::status, tickets::version));
    let (status, version): (Status, i32) = world.portal.with_db(|c| row.first(c));
    if status == state {
        return version;
    }
    let ticket = world.portal.ticket().at(super::world::AGENCY).given_to(world.officer);
    let ticket = ticket.sent_by("nguoi.gui@example.vn").in_state(state).build();
    let version = ticket.version;
    world.ticket = ticket;
    version
}

fn state_for(path: &str) -> Option<Status> {
    if let Some(step) = path.strip_prefix("/cua-toi/{token}/") {
        return Some(match step {
            "khong-them" => Status::NeedsInfo,
            "mo-lai" => Status::Answered,
            _ => Status::InProgress,
        });
    }
    let step = path.strip_prefix("/lam-viec/phan-anh/{code}/")?;
    Some(match step {
        "tiep-nhan" | "tu-choi" | "trung-lap" => Status::New,
        "chuyen" | "sua-noi-dung" | "hien-an" | "hoi-them" | "muc-do" | "doi-loai" => Status::Accepted,
        "nhan-viec" | "chuyen-tra" => Status::Forwarded,
        "da-bo-sung" => Status::NeedsInfo,
        "mo-lai" | "dong" => Status::Answered,
        "cong-bo" | "tra-lai" => Status::AwaitingApproval,
        "soat-tu-choi" => Status::Rejected,
        _ => Status::InProgress,
    })
}

/// The forms of a page, each by the path that it is sent to.
pub fn pattern(method: &str, action: &str) -> Option<&'static str> {
    route(method, action.split('?').next().unwrap_or(action)).map(|route| route.path)
}
