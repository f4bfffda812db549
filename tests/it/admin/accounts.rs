//! Inviting, granting, locking; and the last administrator.
use super::administrator;
use crate::signin::{PASSWORD, enter, lan};
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;
use langnghe::schema::accounts;
use langnghe::store::tickets;

#[actix_web::test]
async fn an_invited_officer_comes_in_with_the_link_of_the_letter() {
    let portal = TestPortal::journey();
    let admin = administrator(&portal).await;
    let page = admin.get("/quan-tri/tai-khoan").await.follow("Mời cán bộ").await;
    let empty = page.form("/moi").press("Gửi lời mời").await;
    assert_eq!(empty.is(422).errors().len(), 4);
    assert_eq!(
        empty.attributes(".errors a", "href"),
        ["#name", "#email", "#agency", "#role"],
        "as the form asks"
    );
    empty.says("Cần sửa 4 chỗ");
    let form = empty.form("/moi");
    let page = form
        .fill("name", "Vũ Văn Minh")
        .fill("email", "Minh@example.vn")
        .choose("agency", "so-xay-dung")
        .choose("role", "officer")
        .press("Gửi lời mời")
        .await;
    page.is(200).says("Đường dẫn dùng một lần").says("Đã mời");
    let shown = page.attributes("#link", "value").remove(0);
    let letter = portal.letter_to("minh@example.vn");
    assert!(letter.text.contains(&shown), "the letter and the page hold the same link");
    let guest = portal.browser().await;
    let form = guest.get(&shown).await.form("/mat-khau/");
    let page = form.fill("password", PASSWORD).fill("again", PASSWORD).press("Lưu").await;
    page.says("Mời bạn đăng nhập");
    assert!(enter(&portal, "minh@example.vn", PASSWORD).await.path.starts_with("/lam-viec"));
    let list = admin.get("/quan-tri/tai-khoan?q=vu+minh&vai-tro=officer").await;
    list.says("Vũ Văn Minh").says("Đang hoạt động");
    let account = list.follow("Vũ Văn Minh").await;
    account.says("Đã mời").says("Đã đặt mật khẩu");
    assert!(!account.has("#link"), "the link is shown once");
}

#[actix_web::test]
async fn locking_ends_every_session_at_once_and_unlocking_lets_in_again() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let (admin, officer) = (administrator(&portal).await, portal.signed_in(account).await);
    officer.get("/lam-viec/tai-khoan").await.is(200);
    let page = admin.get(&links::admin_account(account)).await;
    let page = page.form("/khoa").press("Khóa").await;
    page.is(200).says("Đã khóa");
    assert_eq!(officer.get("/lam-viec/tai-khoan").await.path, "/dang-nhap");
    enter(&portal, "lan@example.vn", PASSWORD).await.is(422);
    page.form("/mo-khoa").press("Mở khóa").await.says("Đang hoạt động");
    assert!(enter(&portal, "lan@example.vn", PASSWORD).await.path.starts_with("/lam-viec"));
}

#[actix_web::test]
async fn the_work_of_who_is_locked_goes_to_whom_the_form_names_or_back_among_the_unassigned() {
    let portal = TestPortal::new();
    let [gone, next] =
        ["di@example.vn", "toi@example.vn"].map(|email| portal.account(email, &[(Role::Officer, "so-y-te")]));
    let stranger = portal.account("xa@example.vn", &[(Role::Officer, "so-noi-vu")]);
    let build = || portal.ticket().at("so-y-te").given_to(gone).in_state(Status::InProgress).build();
    let (one, other) =
        (build(), portal.ticket().at("so-y-te").given_to(next).in_state(Status::InProgress).build());
    let done = portal.ticket().at("so-y-te").given_to(gone).in_state(Status::Answered).build();
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_account(gone)).await;
    page.says("Người này đang giữ 1 phản ánh").says(&one.code).never_says(&done.code);
    let form = page.form("/khoa");
    assert!(!form.options("heir").contains(&stranger.to_string()));
    let wrong = form.forge("heir", &stranger.to_string()).press("Khóa").await;
    wrong.is(422).says("Người này không làm việc ở mọi cơ quan");
    wrong
        .form("/khoa")
        .choose("heir", &next.to_string())
        .press("Khóa")
        .await
        .is(200)
        .says("Phản ánh đã giao lại");
    let holds = |id| portal.with_db(|c| tickets::find(c, id)).assignee();
    assert_eq!((holds(one.id), holds(other.id), holds(done.id)), (Some(next), Some(next), Some(gone)));
    portal.signed_in(next).await.get(&links::notices()).await.says("Ổ gà trước cổng trường");
    // Nobody is named: it waits among the unassigned.
    portal.man("so-y-te");
    let page = admin.get(&links::admin_account(next)).await;
    page.form("/khoa").press("Khóa").await.is(200);
    assert_eq!((holds(one.id), holds(other.id)), (None, None));
}

#[actix_web::test]
async fn whoever_loses_the_role_gives_back_the_work_and_who_is_the_last_is_named_before() {
    let portal = TestPortal::new();
    let officer =
        portal.account("canbo@example.vn", &[(Role::Officer, "so-y-te"), (Role::Officer, "so-noi-vu")]);
    for agency in ["so-y-te", "so-noi-vu"] {
        portal.actor(Role::Focal, agency);
    }
    let [here, there] = ["so-y-te", "so-noi-vu"]
        .map(|agency| portal.ticket().at(agency).given_to(officer).in_state(Status::InProgress).build());
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_account(officer)).await;
    page.never_says("người nhận việc duy nhất");
    page.form("/bo-vai-tro").press("Bỏ").await.is(200);
    let holds = |id| portal.with_db(|c| tickets::find(c, id)).assignee();
    let held: Vec<_> = [here.id, there.id].map(holds).into_iter().flatten().collect();
    assert_eq!(held, [officer], "only what lies where the role was");
    let alone = portal.account("mot.minh@example.vn", &[(Role::Officer, "so-tu-phap")]);
    let page = admin.get(&links::admin_account(alone)).await;
    page.says("Người này là người nhận việc duy nhất ở: Sở Tư pháp");
}

