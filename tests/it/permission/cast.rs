//! Everybody who could try: each role where the report lies, beside it, above it, and elsewhere.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::policy::{Actor, Role};
use langnghe::schema::agencies;

/// Where a report lies in these tests, who works with it, who has nothing to do with it, and who has ended.
pub const HOLDER: &str = "so-xay-dung";
pub const CO_AGENCY: &str = "so-tai-chinh";
pub const ELSEWHERE: &str = "so-y-te";
const ENDED: &str = "so-giao-thong-cu";

/// A person who tries.
pub struct Person {
    pub name: String,
    pub actor: Actor,
}

/// One person for each role and place, somebody without any role, and the report's own officer, who comes first.
pub fn everyone(portal: &TestPortal) -> Vec<Person> {
    let mut all = vec![Person { name: "its officer".into(), actor: portal.actor(Role::Officer, HOLDER) }];
    end(portal, ENDED);
    for agency in [HOLDER, CO_AGENCY, ELSEWHERE, ENDED] {
        for role in Role::ALL {
            let account = portal.account(&format!("{role}.khac.{agency}@example.vn"), &[(*role, agency)]);
            all.push(Person { name: format!("{role} of {agency}"), actor: portal.actor_of(account) });
        }
    }
    let nobody = portal.account("khong.vai.tro@example.vn", &[]);
    all.push(Person { name: "nobody".into(), actor: portal.actor_of(nobody) });
    all
}

/// An agency that was closed down yesterday.
fn end(portal: &TestPortal, slug: &str) {
    let (agency, yesterday) = (portal.agency(slug), portal.now().date().pred_opt());
    let row = agencies::table.filter(agencies::id.eq(agency));
    portal.with_db(|c| diesel::update(row).set(agencies::valid_to.eq(yesterday)).execute(c));
}
