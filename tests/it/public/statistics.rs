//! What anybody reads of the figures: each with its number and its rule, of public reports alone, counted once a minute.
use super::scene;
use crate::support::{TestPortal, queries};
use chrono::Duration;
use langnghe::actions::senders::{self, Given};
use langnghe::domain::rating::Mark;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;

const AGENCY: &str = "so-xay-dung";

fn answered(portal: &TestPortal, many: usize) -> Vec<Ticket> {
    let commune = scene::commune(portal, "Lê Chân").id;
    let about = portal.category("giao_thong");
    let one =
        || portal.ticket().at(AGENCY).about(about).in_commune(commune).in_state(Status::Answered).build();
    (0..many).map(|_| one()).collect()
}

fn pages() -> [String; 4] {
    let commune = links::commune("phuong-le-chan");
    [links::agency(AGENCY), commune, links::category("giao_thong"), links::category("nhom_duong_sa")]
}

#[actix_web::test]
async fn below_the_least_number_nothing_is_said_and_from_it_on_each_figure_says_its_number() {
    let portal = TestPortal::in_city(&[("city.figures.least", "3")]);
    answered(&portal, 2);
    let browser = portal.browser().await;
    for address in pages() {
        let page = browser.get(&address).await;
        page.is(200).says("Chưa đủ để tính").says("Mới có 2, cần ít nhất 3.").never_says("100,0%");
    }
    answered(&portal, 1);
    browser.get(&links::agency(AGENCY)).await.says("Mới có 2, cần ít nhất 3.");
    portal.wait(Duration::minutes(1));
    for address in pages() {
        let page = browser.get(&address).await;
        page.says("100,0%").says("n = 3.").never_says("Mới có 3, cần");
        assert_eq!(page.all(".ticket-card").len(), 3, "{address}");
    }
}

#[actix_web::test]
async fn what_is_not_public_counts_nowhere_but_in_the_whole_city() {
    let portal = TestPortal::in_city(&[("city.figures.least", "1")]);
    let commune = scene::commune(&portal, "Lê Chân").id;
    let about = portal.category("giao_thong");
    let hidden = |state| {
        portal.ticket().at(AGENCY).about(about).in_commune(commune).private().in_state(state).build();
    };
    (0..4).for_each(|_| hidden(Status::Answered));
    let browser = portal.browser().await;
    for address in pages() {
        let page = browser.get(&address).await;
        assert_eq!(page.all(".measured dd b")[..3], ["0", "0", "0"], "{address}");
    }
    browser.get(&links::statistics()).await.is(200).says("có dưới 5 phản ánh chưa hoặc không công khai");
    let file = browser.get(&links::statistics_csv()).await;
    assert!(file.is(200).html.lines().all(|line| !line.contains(AGENCY)), "{}", file.html);
    hidden(Status::Answered);
    portal.wait(Duration::minutes(1));
    browser.get(&links::statistics()).await.says("có 5 phản ánh chưa hoặc không công khai");
}

#[actix_web::test]
async fn what_few_senders_think_is_not_told_nor_why_a_few_were_refused() {
    let portal = TestPortal::in_city(&[("city.figures.least", "1")]);
    let rate = |ticket: &Ticket| {
        let given = Given { mark: Some(Mark::Poor), ticked: Vec::new(), words: String::new() };
        senders::rate(&portal, ticket.id, &given).unwrap();
    };
    let all = answered(&portal, 5);
    all[..4].iter().for_each(rate);
    for _ in 0..2 {
        portal.ticket().refused_for("ngoai_tham_quyen").in_state(Status::Rejected).build();
    }
    let browser = portal.browser().await;
    let page = browser.get(&links::agency(AGENCY)).await;
    page.says("Mới có dưới 5, cần ít nhất 1.");
    assert_eq!(page.all(".measured dd b")[6], "Chưa đủ để tính");
    let page = browser.get(&links::statistics()).await;
    page.says("Bị từ chối: dưới 5 phản ánh gửi trong tháng").says("Các lý do khác, gộp lại");
    rate(&all[4]);
    portal.wait(Duration::minutes(1));
    let page = browser.get(&links::agency(AGENCY)).await;
    assert_eq!(page.all(".measured dd b")[6], "0,0%");
    drop(portal.letters());
}

