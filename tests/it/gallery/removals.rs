//! Samples of what has to do with taking something down.
use super::hand::Hand;
use super::parts::{BODY, CODE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::desk::removals::{RemovalRow, RemovalsPage};
use langnghe::web::public::removal::RemovalPage;
use langnghe::web::public::taken_down::{TakenDownPage, TakenDownRow};

pub fn pages(shown: &mut Shown) {
    shown.page::<RemovalPage>();
    shown.page::<TakenDownPage>();
    shown.page::<RemovalsPage>();
}

impl Sampled for RemovalPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("removal.title")),
            code: CODE.into(),
            title: h.name(TITLE),
            report: format!("/phan-anh/{CODE}"),
            action: format!("/phan-anh/{CODE}/go-bo"),
            version: h.maybe("1"),
            whys: h.choices("Sai"),
            words: h.text(BODY),
            email: h.text("hoi@example.vn"),
            within: h.w.fill("removal.within", [("days", h.w.count("guide.working_days", 2))]),
            errors: h.errors(&["why", "words", "email"]),
        }
    }
}

impl Sampled for TakenDownPage {
    fn sample(h: &Hand) -> Self {
        let few = h.w.fill("statistics.under", [("n", "5")]);
        Self {
            shell: h.public(h.name("Những thứ được giấu")),
            canonical: "http://localhost/da-an".into(),
            months: h.list(|at| TakenDownRow {
                month: format!("{}/2026", at + 1),
                asked: "12".into(),
                hidden: few.clone(),
                redacted: "7".into(),
                kept: few.clone(),
            }),
            reasons: h.list(|_| (h.w.say("removal.why_picture"), "7".into())),
            rule: h.w.fill("removal.rule", [("n", "5")]),
        }
    }
}

impl Sampled for RemovalsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| RemovalRow {
            id: at.to_string(),
            code: CODE.into(),
            href: format!("/lam-viec/phan-anh/{CODE}"),
            shown_at: format!("/phan-anh/{CODE}"),
            title: h.name(TITLE),
            why: h.w.say("removal.why_picture"),
            words: h.name(BODY),
            about: h.w.fill("removal.about", [("asked", "13:15, 7/9/2026"), ("due", "17:00, 9/9/2026")]),
            is_late: at == 1,
            answers: at == 0,
            action: format!("/lam-viec/go-bo/{at}"),
            version: 3,
            decisions: h.choices("Giữ"),
            answer: h.text(BODY),
            answer_id: format!("answer-{at}"),
        };
        Self { shell: h.desk(h.w.say("removal.queue")), errors: h.errors(&["answer-0"]), rows: h.list(row) }
    }
}
