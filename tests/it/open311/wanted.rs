//! Which requests a list holds, whatever it is asked for.
use super::reading::codes;
use crate::support::TestPortal;
use chrono::Duration;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::web::parts::moment::iso;

/// Five reports an hour apart, the oldest first: open and closed, of two categories.
fn five(portal: &TestPortal) -> Vec<Ticket> {
    let drain = portal.category("thoat_nuoc");
    let states = [Status::Answered, Status::Accepted, Status::InProgress, Status::Answered, Status::Accepted];
    let mut all = Vec::new();
    for (number, state) in states.into_iter().enumerate() {
        portal.wait(Duration::days(1));
        let ticket = portal.ticket().titled(&format!("Số {number}")).in_state(state);
        all.push(if number % 2 == 0 { ticket.about(drain).build() } else { ticket.build() });
    }
    all
}

fn of(all: &[Ticket], numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| all[*number].code.clone()).collect()
}

#[actix_web::test]
async fn a_list_is_narrowed_by_state_service_and_dates_together() {
    let portal = TestPortal::new();
    let all = five(&portal);
    let browser = portal.browser().await;
    let day = |number: usize| iso(all[number].created_at + Duration::seconds(1)).replace('+', "%2B");
    for (query, wanted) in [
        (String::new(), vec![4, 3, 2, 1, 0]),
        ("?status=open".into(), vec![4, 2, 1]),
        ("?status=closed".into(), vec![3, 0]),
        ("?status=open,closed".into(), vec![4, 3, 2, 1, 0]),
        ("?service_code=thoat_nuoc".into(), vec![4, 2, 0]),
        ("?service_code=thoat_nuoc,giao_thong&status=closed".into(), vec![3, 0]),
        (format!("?start_date={}", day(2)), vec![4, 3]),
        (format!("?end_date={}", day(2)), vec![2, 1, 0]),
        (format!("?start_date={}&end_date={}", day(0), day(3)), vec![3, 2, 1]),
        (format!("?service_code=thoat_nuoc&start_date={}&status=open", day(0)), vec![4, 2]),
        (format!("?service_request_id={},{}", all[1].code, all[3].code), vec![1, 3]),
        (format!("?service_request_id={}&status=closed", all[1].code), vec![1]),
    ] {
        assert_eq!(codes(&browser, &query).await, of(&all, &wanted), "{query}");
    }
}

#[actix_web::test]
async fn what_happened_since_a_moment_stands_with_the_newest_happening_first() {
    let portal = TestPortal::new();
    let all = five(&portal);
    let browser = portal.browser().await;
    let since = all.iter().map(|one| one.created_at).max().unwrap() - Duration::hours(1);
    let since = iso(since).replace('+', "%2B");
    assert_eq!(codes(&browser, &format!("?updated_after={since}")).await, of(&all, &[4]));
    let none = codes(&browser, &format!("?updated_after={since}&status=closed")).await;
    assert!(none.is_empty(), "{none:?}");
    assert_eq!(codes(&browser, "?updated_after=2020-01-01&page=2&page_size=2").await.len(), 2);
    // An old one is new to whoever asks as soon as something happens to it, however long ago it was sent.
    portal.wait(Duration::days(200));
    assert!(codes(&browser, "").await.is_empty(), "ninety days are over");
    assert_eq!(codes(&browser, "?updated_after=2020-01-01").await.len(), 5);
}

#[actix_web::test]
async fn pages_follow_each_other_without_a_gap_by_number_and_by_link() {
    let portal = TestPortal::new();
    let all = five(&portal);
    let browser = portal.browser().await;
    for (page, wanted) in [("1", vec![4, 3]), ("2", vec![2, 1]), ("3", vec![0]), ("4", vec![])] {
        assert_eq!(codes(&browser, &format!("?page={page}&page_size=2")).await, of(&all, &wanted), "{page}");
    }
    let (mut address, mut found) =
        ("/open311/v2/requests.json?page_size=2&status=open".to_owned(), Vec::new());
    for _ in 0..3 {
        let (_, query) = address.split_once('?').unwrap();
        found.extend(codes(&browser, &format!("?{query}")).await);
        let page = browser.get(&address).await;
        let Some(next) = page.header("link") else { break };
        let next = next.trim_start_matches("<http://localhost").trim_end_matches(">; rel=\"next\"");
        address = next.to_owned();
    }
    assert_eq!(found, of(&all, &[4, 2, 1]));
}
