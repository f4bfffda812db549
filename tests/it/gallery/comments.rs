//! Samples of what has to do with public comments.
use super::hand::Hand;
use super::parts::{BODY, CODE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::desk::comments::{CommentRow, CommentsPage};
use langnghe::web::public::comment::CommentPage;

pub fn pages(shown: &mut Shown) {
    shown.page::<CommentPage>();
    shown.page::<CommentsPage>();
}

impl Sampled for CommentPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("comment.title")),
            code: CODE.into(),
            title: h.name(TITLE),
            report: format!("/phan-anh/{CODE}"),
            action: format!("/phan-anh/{CODE}/y-kien"),
            words: h.text(BODY),
            errors: h.errors(&["words"]),
        }
    }
}

impl Sampled for CommentsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| CommentRow {
            id: at.to_string(),
            href: format!("/lam-viec/phan-anh/{CODE}"),
            shown_at: format!("/phan-anh/{CODE}"),
            title: h.name(TITLE),
            about: format!("{CODE} · 13:15, 7/9/2026 · {}", h.w.say("comment.by_reader")),
            sent: h.name(BODY),
            action: format!("/lam-viec/y-kien/{at}"),
            version: 1,
            decisions: h.choices("Được"),
            words: h.name(BODY),
            answer: h.text(BODY),
            why: h.text("Lộ địa chỉ nhà"),
            field: format!("words-{at}"),
        };
        Self {
            shell: h.desk(h.w.say("comment.queue")),
            errors: h.errors(&["words-0"]),
            rows: h.list(row),
            waiting: h.maybe("/lam-viec/y-kien"),
        }
    }
}
