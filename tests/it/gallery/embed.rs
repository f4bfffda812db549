//! Samples of what is shown and shared elsewhere: the pieces for other pages, the page that makes the lines for them, and
//! one version of an answer.
use super::hand::Hand;
use super::parts::{BODY, CODE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::public::answer_version::AnswerVersionPage;
use langnghe::web::public::embed::map::StateCount;
use langnghe::web::public::embed::{
    EmbedItemPage, EmbedListPage, EmbedMakerPage, EmbedMapPage, EmbedNumberPage, Frame,
};

pub fn pages(shown: &mut Shown) {
    shown.page::<EmbedListPage>();
    shown.page::<EmbedNumberPage>();
    shown.page::<EmbedMapPage>();
    shown.page::<EmbedItemPage>();
    shown.page::<EmbedMakerPage>();
    shown.page::<AnswerVersionPage>();
}

fn frame(h: &Hand, title: String) -> Frame {
    Frame { w: h.w, title, portal_name: h.name("Lắng Nghe") }
}

impl Sampled for EmbedListPage {
    fn sample(h: &Hand) -> Self {
        Self {
            frame: frame(h, h.w.say("embed.list_new")),
            cards: h.list(|_| h.card()),
            all: "/phan-anh".into(),
        }
    }
}

impl Sampled for EmbedNumberPage {
    fn sample(h: &Hand) -> Self {
        let title = h.w.fill("embed.number_of", [("name", h.name("Phường Lê Chân"))]);
        Self {
            frame: frame(h, title),
            measured: super::statistics::told(h).measured,
            all: "/thong-ke".into(),
        }
    }
}

impl Sampled for EmbedMapPage {
    fn sample(h: &Hand) -> Self {
        let state = |at: usize| StateCount {
            tone: "doing",
            word: h.w.say("status.working"),
            count: if at == 0 { "1.284".into() } else { "7".into() },
        };
        Self {
            frame: frame(h, format!("{}: {}", h.w.say("map.title"), h.name("Phường Lê Chân"))),
            picture: "/ban-do.svg".into(),
            dense: h.is_worst(),
            total: h.w.count("map.total", if h.is() { 1_291 } else { 0 }),
            cut: if h.is_worst() { h.w.fill("map.cut", [("n", "3.000")]) } else { String::new() },
            states: h.list(state),
            all: "/ban-do".into(),
        }
    }
}

impl Sampled for EmbedItemPage {
    fn sample(h: &Hand) -> Self {
        Self { frame: frame(h, h.name(TITLE)), card: h.card(), answer: h.text(BODY) }
    }
}

impl Sampled for EmbedMakerPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("embed.title")),
            canonical: "http://localhost/nhung".into(),
            what: h.choices("Cái mới"),
            communes: h.choices("Phường Lê Chân"),
            agencies: h.choices("Sở Xây dựng"),
            categories: h.choices("Mặt đường"),
            lines: h.choices("5"),
            languages: h.choices("Tiếng nói"),
            preview: "/nhung/danh-sach".into(),
            title: h.w.say("embed.what_moi"),
            height: 610,
            snippet: h.name("<iframe src=\"http://localhost/nhung/danh-sach\"></iframe>"),
            hosts: h.w.say("embed.hosts_none"),
        }
    }
}

impl Sampled for AnswerVersionPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.fill("share.answer_to", [("title", h.name(TITLE))])),
            canonical: "http://localhost/o-day".into(),
            address: "http://localhost/o-day".into(),
            about: h.name(BODY),
            picture: "http://localhost/anh/1.jpg".into(),
            code: CODE.into(),
            report: format!("/phan-anh/{CODE}"),
            newest: h.maybe(format!("/phan-anh/{CODE}/tra-loi/2")),
            answer: h.answer("old"),
            removal: "/phan-anh/x/go-bo?ban=1".into(),
        }
    }
}
