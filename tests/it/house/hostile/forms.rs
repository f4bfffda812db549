//! What the pages offer: the names of their fields, and values that are right.
use super::super::world::World;
use super::pattern;
use langnghe::web::routes::TABLE;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// Names of fields that only pages further on show: the second page of a form, or one of a draft.
const FURTHER: &[(&str, &[(&str, &str)])] = &[
    (
        "/gui-phan-anh",
        &[("kind", "report"), ("title", "Ổ gà trước cổng chợ"), ("body", "Hố sâu giữa đường, xe dễ ngã.")],
    ),
    ("/gui-phan-anh/linh-vuc", &[("category", "@category")]),
    (
        "/gui-phan-anh/cau-hoi",
        &[("asked", "@any"), ("held", "@any"), ("q1", "1"), ("q2", "0,5"), ("q12", "x")],
    ),
    (
        "/quan-tri/linh-vuc/{id}/cau-hoi/{root}",
        &[
            ("label_vi", "Sâu bao nhiêu?"),
            ("kind", "one"),
            ("choice_vi_1", "Nông"),
            ("stop_vi_1", "Gọi 114."),
        ],
    ),
    (
        "/gui-phan-anh/dia-diem",
        &[
            ("commune", "Lê Chân"),
            ("searched", "Lê Chân"),
            ("commune_id", "@commune"),
            ("place", "Cổng chợ"),
            ("point", "20.9, 106.6"),
            ("point_source", "position"),
            ("point_accuracy", "12"),
            ("near_id", "@commune"),
            ("photo_point", "yes"),
            ("button", ""),
        ],
    ),
    ("/gui-phan-anh/anh", &[("button", ""), ("remove", "@any"), ("photos", "")]),
    (
        "/gui-phan-anh/lien-he",
        &[
            ("name", "Trần Văn Gửi"),
            ("phone", "0900000456"),
            ("email", "a@example.vn"),
            ("show_name", ""),
            ("is_private", ""),
            ("consent", "yes"),
        ],
    ),
    ("/gui-phan-anh/xem-lai", &[("form_key", "@any"), ("website", "")]),
    (
        "/quan-tri/lich",
        &[
            ("day", "2027-03-01"),
            ("name", "Nghỉ bù"),
            ("kind", "off"),
            ("certainty", "announced"),
            ("seen", ""),
            ("deadlines", "keep"),
            ("do", ""),
        ],
    ),
    (
        "/quan-tri/lich/nhap",
        &[("rows", "2027-03-01,Nghỉ,off,announced"), ("refused", "0"), ("deadlines", "keep"), ("file", "")],
    ),
    ("/lam-viec/viec-moi", &[("until", "7")]),
    (
        "/lam-viec/tai-khoan/vang-mat",
        &[("first_day", "2026-09-07"), ("last_day", "2026-09-08"), ("deputy", "@any")],
    ),
    ("/lam-viec/duyet", &[("draft", "@any"), ("tick", "@any")]),
    ("/mat-khau/{token}", &[("password", "mot cau dai va la"), ("again", "mot cau dai va la")]),
    ("/cua-toi/{token}/bo-sung", &[("more", "Ở số 12."), ("photos", "")]),
    ("/cua-toi/{token}/mo-lai", &[("why", "Vẫn chưa xong việc"), ("photos_now", "")]),
    (
        "/cua-toi/{token}/danh-gia",
        &[("mark", "good"), ("reasons", "thoi_gian"), ("words", "Nhanh, nhưng chưa rửa bụi.")],
    ),
    ("/cua-toi/{token}/khong-dong-y", &[("objection", "Việc này của thành phố")]),
    ("/cua-toi/{token}/thu", &[("do", "stop")]),
    ("/cua-toi/{token}/chon-thu", &[("topic", "answered")]),
    ("/quan-tri/thu/bao-gi", &[("topic", "answered")]),
    (
        "/cua-toi/{token}/sua-loi",
        &[
            ("title", "Ổ gà trước cổng chợ"),
            ("body", "Hố sâu giữa đường, xe dễ ngã."),
            ("place", "Cổng chợ"),
            ("photo_off", "@any"),
            ("photos_new", ""),
        ],
    ),
    ("/cua-toi/{token}/ai-xem", &[("do", "private")]),
    ("/cua-toi/{token}/lien-he", &[("do", "share")]),
    ("/theo-doi", &[("email", "a@example.vn"), ("pace", "daily")]),
    ("/phan-anh/{code}/theo-doi", &[("email", "a@example.vn")]),
    ("/thu/{token}", &[("List-Unsubscribe", "One-Click")]),
    ("/ngon-ngu", &[("lang", "en"), ("back", "/phan-anh")]),
];

