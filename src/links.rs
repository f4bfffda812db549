//! Every address as a function, so that a page is moved in one place.
use crate::ids::{
    AbsenceId, AccountId, BoundaryId, CommentId, NoticeId, RemovalId, TicketId, UploadId, ViewId,
};

mod admin;
mod readers;

pub use admin::*;
pub use readers::*;

macro_rules! fixed {
    ($($name:ident => $path:literal),* $(,)?) => {$(
        #[doc = concat!("`", $path, "`")]
        pub fn $name() -> String {
            $path.to_owned()
        }
    )*};
}

fixed! {
    home => "/",
    language => "/ngon-ngu",
    submit => "/gui-phan-anh",
    submit_category => "/gui-phan-anh/linh-vuc",
    submit_heed => "/gui-phan-anh/luu-y",
    submit_similar => "/gui-phan-anh/viec-giong",
    submit_questions => "/gui-phan-anh/cau-hoi",
    submit_stop => "/gui-phan-anh/loi-khuyen",
    submit_place => "/gui-phan-anh/dia-diem",
    submit_photos => "/gui-phan-anh/anh",
    submit_contact => "/gui-phan-anh/lien-he",
    submit_review => "/gui-phan-anh/xem-lai",
    submit_restart => "/gui-phan-anh/lam-lai",
    submit_thanks => "/gui-phan-anh/da-nhan",
    lookup => "/tra-cuu",
    answers => "/phan-anh",
    answers_atom => "/phan-anh.atom",
    answers_rss => "/phan-anh.rss",
    answers_json => "/phan-anh.json",
    answers_geojson => "/phan-anh.geojson",
    map => "/ban-do",
    map_squares => "/ban-do.json",
    map_picture => "/ban-do.svg",
    open311_home => "/open311",
    open311_document => "/open311/openapi.json",
    open311_discovery => "/open311/discovery.json",
    developers => "/danh-cho-lap-trinh",
    open311_media_home => "/open311/v2/media",
    open311 => "/open311/v2",
    agencies => "/co-quan",
    privacy => "/du-lieu-ca-nhan",
    taken_down => "/da-an",
    follow => "/theo-doi",
    removals => "/lam-viec/go-bo",
    comments => "/lam-viec/y-kien",
    narrow_list => "/phan-anh/loc",
    narrow_map => "/ban-do/loc",
    open_data => "/du-lieu-mo",
    open_data_about => "/du-lieu-mo/datapackage.json",
    embed => "/nhung",
    embed_list => "/nhung/danh-sach",
    embed_number => "/nhung/con-so",
    embed_map => "/nhung/ban-do",
    oembed => "/oembed",
    statistics => "/thong-ke",
    statistics_csv => "/thong-ke.csv",
    guide => "/huong-dan",
    robots => "/robots.txt",
    sitemap => "/sitemap.xml",
    sitemap_pages => "/sitemap-trang.xml",
    sign_in => "/dang-nhap",
    sign_out => "/dang-xuat",
    sign_out_everywhere => "/dang-xuat-moi-noi",
    forgot => "/quen-mat-khau",
    desk => "/lam-viec",
    triage => "/lam-viec/tiep-nhan",
    call => "/lam-viec/nhap-cuoc-goi",
    work => "/lam-viec/viec",
    tickets => "/lam-viec/phan-anh",
    approve => "/lam-viec/duyet",
    refusals => "/lam-viec/tu-choi",
    reviews => "/lam-viec/xem-lai",
    figures => "/lam-viec/so-lieu",
    figures_csv => "/lam-viec/so-lieu.csv",
    figures_xlsx => "/lam-viec/so-lieu.xlsx",
    tickets_csv => "/lam-viec/phan-anh.csv",
    tickets_xlsx => "/lam-viec/phan-anh.xlsx",
    own_account => "/lam-viec/tai-khoan",
    own_letters => "/lam-viec/tai-khoan/thu",
    own_absences => "/lam-viec/tai-khoan/vang-mat",
    notices => "/lam-viec/viec-moi",
    views => "/lam-viec/bo-loc",
    admin_agencies => "/quan-tri/co-quan",
    admin_unmanned => "/quan-tri/chua-co-nguoi",
    admin_agency_new => "/quan-tri/co-quan/moi",
    admin_category_new => "/quan-tri/linh-vuc/moi",
    admin_account_new => "/quan-tri/tai-khoan/moi",
    admin_signals => "/quan-tri/dau-hieu",
    admin_signal_new => "/quan-tri/dau-hieu/moi",
    admin_categories => "/quan-tri/linh-vuc",
    admin_accounts => "/quan-tri/tai-khoan",
    admin_letters => "/quan-tri/thu",
    admin_webhooks => "/quan-tri/webhook",
    admin_webhook_new => "/quan-tri/webhook/moi",
    admin_api_keys => "/quan-tri/khoa-api",
    admin_api_key_new => "/quan-tri/khoa-api/moi",
    admin_jobs => "/quan-tri/viec-tu-chay",
    admin_calendar => "/quan-tri/lich",
    admin_ladder => "/quan-tri/bac-bao",
    admin_rules => "/quan-tri/quy-dinh",
    admin_terms => "/quan-tri/quy-dinh/thoi-han",
    admin_term_new => "/quan-tri/quy-dinh/thoi-han/moi",
    admin_hours => "/quan-tri/quy-dinh/gio-lam-viec",
    admin_city_terms => "/quan-tri/quy-dinh/cac-muc",
    admin_consents => "/quan-tri/quy-dinh/dong-y",
    admin_reasons => "/quan-tri/quy-dinh/ly-do",
    admin_reason_new => "/quan-tri/quy-dinh/ly-do/moi",
    admin_calendar_new => "/quan-tri/lich/moi",
    admin_calendar_import => "/quan-tri/lich/nhap",
    admin_letter_samples => "/quan-tri/thu/mau",
    admin_letter_topics => "/quan-tri/thu/bao-gi",
}

