//! Every address, and who may come in, in one table. What is not here does not exist.
use super::desk::step::Step;
use super::desk::steps::{self, contribute, draft_reply};
use super::door::{Door, admit};
use super::error::Failure;
use super::{admin, assets, desk, health, language, measure, open311, public, signin};
use crate::domain::api_key::Scope;
use crate::domain::policy::Act;
use crate::links;
use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use actix_web::http::header::LOCATION;
use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::LazyLock;

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub door: Door,
}

macro_rules! routes {
    ($($method:ident $path:literal $door:expr => $page:path;)*) => {
        /// The table, for the test that walks every route as every role. The steps at the desk stand at its end.
        pub static TABLE: LazyLock<Vec<Route>> = LazyLock::new(|| {
            let written = [$(Route { method: stringify!($method), path: $path, door: $door }),*];
            written.into_iter().chain(STEPS.iter().map(|(_, route)| *route)).collect()
        });

        /// Opens every address of the table.
        pub fn configure(app: &mut web::ServiceConfig) {
            $(app.route(
                $path,
                web::method(Method::$method)
                    .to($page)
                    .wrap(from_fn(move |request, next| admit($door, request, next))),
            );)*
            for (step, Route { path, door, .. }) in STEPS.iter() {
                let pressed = web::post();
                // The answer's form and a partner's alone bring files.
                let pressed = if step.name == draft_reply::STEP.name {
                    pressed.to(draft_reply::write)
                } else if step.name == contribute::STEP.name {
                    pressed.to(contribute::write)
                } else {
                    pressed.to(desk::step::press)
                };
                app.route(path, pressed.wrap(from_fn(move |request, next| admit(*door, request, next))));
            }
        }
    };
}

/// What the steps at the desk say of themselves, as lines of the table.
static STEPS: LazyLock<Vec<(&Step, Route)>> = LazyLock::new(|| {
    let line = |step: &'static Step| {
        let path = links::desk_step("{code}", step.path).leak();
        (step, Route { method: "POST", path, door: May(step.act) })
    };
    steps::ALL.iter().map(|step| line(step)).collect()
});

use Door::{Key, Link, May, Reader, Sender, Staff};