#[actix_web::test]
async fn the_page_and_the_file_say_the_same_of_a_month_and_nothing_is_a_formula() {
    let portal = TestPortal::in_city(&[("city.figures.least", "1")]);
    answered(&portal, 3);
    portal.ticket().at("so-y-te").in_state(Status::InProgress).build();
    let browser = portal.browser().await;
    let page = browser.get(&links::statistics()).await;
    page.is(200).says("4 phản ánh, một nửa được trả lời trong");
    assert_eq!(page.all("#by_category").len(), 1);
    for title in ["by_category", "by_commune", "by_channel", "xep-hang", "tu-choi", "tang"] {
        assert!(page.has(&format!("h2#{title}")), "{title}");
    }
    let file = browser.get(&links::statistics_csv()).await;
    let month = portal.now().format("%Y-%m").to_string();
    let text = file.html.trim_start_matches('\u{feff}');
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
    let numbers = |named: &str| {
        let is_named = |cell: &str| cell == named;
        let row = rows.iter().find(|row| row[0] == month && row.iter().take(3).any(is_named)).unwrap();
        [4, 5, 6].map(|at| row[at].to_owned())
    };
    assert_eq!(numbers("toàn thành phố"), ["4", "3", "3"]);
    assert_eq!(numbers("Phường Lê Chân"), ["3", "3", "3"]);
    assert!(file.header("content-disposition").unwrap().contains("thong-ke-"));
    assert!(file.html.lines().skip(1).all(|line| !line.contains(",=") && !line.contains(",+")));
    let before = browser.get(&format!("{}?thang=1999-01", links::statistics())).await;
    before.is(200).says("4 phản ánh");
}

#[actix_web::test]
async fn they_are_counted_once_a_minute_whoever_asks() {
    queries::listen();
    let portal = TestPortal::new();
    answered(&portal, 1);
    let browser = portal.browser().await;
    let page = links::commune("phuong-le-chan");
    browser.peek(&page).await;
    let asked = async |address: &str| {
        let before = queries::asked(&portal.config.database_url);
        browser.peek(address).await.is(200);
        queries::asked(&portal.config.database_url) - before
    };
    assert!(asked(&page).await <= 3);
    assert!(asked(&links::agency(AGENCY)).await <= 3);
    assert_eq!(asked(&links::statistics()).await, 1, "whether the city is another");
    portal.wait(Duration::minutes(1));
    assert_eq!(asked(&links::statistics()).await, 3, "what is new since then");
    assert_eq!(asked(&links::statistics()).await, 1);
}

#[actix_web::test]
async fn agencies_are_ranked_once_they_have_enough_and_a_few_good_ones_do_not_stand_first() {
    let portal = TestPortal::in_city(&[("city.figures.least", "2")]);
    answered(&portal, 6);
    for _ in 0..2 {
        portal.ticket().at("so-y-te").in_state(Status::Answered).build();
    }
    portal.ticket().at("cap-nuoc").in_state(Status::Answered).build();
    let page = portal.browser().await.get(&links::statistics()).await;
    let names = page.all(".bars-ranked a");
    assert_eq!(
        names,
        ["Sở Xây dựng", "Sở Y tế"].map(|start| {
            names.iter().find(|name| name.starts_with(start)).cloned().unwrap_or_else(|| panic!("{names:?}"))
        })
    );
    page.says("2 cơ quan có đủ câu trả lời để so sánh").says("1 cơ quan khác có dưới 2 câu trả lời");
}