/// A photo of a draft, for its holder alone.
pub fn submit_upload(id: UploadId) -> String {
    format!("/gui-phan-anh/anh/{id}.jpg")
}

/// By what a photo is named that a program sent before its report.
pub fn open311_media(token: &str) -> String {
    format!("{}/{token}", open311_media_home())
}

/// The public page of a report.
pub fn ticket(code: &str) -> String {
    format!("/phan-anh/{code}")
}

/// The public answers of one agency.
pub fn answers_of(slug: &str) -> String {
    format!("{}?co-quan={slug}", answers())
}

/// The public list, with what it was asked for, as that is kept.
pub fn answers_asked(question: &str) -> String {
    if question.is_empty() { answers() } else { asked(&answers(), question) }
}

/// The page of a list that begins after this key.
pub fn after(list: &str, key: &str) -> String {
    format!("{list}?sau={key}")
}

/// The page of a list that ends before this key.
pub fn before(list: &str, key: &str) -> String {
    format!("{list}?truoc={key}")
}

/// A page of the desk as it is reached from a queue, to which one goes back.
pub fn in_queue(page: &str, queue: &str) -> String {
    format!("{page}?hang={queue}")
}

/// A page with what it is asked for behind "?", in this order; what is "" is not asked.
pub fn asking(page: &str, pairs: &[(&str, &str)]) -> String {
    let said: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(&said) {
        Ok(query) if !query.is_empty() => format!("{page}?{query}"),
        _ => page.to_owned(),
    }
}

/// A page with what stands behind its "?", as it is kept.
pub fn asked(page: &str, query: &str) -> String {
    format!("{page}?{query}")
}

/// Where a report's page says that somebody has it open.
pub fn presence(code: &str) -> String {
    format!("/lam-viec/phan-anh/{code}/dang-xem")
}

/// Where a saved view is renamed.
pub fn view(id: ViewId) -> String {
    format!("/lam-viec/bo-loc/{id}")
}

/// Where it is removed.
pub fn view_remove(id: ViewId) -> String {
    format!("/lam-viec/bo-loc/{id}/xoa")
}

/// The status page that a sender reaches with the code.
pub fn lookup_code(code: &str) -> String {
    format!("/tra-cuu/{code}")
}

/// The communes' borders of a time, for maps.
pub fn map_borders(version: BoundaryId) -> String {
    format!("/ban-do/ranh-gioi-{version}.json")
}

/// The public page of an agency.
pub fn agency(slug: &str) -> String {
    format!("/co-quan/{slug}")
}

/// The public page of a commune.
pub fn commune(slug: &str) -> String {
    format!("/phuong-xa/{slug}")
}

/// The public page of a category.
pub fn category(code: &str) -> String {
    format!("/linh-vuc/{}", category_slug(code))
}

/// How a category is called in its address.
pub fn category_slug(code: &str) -> String {
    code.replace('_', "-")
}

/// Pictures of the ground that the portal serves itself, as a map asks for them.
pub fn map_ground() -> &'static str {
    "/ban-do/nen/{z}/{x}/{y}"
}

/// All that was said publicly about one report.
pub fn comments_of(code: &str) -> String {
    format!("/lam-viec/phan-anh/{code}/y-kien")
}

/// Where it is decided whether a comment is shown.
pub fn comment_decided(id: CommentId) -> String {
    format!("{}/{id}", comments())
}

/// Where such a request is decided.
pub fn removal_decided(id: RemovalId) -> String {
    format!("/lam-viec/go-bo/{id}")
}

/// One of the files of public reports.
pub fn open_data_file(name: &str) -> String {
    format!("/du-lieu-mo/{name}")
}

/// A report with its answer, for another page.
pub fn embed_item(code: &str) -> String {
    format!("/nhung/phan-anh/{code}")
}

/// Where an editor learns how to show the page at a whole address.
pub fn oembed_of(address: &str, format: &str) -> String {
    asking(&oembed(), &[("url", address), ("format", format)])
}