routes! {
    GET "/healthz" Reader => health::alive;
    GET "/readyz" Reader => health::ready;
    GET "/metrics" Reader => measure::show;
    GET "/static/{path:.*}" Reader => assets::show;
    POST "/ngon-ngu" Reader => language::choose;

    GET "/robots.txt" Reader => public::crawlers::robots;
    GET "/sitemap.xml" Reader => public::crawlers::sitemap;
    GET "/sitemap-trang.xml" Reader => public::crawlers::sitemap_pages;
    GET "/sitemap-{start}.xml" Reader => public::crawlers::sitemap_part;
    GET "/favicon.ico" Reader => public::crawlers::favicon;

    GET "/" Reader => public::home::show;
    GET "/phan-anh" Reader => public::answers::show;
    GET "/phan-anh.atom" Reader => public::feed::atom;
    GET "/phan-anh.rss" Reader => public::feed::rss;
    GET "/phan-anh.json" Reader => public::feed::json;
    GET "/phan-anh.geojson" Reader => public::feed::geojson;
    GET "/ban-do" Reader => public::map::page::show;
    GET "/ban-do.json" Reader => public::map::squares::show;
    GET "/ban-do.svg" Reader => public::map::drawing::show;
    GET "/ban-do/loc" Reader => public::narrow::map;
    GET "/ban-do/nen/{z}/{x}/{y}" Reader => public::map::ground::picture;
    GET "/ban-do/ranh-gioi-{version}.json" Reader => public::map::borders::show;
    GET "/phan-anh/loc" Reader => public::narrow::list;
    GET "/phan-anh/{code}" Reader => public::ticket::show;
    GET "/open311/discovery.{form}" Reader => open311::discovery::show;
    GET "/open311/openapi.json" Reader => open311::openapi::show;
    GET "/open311/v2/services.{form}" Reader => open311::services::list;
    GET "/open311/v2/services/{service}.{form}" Reader => open311::services::define;
    GET "/open311/v2/requests.{form}" Reader => open311::requests::list;
    POST "/open311/v2/requests.{form}" Key(Scope::SendReports) => open311::submit::send;
    POST "/open311/v2/media" Key(Scope::SendReports) => open311::media::send;
    GET "/open311/v2/tokens/{token}.{form}" Reader => open311::submit::find;
    GET "/open311/v2/requests/{code}.{form}" Reader => open311::requests::one;
    GET "/open311/v2/servicerequestupdates.{form}" Reader => open311::updates::list;
    GET "/phan-anh/{code}/tra-loi/{version}" Reader => public::answer_version::show;
    GET "/phan-anh/{code}/go-bo" Sender => public::removal::ask;
    POST "/phan-anh/{code}/go-bo" Sender => public::removal::send;
    GET "/phan-anh/{code}/y-kien" Sender => public::comment::ask;
    POST "/phan-anh/{code}/y-kien" Sender => public::comment::send;
    GET "/phan-anh/{code}/theo-doi" Sender => public::follow::report::show;
    POST "/phan-anh/{code}/theo-doi" Sender => public::follow::report::send;
    GET "/theo-doi" Sender => public::follow::list::show;
    POST "/theo-doi" Sender => public::follow::list::send;
    GET "/theo-doi/{token}" Sender => public::follow::confirm::show;
    POST "/theo-doi/{token}" Sender => public::follow::confirm::press;
    GET "/da-an" Reader => public::taken_down::show;
    GET "/phan-anh/{code}/cung-gap" Sender => public::support::show;
    POST "/phan-anh/{code}/cung-gap" Sender => public::support::press;
    POST "/phan-anh/{code}/cung-gap/thoi" Sender => public::support::undo;
    GET "/tra-cuu" Sender => public::lookup::ask;
    POST "/tra-cuu" Sender => public::lookup::find;
    GET "/tra-cuu/{code}" Reader => public::lookup_code::show;
    GET "/tra-cuu/{code}/cua-toi" Sender => public::own_by_phone::ask;
    POST "/tra-cuu/{code}/cua-toi" Sender => public::own_by_phone::find;
    GET "/cua-toi/{token}" Sender => public::own::show;
    POST "/cua-toi/{token}/bo-sung" Sender => public::own::say_more::press;
    POST "/cua-toi/{token}/khong-them" Sender => public::own::say_more::know_no_more;
    POST "/cua-toi/{token}/y-kien" Sender => public::own::comment::press;
    POST "/cua-toi/{token}/rut" Sender => public::own::withdraw::press;
    POST "/cua-toi/{token}/mo-lai" Sender => public::own::reopen::press;
    POST "/cua-toi/{token}/danh-gia" Sender => public::own::rate::press;
    POST "/cua-toi/{token}/khong-dong-y" Sender => public::own::object::press;
    POST "/cua-toi/{token}/chon-thu" Sender => public::own::letters::choose;
    POST "/cua-toi/{token}/thu" Sender => public::own::letters::press;
    POST "/cua-toi/{token}/sua-loi" Sender => public::own::correct::press;
    POST "/cua-toi/{token}/ai-xem" Sender => public::own::who_sees::press;
    POST "/cua-toi/{token}/lien-he" Sender => public::own::contact::press;
    POST "/cua-toi/{token}/doi-lien-ket" Sender => public::own::renew::press;
    GET "/cua-toi/{token}/anh/{hash}.jpg" Sender => public::own::files::photo;
    GET "/cua-toi/{token}/van-ban/{hash}.pdf" Sender => public::own::files::document;
    GET "/co-quan" Reader => public::agencies::show;
    GET "/co-quan/{slug}" Reader => public::agency::show;
    GET "/phuong-xa/{slug}" Reader => public::commune::show;
    GET "/linh-vuc/{slug}" Reader => public::category::show;
    GET "/nhung" Reader => public::embed::maker::show;
    GET "/nhung/danh-sach" Reader => public::embed::list::show;
    GET "/nhung/con-so" Reader => public::embed::number::show;
    GET "/nhung/ban-do" Reader => public::embed::map::show;
    GET "/nhung/phan-anh/{code}" Reader => public::embed::item::show;
    GET "/oembed" Reader => public::embed::oembed::show;
    GET "/du-lieu-mo" Reader => public::open_data::show;
    GET "/du-lieu-mo/datapackage.json" Reader => public::open_data::about;
    GET "/du-lieu-mo/phan-anh.csv" Reader => public::open_data::csv;
    GET "/du-lieu-mo/phan-anh.jsonl" Reader => public::open_data::lines;
    GET "/du-lieu-mo/phan-anh.geojson" Reader => public::open_data::points;
    GET "/thong-ke" Reader => public::statistics::show;
    GET "/thong-ke.csv" Reader => public::statistics::file::csv;
    GET "/du-lieu-ca-nhan" Reader => public::privacy::show;
    GET "/huong-dan" Reader => public::guide::show;
    GET "/danh-cho-lap-trinh" Reader => public::developers::show;
    GET "/anh/{hash}.jpg" Reader => public::files::photo;
    GET "/van-ban/{hash}.pdf" Reader => public::files::document;

    GET "/gui-phan-anh" Sender => public::submit::what::show;
    POST "/gui-phan-anh" Sender => public::submit::what::take;
    GET "/gui-phan-anh/luu-y" Sender => public::submit::heed::show;
    GET "/gui-phan-anh/viec-giong" Sender => public::submit::similar::show;
    GET "/gui-phan-anh/linh-vuc" Sender => public::submit::category::show;
    POST "/gui-phan-anh/linh-vuc" Sender => public::submit::category::take;
    GET "/gui-phan-anh/loi-khuyen" Sender => public::submit::stop::show;
    GET "/gui-phan-anh/cau-hoi" Sender => public::submit::questions::show;
    POST "/gui-phan-anh/cau-hoi" Sender => public::submit::questions::take;
    GET "/gui-phan-anh/dia-diem" Sender => public::submit::place::show;
    POST "/gui-phan-anh/dia-diem" Sender => public::submit::place::take;
    GET "/gui-phan-anh/anh" Sender => public::submit::photos::show;
    POST "/gui-phan-anh/anh" Sender => public::submit::photos::take;
    GET "/gui-phan-anh/anh/{upload}.jpg" Sender => public::submit::photos::picture_of;
    GET "/gui-phan-anh/lien-he" Sender => public::submit::contact::show;
    POST "/gui-phan-anh/lien-he" Sender => public::submit::contact::take;
    GET "/gui-phan-anh/xem-lai" Sender => public::submit::review::show;
    POST "/gui-phan-anh/xem-lai" Sender => public::submit::review::send;
    POST "/gui-phan-anh/lam-lai" Sender => public::submit::restart;
    GET "/gui-phan-anh/da-nhan" Sender => public::submit::thanks::show;

    GET "/thu/{token}" Sender => public::letters_wanted::show;
    POST "/thu/{token}" Link => public::letters_wanted::stop;
    POST "/thu/{token}/nhan-lai" Sender => public::letters_wanted::resume;
    GET "/xac-nhan/{token}" Sender => public::confirm::show;
    POST "/xac-nhan/{token}" Sender => public::confirm::press;

    GET "/dang-nhap" Sender => signin::sign_in::show;
    POST "/dang-nhap" Sender => signin::sign_in::enter;
    POST "/dang-xuat" Reader => signin::sign_out::here;
    POST "/dang-xuat-moi-noi" Staff => signin::sign_out::everywhere;
    GET "/quen-mat-khau" Sender => signin::forgot::show;
    POST "/quen-mat-khau" Sender => signin::forgot::send;
    GET "/mat-khau/{token}" Sender => signin::pass::show;
    POST "/mat-khau/{token}" Sender => signin::pass::set;
    GET "/lam-viec/tiep-nhan" May(Act::Accept) => desk::rooms::triage;
    GET "/lam-viec/viec" May(Act::ReadTicket) => desk::rooms::work;
    GET "/lam-viec/nhap-cuoc-goi" May(Act::EnterCall) => desk::call::show;
    POST "/lam-viec/nhap-cuoc-goi" May(Act::EnterCall) => desk::call::enter;
    GET "/lam-viec/nhap-cuoc-goi/{code}" May(Act::EnterCall) => desk::call_done::show;
    GET "/lam-viec/duyet" May(Act::PublishReply) => desk::approve::show;
    POST "/lam-viec/duyet" May(Act::PublishReply) => desk::approve::publish;
    GET "/lam-viec/tu-choi" May(Act::ReviewRefusal) => desk::refusals::show;
    POST "/lam-viec/phan-anh/{code}/soat-tu-choi" May(Act::ReviewRefusal) => desk::refusals::review;
    GET "/lam-viec/go-bo" May(Act::SetProminence) => desk::removals::show;
    POST "/lam-viec/go-bo/{id}" May(Act::SetProminence) => desk::removals::press;
    GET "/lam-viec/y-kien" May(Act::SetProminence) => desk::comments::show;
    GET "/lam-viec/phan-anh/{code}/y-kien" May(Act::SetProminence) => desk::comments::show_of;
    POST "/lam-viec/y-kien/{id}" May(Act::SetProminence) => desk::comments::press;
    GET "/lam-viec/xem-lai" May(Act::ReviewRating) => desk::reviews::show;
    GET "/lam-viec/so-lieu" May(Act::ReadFigures) => desk::figures::show;
    GET "/lam-viec/so-lieu.csv" May(Act::ReadFigures) => desk::figures::file::csv;
    GET "/lam-viec/so-lieu.xlsx" May(Act::ReadFigures) => desk::figures::file::xlsx;
    GET "/lam-viec/phan-anh.csv" May(Act::ReadTicket) => desk::list_file::csv;
    GET "/lam-viec/phan-anh.xlsx" May(Act::ReadTicket) => desk::list_file::xlsx;
    GET "/lam-viec/phan-anh" May(Act::ReadTicket) => desk::find::show;
    GET "/lam-viec/phan-anh/{code}" May(Act::ReadTicket) => desk::ticket::show;
    GET "/lam-viec/phan-anh/{code}/anh/{hash}.jpg" May(Act::ReadTicket) => desk::photo::photo;
    GET "/lam-viec/phan-anh/{code}/van-ban/{hash}.pdf" May(Act::ReadTicket) => desk::photo::document;
    GET "/lam-viec/phan-anh/{code}/lich-su.csv" May(Act::ReadTicket) => desk::history_csv::show;
    POST "/lam-viec/phan-anh/{code}/dang-xem" May(Act::ReadTicket) => desk::presence::say;
    GET "/lam-viec/phan-anh/{code}/xem-thu" May(Act::DraftReply) => desk::preview::show;

    GET "/lam-viec/bo-loc" May(Act::ReadTicket) => desk::views::show;
    POST "/lam-viec/bo-loc" May(Act::ReadTicket) => desk::views::save;
    POST "/lam-viec/bo-loc/{id}" May(Act::ReadTicket) => desk::views::rename;
    POST "/lam-viec/bo-loc/{id}/xoa" May(Act::ReadTicket) => desk::views::remove;

    GET "/lam-viec/viec-moi" Staff => desk::notices::show;
    POST "/lam-viec/viec-moi" Staff => desk::notices::read_all;
    POST "/lam-viec/viec-moi/{id}" Staff => desk::notices::open_one;

    GET "/lam-viec" Staff => signin::desk::show;
    GET "/lam-viec/tai-khoan" Staff => signin::own_account::show;
    POST "/lam-viec/tai-khoan" Staff => signin::own_account::set_password;
    POST "/lam-viec/tai-khoan/thu" Staff => signin::own_account::set_letters;
    POST "/lam-viec/tai-khoan/vang-mat" Staff => signin::own_account::go_away;
    POST "/lam-viec/tai-khoan/vang-mat/{id}" Staff => signin::own_account::come_back;

    GET "/quan-tri/co-quan" May(Act::ManageAgencies) => admin::agencies::show;
    GET "/quan-tri/chua-co-nguoi" May(Act::ManageAgencies) => admin::unmanned::show;
    GET "/quan-tri/co-quan/moi" May(Act::ManageAgencies) => admin::agency::blank;
    POST "/quan-tri/co-quan/moi" May(Act::ManageAgencies) => admin::agency::create_one;
    GET "/quan-tri/co-quan/{slug}" May(Act::ManageAgencies) => admin::agency::show;
    POST "/quan-tri/co-quan/{slug}" May(Act::ManageAgencies) => admin::agency::edit_one;
    POST "/quan-tri/co-quan/{slug}/ket-thuc" May(Act::ManageAgencies) => admin::agency::end_one;
    GET "/quan-tri/linh-vuc" May(Act::ManageCategories) => admin::categories::show;
    GET "/quan-tri/linh-vuc/moi" May(Act::ManageCategories) => admin::category::blank;
    POST "/quan-tri/linh-vuc/moi" May(Act::ManageCategories) => admin::category::create_one;
    GET "/quan-tri/dau-hieu" May(Act::ManageCategories) => admin::signals::show;
    GET "/quan-tri/dau-hieu/moi" May(Act::ManageCategories) => admin::signal::blank;
    POST "/quan-tri/dau-hieu/moi" May(Act::ManageCategories) => admin::signal::create_one;
    GET "/quan-tri/dau-hieu/{id}" May(Act::ManageCategories) => admin::signal::show;
    POST "/quan-tri/dau-hieu/{id}" May(Act::ManageCategories) => admin::signal::edit_one;
    GET "/quan-tri/linh-vuc/{id}" May(Act::ManageCategories) => admin::category::show;
    POST "/quan-tri/linh-vuc/{id}" May(Act::ManageCategories) => admin::category::edit_one;
    GET "/quan-tri/linh-vuc/{id}/cau-hoi/moi" May(Act::ManageCategories) => admin::question::blank;
    POST "/quan-tri/linh-vuc/{id}/cau-hoi/moi" May(Act::ManageCategories) => admin::question::create_one;
    GET "/quan-tri/linh-vuc/{id}/cau-hoi/{root}" May(Act::ManageCategories) => admin::question::show;
    POST "/quan-tri/linh-vuc/{id}/cau-hoi/{root}" May(Act::ManageCategories) => admin::question::edit_one;
    POST "/quan-tri/linh-vuc/{id}/cau-hoi/{root}/ket-thuc" May(Act::ManageCategories) => admin::question::end_one;
    GET "/quan-tri/tai-khoan" May(Act::ManageAccounts) => admin::accounts::show;
    GET "/quan-tri/tai-khoan/moi" May(Act::ManageAccounts) => admin::invite::blank;
    POST "/quan-tri/tai-khoan/moi" May(Act::ManageAccounts) => admin::invite::send;
    GET "/quan-tri/tai-khoan/{id}" May(Act::ManageAccounts) => admin::account::show;
    POST "/quan-tri/tai-khoan/{id}/nguoi" May(Act::ManageAccounts) => admin::person::set;
    POST "/quan-tri/tai-khoan/{id}/vai-tro" May(Act::ManageAccounts) => admin::account::grant;
    POST "/quan-tri/tai-khoan/{id}/bo-vai-tro" May(Act::ManageAccounts) => admin::account::revoke;
    POST "/quan-tri/tai-khoan/{id}/khoa" May(Act::ManageAccounts) => admin::account::lock;
    POST "/quan-tri/tai-khoan/{id}/mo-khoa" May(Act::ManageAccounts) => admin::account::unlock;
    POST "/quan-tri/tai-khoan/{id}/vang-mat" May(Act::ManageAccounts) => admin::absence::set;
    POST "/quan-tri/tai-khoan/{id}/vang-mat/{absence}" May(Act::ManageAccounts) => admin::absence::end;
    POST "/quan-tri/tai-khoan/{id}/duong-dan" May(Act::ManageAccounts) => admin::account::send_link;
    GET "/quan-tri/lich" May(Act::ManageCalendar) => admin::calendar::year::show;
    POST "/quan-tri/lich" May(Act::ManageCalendar) => admin::calendar::preview::take;
    GET "/quan-tri/lich/moi" May(Act::ManageCalendar) => admin::calendar::day::blank;
    GET "/quan-tri/lich/ngay/{day}" May(Act::ManageCalendar) => admin::calendar::day::show;
    GET "/quan-tri/lich/nhap" May(Act::ManageCalendar) => admin::calendar::import::show;
    POST "/quan-tri/lich/nhap" May(Act::ManageCalendar) => admin::calendar::import::take;
    GET "/quan-tri/lich/{year}.csv" May(Act::ManageCalendar) => admin::calendar::year::sheet;
    GET "/quan-tri/bac-bao" May(Act::ManageCalendar) => admin::ladder::show;
    POST "/quan-tri/bac-bao" May(Act::ManageCalendar) => admin::ladder::add;
    POST "/quan-tri/bac-bao/{id}" May(Act::ManageCalendar) => admin::ladder::remove;
    GET "/quan-tri/quy-dinh" May(Act::ManageCalendar) => admin::rules::show;
    GET "/quan-tri/quy-dinh/thoi-han" May(Act::ManageCalendar) => admin::terms::show;
    GET "/quan-tri/quy-dinh/thoi-han/moi" May(Act::ManageCalendar) => admin::term::blank;
    POST "/quan-tri/quy-dinh/thoi-han/moi" May(Act::ManageCalendar) => admin::term::add;
    GET "/quan-tri/quy-dinh/thoi-han/{term}" May(Act::ManageCalendar) => admin::term::show;
    POST "/quan-tri/quy-dinh/thoi-han/{term}" May(Act::ManageCalendar) => admin::term::set;
    POST "/quan-tri/quy-dinh/thoi-han/{term}/ket-thuc" May(Act::ManageCalendar) => admin::term::end;
    GET "/quan-tri/quy-dinh/gio-lam-viec" May(Act::ManageCalendar) => admin::hours::show;
    POST "/quan-tri/quy-dinh/gio-lam-viec" May(Act::ManageCalendar) => admin::hours::set;
    GET "/quan-tri/quy-dinh/cac-muc" May(Act::ManageCalendar) => admin::city_terms::show;
    POST "/quan-tri/quy-dinh/cac-muc" May(Act::ManageCalendar) => admin::city_terms::set;
    GET "/quan-tri/quy-dinh/dong-y" May(Act::ManageCategories) => admin::consents::show;
    GET "/quan-tri/quy-dinh/dong-y/{purpose}" May(Act::ManageCategories) => admin::consent::show;
    POST "/quan-tri/quy-dinh/dong-y/{purpose}" May(Act::ManageCategories) => admin::consent::renew_one;
    GET "/quan-tri/quy-dinh/ly-do" May(Act::ManageCategories) => admin::reasons::show;
    GET "/quan-tri/quy-dinh/ly-do/moi" May(Act::ManageCategories) => admin::reason::blank;
    POST "/quan-tri/quy-dinh/ly-do/moi" May(Act::ManageCategories) => admin::reason::create_one;
    GET "/quan-tri/quy-dinh/ly-do/{reason}" May(Act::ManageCategories) => admin::reason::show;
    POST "/quan-tri/quy-dinh/ly-do/{reason}" May(Act::ManageCategories) => admin::reason::edit_one;
    GET "/quan-tri/thu" May(Act::ReadLetters) => admin::letters::show;
    GET "/quan-tri/thu/mau" May(Act::ReadLetters) => admin::letter_samples::show;
    GET "/quan-tri/thu/mau/{kind}/{lang}.eml" May(Act::ReadLetters) => admin::letter_samples::file;
    GET "/quan-tri/thu/bao-gi" May(Act::ManageCategories) => admin::letter_topics::show;
    POST "/quan-tri/thu/bao-gi" May(Act::ManageCategories) => admin::letter_topics::save;
    POST "/quan-tri/thu" May(Act::ReadLetters) => admin::letters::retry_all;
    POST "/quan-tri/thu/{id}" May(Act::ReadLetters) => admin::letters::retry;
    GET "/quan-tri/khoa-api" May(Act::ConnectPrograms) => admin::api_keys::show;
    GET "/quan-tri/khoa-api/moi" May(Act::ConnectPrograms) => admin::api_key::blank;
    POST "/quan-tri/khoa-api/moi" May(Act::ConnectPrograms) => admin::api_key::create_one;
    GET "/quan-tri/khoa-api/{id}" May(Act::ConnectPrograms) => admin::api_key::show;
    POST "/quan-tri/khoa-api/{id}/thu-hoi" May(Act::ConnectPrograms) => admin::api_key::revoke_one;
    GET "/quan-tri/webhook" May(Act::ConnectPrograms) => admin::webhooks::show;
    GET "/quan-tri/webhook/moi" May(Act::ConnectPrograms) => admin::webhook::blank;
    POST "/quan-tri/webhook/moi" May(Act::ConnectPrograms) => admin::webhook::create_one;
    GET "/quan-tri/webhook/{id}" May(Act::ConnectPrograms) => admin::webhook::show;
    POST "/quan-tri/webhook/{id}/dung" May(Act::ConnectPrograms) => admin::webhook::stop_one;
    POST "/quan-tri/webhook/{id}/mo" May(Act::ConnectPrograms) => admin::webhook::start_one;
    POST "/quan-tri/webhook/{id}/{delivery}/gui-lai" May(Act::ConnectPrograms) => admin::webhook::tell_again;
    GET "/quan-tri/viec-tu-chay" May(Act::RunJobs) => admin::jobs::show;
    POST "/quan-tri/viec-tu-chay/{name}" May(Act::RunJobs) => admin::jobs::run;
}

