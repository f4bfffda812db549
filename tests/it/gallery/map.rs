//! The map of public reports.
use super::hand::Hand;
use super::{Sampled, Shown};
use langnghe::web::parts::ticket_card::TicketCard;
use langnghe::web::public::asked::Chip;
use langnghe::web::public::map::page::{CommuneRow, MapPage};

pub fn pages(shown: &mut Shown) {
    shown.page::<MapPage>();
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
            kept: h.list(|_| ("q", h.name("ổ gà"))),
            categories: h.choices("Đường sá"),
            communes: h.choices("Phường Lê Chân"),
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