#[actix_web::test]
async fn of_one_commune_agency_or_category_the_same_is_told_and_nothing_that_is_pooled() {
    let portal = TestPortal::in_city(&[("city.figures.least", "1")]);
    let all = answered(&portal, 3);
    let there = scene::commune(&portal, "An Biên").id;
    portal.ticket().at("so-y-te").in_commune(there).in_state(Status::InProgress).build();
    let hidden = portal.ticket().in_commune(there).private().at(AGENCY);
    hidden.in_state(Status::Answered).build();
    let refused = || portal.ticket().in_commune(there).refused_for("ngoai_tham_quyen");
    (0..6).for_each(|_| drop(refused().in_state(Status::Rejected).build()));
    let given = Given { mark: Some(Mark::Poor), ticked: Vec::new(), words: String::new() };
    all.iter().for_each(|ticket| drop(senders::rate(&portal, ticket.id, &given).unwrap()));
    let browser = portal.browser().await;
    for (asked, name, received) in [
        ("phuong-xa=phuong-le-chan", "Phường Lê Chân", 3),
        ("phuong-xa=phuong-an-bien", "Phường An Biên", 1),
        ("co-quan=so-xay-dung", "Sở Xây dựng", 3),
        ("linh-vuc=giao_thong", "Hạ tầng giao thông", 4),
        ("linh-vuc=nhom_duong_sa", "Đường sá", 4),
    ] {
        let page = browser.get(&format!("{}?{asked}", links::statistics())).await;
        let h1 = page.is(200).h1();
        assert!(h1.starts_with(name) && h1.contains(&format!("{received} phản ánh")), "{asked}: {h1}");
        page.says("Chỉ nêu cho toàn thành phố").never_says("Bị từ chối").never_says("không công khai gửi");
        assert!(!page.has("h2#hai-long, h2#tu-choi, h2#khong-cong-khai"), "{asked}");
        let file = page.attributes(&format!("a[href^=\"{}\"]", links::statistics_csv()), "href").remove(0);
        let file = browser.get(&file).await;
        assert!(file.is(200).header("content-disposition").unwrap().contains("thong-ke-"), "{asked}");
        let text = file.html.trim_start_matches('\u{feff}');
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
        let month = portal.now().format("%Y-%m").to_string();
        let own = rows.iter().find(|row| row[0] == month && row[2].starts_with(name)).unwrap();
        assert_eq!(&own[4], received.to_string(), "{asked}");
        assert!(rows.iter().all(|row| row[13].is_empty() && row[14].is_empty()), "{asked}: who rated");
    }
    // What is chosen stays chosen, whichever month is looked at.
    let page = browser.get(&format!("{}?phuong-xa=phuong-le-chan", links::statistics())).await;
    let form = page.form(&links::statistics());
    assert_eq!(form.value("phuong-xa"), "phuong-le-chan");
    browser.get(&format!("{}?phuong-xa=khong-co", links::statistics())).await.is(404);
    for address in pages() {
        let page = browser.get(&address).await.follow("Xem theo tháng, lĩnh vực và kênh").await;
        page.is(200).says("Chỉ nêu cho toàn thành phố");
    }
    drop(portal.letters());
}

#[actix_web::test]
async fn the_city_s_numbers_less_a_commune_s_are_those_of_reports_that_anybody_may_open() {
    let portal = TestPortal::in_city(&[("city.figures.least", "1")]);
    answered(&portal, 2);
    let there = scene::commune(&portal, "An Biên").id;
    let about = portal.category("giao_thong");
    portal.ticket().about(about).in_commune(there).in_state(Status::Accepted).build();
    portal.ticket().about(about).in_commune(there).private().in_state(Status::Answered).build();
    portal.ticket().about(about).in_commune(there).build();
    let browser = portal.browser().await;
    let received = async |query: &str| -> i64 {
        let page = browser.get(&format!("{}{query}", links::statistics())).await;
        let words = page.is(200).h1();
        let before = words.split(" phản ánh").next().unwrap();
        before.rsplit(' ').next().unwrap().parse().unwrap()
    };
    let list = browser.get(&format!("{}?phuong-xa=phuong-an-bien", links::answers())).await;
    let rest = received("").await - received("?phuong-xa=phuong-le-chan").await;
    assert_eq!(rest as usize, list.all(".ticket-card").len());
    assert_eq!(rest, received("?phuong-xa=phuong-an-bien").await);
}
