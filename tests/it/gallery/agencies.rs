//! Samples of what administrators keep of agencies.
use super::hand::Hand;
use super::parts::{AGENCY, CODE};
use super::{Sampled, Shown};
use langnghe::actions::agencies::AgencyFields;
use langnghe::web::admin::agencies::{AgenciesPage, AgencyRow};
use langnghe::web::admin::agency::AgencyPage;
use langnghe::web::admin::ending::EndingShown;
use langnghe::web::admin::unmanned::{UnmannedPage, UnmannedRow};

const EMAIL: &str = "hoa.le@example.vn";
const HERE: &str = "/quan-tri/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<AgenciesPage>();
    shown.page::<AgencyPage>();
    shown.page::<UnmannedPage>();
}

impl Sampled for AgenciesPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| AgencyRow {
            href: HERE.into(),
            name: h.name(AGENCY),
            kind: h.w.say("admin.kind.department"),
            under: h.text("UBND thành phố Hải Phòng"),
            ended: if at == 1 { h.text("đến 1/7/2025") } else { String::new() },
            depth: at % 3,
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_agencies")),
            q: h.text("xây dựng"),
            told: h.name("2 nơi"),
            unmanned: if h.is() { h.w.count("unmanned.notice", 12) } else { String::new() },
            rows: h.list(row),
        }
    }
}

impl Sampled for AgencyPage {
    fn sample(h: &Hand) -> Self {
        let fields = ["name", "short_name", "kind", "valid_from", "parent", "contact_point"];
        let more = ["contact_phone", "contact_email", "successor", "people", "last_day"];
        let typed = AgencyFields {
            name: h.text(AGENCY),
            short_name: h.text("SXD"),
            contact_point: h.text("Phòng Hạ tầng"),
            contact_phone: h.text("0225 000 000"),
            contact_email: h.text(EMAIL),
            valid_from: h.maybe("2025-07-01"),
            ..AgencyFields::default()
        };
        let ending = || EndingShown {
            action: HERE.into(),
            successors: h.choices(AGENCY),
            last_day: h.maybe("2026-09-30"),
            people: h.choices(AGENCY),
            plan: h.list(|_| h.fact()),
            reports: h.list(|_| format!("{CODE} · {}", h.w.say("state.in_progress"))),
            more: if h.is_worst() { h.w.count("admin.ending.more", 12) } else { String::new() },
            workers: h.list(|_| h.name("Lê Thị Hoa")),
        };
        Self {
            shell: h.desk(h.name(AGENCY)),
            action: HERE.into(),
            is_new: !h.is(),
            version: 1,
            typed,
            kinds: h.choices("Sở của thành phố"),
            parents: h.choices(AGENCY),
            errors: if h.is() { h.errors(&[&fields[..], &more[..]].concat()) } else { h.errors(&fields) },
            people: h.name("12 người"),
            people_href: HERE.into(),
            open: h.name("3 phản ánh đang mở"),
            ending: h.some(ending),
            history: h.history(),
            conflict: if h.is_wrong() { vec![h.name("Tên: Sở A")] } else { Vec::new() },
        }
    }
}

impl Sampled for UnmannedPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| UnmannedRow {
            href: HERE.into(),
            name: h.name(AGENCY),
            open: h.w.count("admin.open", 3),
            holds: if at == 0 { 3 } else { 0 },
            since: h.w.say("unmanned.never"),
            invited: if at == 1 { h.w.count("unmanned.invited", 2) } else { String::new() },
            above: if at == 2 { String::new() } else { h.name(AGENCY) },
            act: HERE.into(),
            act_word: h.w.say("unmanned.invite"),
        };
        Self {
            shell: h.desk(h.w.say("unmanned.title")),
            told: h.w.count("unmanned.agencies", 12),
            pressing: h.list(row),
            others: h.list(row),
        }
    }
}