/// Where no line of the table fits: a page that stands there without the last slash, or that takes other methods.
pub async fn elsewhere(request: HttpRequest) -> Result<HttpResponse, Failure> {
    let bare = request.path().trim_end_matches('/');
    if bare.len() < request.path().len()
        && !methods_at(request.match_info().as_str().trim_end_matches('/')).is_empty()
    {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        return Ok(HttpResponse::PermanentRedirect()
            .insert_header((LOCATION, format!("{bare}{query}")))
            .finish());
    }
    let mut allowed = methods_at(request.match_info().as_str());
    if allowed.is_empty() {
        return Err(Failure::NotFound);
    }
    if allowed.contains(&"GET") {
        allowed.push("HEAD");
    }
    Err(Failure::WrongMethod(allowed.join(", ")))
}

/// The methods that a path is there for.
fn methods_at(path: &str) -> Vec<&'static str> {
    static PATHS: LazyLock<Vec<(ResourceDef, &str)>> =
        LazyLock::new(|| TABLE.iter().map(|route| (ResourceDef::new(route.path), route.method)).collect());
    let mut methods: Vec<_> =
        PATHS.iter().filter(|(at, _)| at.is_match(path)).map(|(_, method)| *method).collect();
    methods.sort_unstable();
    methods.dedup();
    methods
}
