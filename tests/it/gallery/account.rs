//! Samples of an account's page.
use super::hand::Hand;
use super::parts::{AGENCY, CODE};
use super::{Sampled, Shown};
use langnghe::web::admin::account::{AccountPage, HeldShown};
use langnghe::web::admin::account_work::WorkShown;
use langnghe::web::admin::person::PersonForm;

const EMAIL: &str = "hoa.le@example.vn";
const HERE: &str = "/quan-tri/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<AccountPage>();
}

impl Sampled for AccountPage {
    fn sample(h: &Hand) -> Self {
        let held = |_| HeldShown {
            role: h.w.say("role.officer"),
            agency: h.name(AGENCY),
            role_word: "officer".into(),
            agency_slug: "so-xay-dung".into(),
        };
        Self {
            shell: h.desk(h.name("Lê Thị Hoa")),
            version: 1,
            email: h.name(EMAIL),
            position: h.text("Chuyên viên"),
            state: h.w.say("admin.state.active"),
            tone: "done",
            rests: h.text("Tạm khóa đến 15:00"),
            sessions: h.name("2 nơi"),
            person: PersonForm {
                version: 1,
                name: h.text("Lê Thị Hoa"),
                email: h.name(EMAIL),
                position: h.text("Chuyên viên"),
            },
            mending: h.is_worst(),
            person_to: HERE.into(),
            held: h.list(held),
            roles: h.choices("Cán bộ ở sở"),
            agencies: h.choices(AGENCY),
            errors: h.errors(&FIELDS),
            may_lock: h.is(),
            may_unlock: h.is_worst(),
            may_send_link: h.is(),
            invited: h.is_worst(),
            grant_to: HERE.into(),
            revoke_to: HERE.into(),
            lock_to: HERE.into(),
            work: WorkShown {
                told: if h.is() { h.w.count("admin.holds", 3) } else { String::new() },
                reports: h.list(|_| format!("{CODE} · {AGENCY}")),
                heirs: h.choices("Lê Thị Hoa"),
                alone: if h.is_worst() {
                    h.w.fill("admin.lock_alone", [("agencies", AGENCY)])
                } else {
                    String::new()
                },
            },
            unlock_to: HERE.into(),
            link_to: HERE.into(),
            link: if h.is_worst() {
                format!("http://localhost/mat-khau/{}", "0".repeat(64))
            } else {
                String::new()
            },
            away: h.away(),
            history: h.history(),
        }
    }
}

const FIELDS: [&str; 10] =
    ["account", "name", "email", "position", "heir", "role", "agency", "first_day", "last_day", "deputy"];
