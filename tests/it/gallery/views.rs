//! Samples of saved views, and of the form that saves one.
use super::hand::Hand;
use super::parts::AGENCY;
use super::{Sampled, Shown};
use langnghe::domain::view::Place;
use langnghe::web::desk::view_form::SaveForm;
use langnghe::web::desk::views::{Keep, ViewRow, ViewsPage};

const HERE: &str = "/lam-viec/phan-anh?muc=dang-mo";

pub fn pages(shown: &mut Shown) {
    shown.page::<ViewsPage>();
}

/// The form that saves what narrows a page, where anything does.
pub fn save(h: &Hand) -> Option<SaveForm> {
    h.some(|| SaveForm {
        place: Place::List,
        asked: "muc=dang-mo".into(),
        name: h.text("Khẩn, chưa nhận"),
        teams: h.choices(AGENCY),
    })
}

impl Sampled for ViewsPage {
    fn sample(h: &Hand) -> Self {
        let errors = h.errors(&["name"]);
        let keep = |at: usize| Keep {
            rename_to: format!("/lam-viec/bo-loc/{at}"),
            remove_to: format!("/lam-viec/bo-loc/{at}/xoa"),
            field: format!("name-{at}"),
            typed: h.text("Khẩn, chưa nhận"),
            error: if at == 0 { errors.at("name") } else { String::new() },
            open: at == 0 && h.is_wrong(),
        };
        let row = |at: usize| ViewRow {
            href: HERE.into(),
            name: h.name("Khẩn, chưa nhận"),
            count: if at == 1 { String::new() } else { h.w.count("find.total", 12) },
            about: h.name("Tìm phản ánh · Mọi người ở Sở Xây dựng · Mai lưu 7/9/2026"),
            keep: (at != 2).then(|| keep(at)),
        };
        let save = if h.is_wrong() { save(h) } else { None };
        Self { shell: h.desk(h.w.say("views.title")), save, rows: h.list(row), errors }
    }
}