#[actix_web::test]
async fn the_last_administrator_keeps_the_role_and_the_key() {
    let portal = TestPortal::new();
    let admin = administrator(&portal).await;
    let own = links::admin_account(admin.who());
    for (form, button) in [("/khoa", "Khóa"), ("/bo-vai-tro", "Bỏ")] {
        let page = admin.get(&own).await.form(form).press(button).await;
        page.is(422).says("quản trị viên cuối cùng");
    }
    // One who is locked is no help.
    let other = portal.account("hai@example.vn", &[(Role::Admin, "ubnd-tp")]);
    let page = admin.get(&links::admin_account(other)).await;
    page.form("/khoa").press("Khóa").await.is(200);
    let page = admin.get(&own).await.form("/bo-vai-tro").press("Bỏ").await;
    page.is(422);
    let page = admin.get(&links::admin_account(other)).await;
    let page = page.form("/mo-khoa").press("Mở khóa").await;
    // It never had a password, so it waits for its link and still is no help.
    page.is(200).says("Đã mời");
    admin.get(&own).await.form("/bo-vai-tro").press("Bỏ").await.is(422);
    portal.account("ba@example.vn", &[(Role::Admin, "ubnd-tp")]);
    let gone = admin.get(&own).await.form("/bo-vai-tro").press("Bỏ").await;
    gone.is(404);
}

#[actix_web::test]
async fn a_role_is_given_and_taken_and_both_are_written_down() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_account(account)).await;
    let stale = admin.get(&links::admin_account(account)).await;
    let form = page.form("/vai-tro");
    let page = form.choose("role", "approver").choose("agency", "so-y-te").press("Thêm vai trò").await;
    page.is(200).says("Lãnh đạo duyệt");
    assert!(portal.actor_of(account).holds(Role::Approver));
    let form = stale.form("/vai-tro");
    let form = form.choose("role", "focal").choose("agency", "so-y-te");
    form.press("Thêm vai trò").await.is(409);
    assert!(!portal.actor_of(account).holds(Role::Focal));
    page.form("/bo-vai-tro").press("Bỏ").await.says("Đã bỏ vai trò");
}

#[actix_web::test]
async fn an_account_without_a_way_in_is_sent_another_link() {
    let portal = TestPortal::journey();
    let account = lan(&portal);
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_account(account)).await;
    let page = page.form("/duong-dan").press("Gửi đường dẫn").await;
    assert!(page.is(200).has("#link"));
    portal.letter_to("lan@example.vn");
    let kept: Option<String> =
        portal.with_db(|c| accounts::table.find(account).select(accounts::password).first(c));
    assert!(kept.is_some(), "the old password works until a new one is set");
}

#[actix_web::test]
async fn name_post_and_address_are_mended_and_links_to_the_old_address_end() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let taken = portal.account("da.co@example.vn", &[(Role::Officer, "so-y-te")]);
    assert_ne!(account, taken);
    let admin = administrator(&portal).await;
    let page = admin.get(&links::admin_account(account)).await;
    let page = page.form("/duong-dan").press("Gửi đường dẫn").await;
    let link = page.attributes("#link", "value").remove(0);
    let form = page.form("/nguoi").fill("name", "Phạm Thị Lan").fill("email", "da.co@example.vn");
    let again = form.fill("position", "Phó Giám đốc").press("Lưu thay đổi").await;
    assert_eq!(again.is(422).attributes(".errors a", "href"), ["#email"]);
    again.says("Cần sửa một chỗ");
    let form = again.form("/nguoi");
    assert_eq!(
        (form.value("name").as_str(), form.value("position").as_str()),
        ("Phạm Thị Lan", "Phó Giám đốc")
    );
    let page = form.fill("email", "Lan.Moi@example.vn").press("Lưu thay đổi").await;
    page.is(200).says("Phạm Thị Lan").says("→ lan.moi@example.vn").says("Phó Giám đốc");
    portal.browser().await.get(link.trim_start_matches("http://localhost")).await.is(410);
    assert!(enter(&portal, "lan.moi@example.vn", PASSWORD).await.path.starts_with("/lam-viec"));
    enter(&portal, "lan@example.vn", PASSWORD).await.is(422);
}

#[actix_web::test]
async fn who_mends_an_account_that_changed_meanwhile_sees_both() {
    let portal = TestPortal::new();
    let account = lan(&portal);
    let admin = administrator(&portal).await;
    let stale = admin.get(&links::admin_account(account)).await;
    let page = admin.get(&links::admin_account(account)).await;
    page.form("/nguoi").fill("position", "Trưởng phòng").press("Lưu thay đổi").await.is(200);
    let both = stale.form("/nguoi").fill("position", "Phó phòng").press("Lưu thay đổi").await;
    both.is(409).says("Trưởng phòng");
    assert_eq!(both.form("/nguoi").value("position"), "Phó phòng");
    both.form("/nguoi").press("Lưu thay đổi").await.is(200).says("Phó phòng");
}