/// One version of the answer to a report; its address stays when another version comes.
pub fn answer_version(code: &str, version: i32) -> String {
    format!("/phan-anh/{code}/tra-loi/{version}")
}

/// A part of the map for search engines, by the id of its first report.
pub fn sitemap_part(start: TicketId) -> String {
    format!("/sitemap-{start}.xml")
}

/// A photo by its content hash.
pub fn photo(hash: &str) -> String {
    format!("/anh/{hash}.jpg")
}

/// A document by its content hash.
pub fn document(hash: &str) -> String {
    format!("/van-ban/{hash}.pdf")
}

/// One thing that one was told: read and opened.
pub fn notice(id: NoticeId) -> String {
    format!("/lam-viec/viec-moi/{id}")
}

/// The page of what one was told that begins before a notice.
pub fn notices_before(id: NoticeId) -> String {
    format!("/lam-viec/viec-moi?sau={id}")
}

/// Where one says that one is back.
pub fn own_absence(id: AbsenceId) -> String {
    format!("/lam-viec/tai-khoan/vang-mat/{id}")
}

/// Where an administrator says that somebody is back.
pub fn admin_absence(account: AccountId, id: AbsenceId) -> String {
    format!("/quan-tri/tai-khoan/{account}/vang-mat/{id}")
}

/// A photo that only the desk may see: not yet, or never, public.
pub fn desk_photo(code: &str, hash: &str) -> String {
    format!("/lam-viec/phan-anh/{code}/anh/{hash}.jpg")
}

/// What is read out to a caller once the report is kept.
pub fn call_done(code: &str) -> String {
    format!("/lam-viec/nhap-cuoc-goi/{code}")
}

/// A PDF of a draft, or of an answer, for the desk.
pub fn desk_document(code: &str, hash: &str) -> String {
    format!("/lam-viec/phan-anh/{code}/van-ban/{hash}.pdf")
}

/// A report at the desk.
pub fn desk_ticket(code: &str) -> String {
    format!("/lam-viec/phan-anh/{code}")
}

/// What happened to a report, for a spreadsheet.
pub fn history_csv(code: &str) -> String {
    format!("/lam-viec/phan-anh/{code}/lich-su.csv")
}

/// A step on a ticket's desk page, such as `tiep-nhan`.
pub fn desk_step(code: &str, step: &str) -> String {
    format!("/lam-viec/phan-anh/{code}/{step}")
}

/// The report and the step that an address is about.
pub fn desk_step_at(path: &str) -> Option<(&str, &str)> {
    let (code, step) = path.strip_prefix("/lam-viec/phan-anh/")?.split_once('/')?;
    (!step.contains('/')).then_some((code, step))
}

/// Where a sender stops letters about one report; `key` is the one in each of those letters.
pub fn letters_of(key: &str) -> String {
    format!("/thu/{key}")
}

/// Where they turn them on again.
pub fn letters_again(key: &str) -> String {
    format!("/thu/{key}/nhan-lai")
}

/// Where a sender confirms the address that the receipt went to.
pub fn confirm(key: &str) -> String {
    format!("/xac-nhan/{key}")
}

/// A sender's own page; `key` is the one in each letter about the report.
pub fn own(key: &str) -> String {
    format!("/cua-toi/{key}")
}

/// That page with a word of the rating chosen beforehand.
pub fn own_rating(key: &str, mark: &str) -> String {
    format!("/cua-toi/{key}?danh-gia={mark}#mark")
}

/// The key in the address of a sender's own page, or of something that is done from there.
pub fn own_at(path: &str) -> Option<&str> {
    path.strip_prefix("/cua-toi/")?.split('/').next()
}

/// What is done from a sender's own page, such as `bo-sung`.
pub fn own_step(key: &str, step: &str) -> String {
    format!("/cua-toi/{key}/{step}")
}

/// A photo of a report, for its sender alone.
pub fn own_photo(key: &str, hash: &str) -> String {
    format!("/cua-toi/{key}/anh/{hash}.jpg")
}

/// A PDF of an answer, for whoever sent the report.
pub fn own_document(key: &str, hash: &str) -> String {
    format!("/cua-toi/{key}/van-ban/{hash}.pdf")
}

/// Where a sender comes to their own page by the code and the telephone number they left.
pub fn own_by_phone(code: &str) -> String {
    format!("/tra-cuu/{code}/cua-toi")
}

/// The code in that address.
pub fn own_by_phone_at(path: &str) -> Option<&str> {
    path.strip_prefix("/tra-cuu/")?.strip_suffix("/cua-toi")
}

/// The page where an invited person, or one who forgot, sets a password.
pub fn pass(token: &str) -> String {
    format!("/mat-khau/{token}")
}

/// An address of this portal; anything that could lead elsewhere becomes the first page.
pub fn own_path(path: &str) -> &str {
    let safe = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if safe { path } else { "/" }
}
