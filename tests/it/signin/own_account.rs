//! One's own account.
use super::{PASSWORD, enter, lan};
use crate::support::TestPortal;

const NEW: &str = "hoa phượng đỏ cuối phố";

#[actix_web::test]
async fn a_password_is_changed_by_who_knows_the_old_one_and_other_sessions_end() {
    let portal = TestPortal::journey();
    let account = lan(&portal);
    let (here, elsewhere) = (portal.signed_in(account).await, portal.signed_in(account).await);
    let page = here.get("/lam-viec/tai-khoan").await;
    page.says("Bạn đang đăng nhập ở 2 nơi").says("Cán bộ xử lý");
    let form = page.form("/lam-viec/tai-khoan");
    let page = form
        .fill("old", "không phải mật khẩu")
        .fill("password", NEW)
        .fill("again", NEW)
        .press("Đổi mật khẩu")
        .await;
    page.is(422).says("Mật khẩu hiện tại chưa đúng");
    let form = page.form("/lam-viec/tai-khoan");
    let page =
        form.fill("old", PASSWORD).fill("password", NEW).fill("again", NEW).press("Đổi mật khẩu").await;
    page.is(200).says("Đã đổi mật khẩu").says("đăng nhập ở 1 nơi");
    assert_eq!(elsewhere.get("/lam-viec").await.path, "/dang-nhap");
    assert!(enter(&portal, "lan@example.vn", NEW).await.path.starts_with("/lam-viec"));
}

#[actix_web::test]
async fn signing_out_everywhere_ends_every_session() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let (here, elsewhere) = (portal.signed_in(account).await, portal.signed_in(account).await);
    let page = here.get("/lam-viec/tai-khoan").await;
    let page = page.form("/dang-xuat-moi-noi").press("Đăng xuất ở mọi nơi").await;
    page.says("Bạn đã đăng xuất ở mọi nơi");
    assert_eq!(elsewhere.get("/lam-viec/tai-khoan").await.path, "/dang-nhap");
}
