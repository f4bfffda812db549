//! The log: one line an answer, under the id that the visitor got, and nothing personal in it.
use crate::support::TestPortal;
use std::cell::RefCell;
use std::io::Write;
use tracing_subscriber::layer::SubscriberExt;

thread_local! {
    /// Each test has a thread of its own, and so has its own log.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct OwnLog;

impl Write for OwnLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[actix_web::test]
async fn an_answer_is_logged_under_its_id_and_nobody_is_named() {
    let lines = tracing_subscriber::fmt::layer().json().with_writer(|| OwnLog);
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines)).unwrap();

    let portal = TestPortal::new();
    let browser = portal.browser().await;
    let page = browser.get("/phan-anh?q=nguyen+thi+minh+hoa").await;
    let form = browser.get("/dang-nhap").await.form("/dang-nhap");
    let form = form.fill("email", "minh.hoa@example.vn").fill("password", "0912345678");
    let door = form.press("Đăng nhập").await;

    let log = LOG.with_borrow(|log| String::from_utf8(log.clone()).unwrap());
    for (page, route) in [(&page, "/phan-anh"), (&door, "/dang-nhap")] {
        let id = page.header("x-request-id").unwrap();
        let line = log.lines().find(|line| line.contains(&id)).unwrap_or_else(|| panic!("no {id} in\n{log}"));
        assert!(line.contains(&format!("\"route\":\"{route}\"")), "{line}");
    }
    for secret in ["minh", "hoa", "0912345678"] {
        assert!(!log.contains(secret), "{secret} stands in the log:\n{log}");
    }
}
