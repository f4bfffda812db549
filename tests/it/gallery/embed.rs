//! Samples of the pieces for other pages, and of the page that makes the lines for them.
use super::hand::Hand;
use super::parts::{BODY, TITLE};
use super::{Sampled, Shown};
use langnghe::web::public::embed::{EmbedItemPage, EmbedListPage, EmbedMakerPage, EmbedNumberPage, Frame};

pub fn pages(shown: &mut Shown) {
    shown.page::<EmbedListPage>();
    shown.page::<EmbedNumberPage>();
    shown.page::<EmbedItemPage>();
    shown.page::<EmbedMakerPage>();
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
            what: h.choices("Phản ánh mới"),
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
