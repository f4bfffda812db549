//! The map of public reports, and the form that narrows it and the list.
use super::hand::Hand;
use super::{Sampled, Shown};
use langnghe::web::parts::ticket_card::TicketCard;
use langnghe::web::public::asked::Chip;
use langnghe::web::public::map::page::{CommuneRow, MapPage};
use langnghe::web::public::narrow::NarrowPage;

pub fn pages(shown: &mut Shown) {
    shown.page::<MapPage>();
    shown.page::<NarrowPage>();
}

impl Sampled for MapPage {
    fn sample(h: &Hand) -> Self {
        let chip =
            |at: usize| Chip { href: format!("/ban-do?{at}"), label: h.w.say("map.title"), current: at == 0 };
        let card = |at: usize| TicketCard { href: format!("/phan-anh/26-8K3F-Q7T{at}"), ..h.card_found() };
        let row = |at: usize| CommuneRow {
            name: h.name("Phường Lê Chân"),
            count: "1.284".into(),
            href: format!("/ban-do?phuong-xa={at}"),
        };
        Self {
            shell: h.public(h.w.say("map.title")),
            map: h.map(),
            squares: "/ban-do.json".into(),
            page: "/ban-do".into(),
            picture: "/ban-do.svg".into(),
            list: "/phan-anh".into(),
            follow: "/theo-doi".into(),
            follow_here: "/theo-doi?quanh=1".into(),
            states: h.list(chip),
            ways: h.list(chip).into_iter().take(2).collect(),
            colours: if h.is_worst() {
                ["1", "2–4", "5–19", "20–89", "90–1.284"].map(str::to_owned).into()
            } else {
                Vec::new()
            },
            chosen: h.list(chip),
            narrow: "/ban-do/loc".into(),
            total: h.w.count("map.total", if h.is() { 96 } else { 0 }),
            cut: if h.is_worst() { h.name("Chỉ 3.000 phản ánh mới nhất.") } else { String::new() },
            picked: if h.is_worst() { vec![card(99)] } else { Vec::new() },
            cards: h.list(card),
            more: h.is(),
            about: !h.is(),
            by_commune: h.list(row),
        }
    }
}

impl Sampled for NarrowPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("narrow.title")),
            back: "/ban-do".into(),
            back_title: h.w.say("answers.title"),
            action: "/ban-do".into(),
            kept: if h.is() { vec![("q", h.name("ổ gà"))] } else { Vec::new() },
            categories: h.choices("Giao thông"),
            communes: h.choices("Phường Lê Chân"),
            agencies: h.choices("Sở Xây dựng"),
            kinds: h.choices("Kể việc hỏng"),
            from: h.maybe("2026-09-01"),
            until: h.maybe("2026-09-07"),
            with_photo: h.is(),
            with_document: h.is_worst(),
            in_time: h.choices("Kịp hạn"),
            sorts: h.choices("Mới nhất"),
        }
    }
}