#[derive(Default)]
pub struct Offered {
    /// By the name of a field, what may stand in it.
    pub fields: BTreeMap<String, Vec<String>>,
}

#[derive(Default)]
pub struct Pages {
    sent: BTreeMap<&'static str, Offered>,
    asked: BTreeMap<&'static str, Vec<String>>,
}

impl Pages {
    pub fn sent_to(&self, path: &str) -> Option<&Offered> {
        self.sent.get(path)
    }

    /// The names that stand in addresses of a page.
    pub fn asked_at(&self, path: &str) -> &[String] {
        self.asked.get(path).map_or(&[], Vec::as_slice)
    }
}

/// Looks at every page and every report as somebody who may do everything.
pub async fn offered(world: &World) -> Pages {
    let browser = world.visitor("everyone").await;
    let mut addresses: Vec<String> =
        TABLE.iter().filter(|route| route.method == "GET").map(|route| world.address(route)).collect();
    addresses.extend(world.tickets.iter().map(|ticket| format!("/lam-viec/phan-anh/{}", ticket.code)));
    let mut pages = Pages::default();
    for address in addresses {
        let page = browser.peek(&address).await;
        if page.status == 200 && page.html.starts_with("<!doctype") {
            pages.read(&Html::parse_document(&page.html), &page.path);
        }
    }
    for (path, fields) in FURTHER {
        let own = pages.sent.entry(path).or_default();
        for (name, value) in *fields {
            own.fields.entry((*name).to_owned()).or_default().push((*value).to_owned());
        }
    }
    let known: usize = pages.sent.values().map(|form| form.fields.len()).sum();
    assert!(pages.sent.len() > 40 && known > 120, "only {} forms with {known} fields", pages.sent.len());
    pages
}

impl Pages {
    fn read(&mut self, page: &Html, path: &str) {
        for form in page.select(&css("form")) {
            let sends = form.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
            let action = form.value().attr("action").unwrap_or(path);
            let buttons: Vec<String> = form
                .select(&css("[formaction]"))
                .filter_map(|own| own.value().attr("formaction").map(str::to_owned))
                .collect();
            for field in form.select(&css("input[name], textarea[name], select[name], button[name]")) {
                let name = field.value().attr("name").unwrap_or_default().to_owned();
                for action in std::iter::once(action).chain(buttons.iter().map(String::as_str)) {
                    if let (true, Some(path)) = (sends, pattern("POST", action)) {
                        let own = self.sent.entry(path).or_default();
                        own.fields.entry(name.clone()).or_default().extend(values_of(&field));
                    } else if let Some(path) = pattern("GET", action) {
                        self.asked.entry(path).or_default().push(name.clone());
                    }
                }
            }
        }
    }
}

fn values_of(field: &ElementRef<'_>) -> Vec<String> {
    let options: Vec<String> =
        field.select(&css("option")).filter_map(|own| own.value().attr("value")).map(str::to_owned).collect();
    if options.is_empty() {
        field.value().attr("value").map(str::to_owned).into_iter().collect()
    } else {
        options
    }
}

fn css(query: &str) -> Selector {
    Selector::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}
