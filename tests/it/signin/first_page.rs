//! What each of the staff sees first in the morning.
use crate::support::TestPortal;
use langnghe::domain::policy::Role;
use langnghe::links;

#[actix_web::test]
async fn everybody_begins_with_what_waits_for_them() {
    let portal = TestPortal::new();
    for (role, agency, first) in [
        (Role::Agent, "tt-1022", links::triage()),
        (Role::Dispatcher, "vp-ubnd", links::triage()),
        (Role::Focal, "so-xay-dung", links::work()),
        (Role::Officer, "so-xay-dung", links::work()),
        (Role::Approver, "so-xay-dung", links::approve()),
        (Role::Supervisor, "thanh-tra", links::figures()),
        (Role::Leader, "ubnd-tp", links::figures()),
        (Role::Admin, "ubnd-tp", links::admin_jobs()),
    ] {
        let page = portal.staff(role, agency).await.get("/lam-viec").await;
        assert_eq!(page.is(200).path, first, "{role}");
    }
    let leader = portal.staff(Role::Leader, "ubnd-tp").await.get("/lam-viec").await;
    leader.says("Không có phản ánh nào quá hạn");
}
