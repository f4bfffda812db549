//! Who does not know the commune says so: the report comes in, the desk settles where it is, and nobody reads that it is
//! about the whole city.
use super::submit_way as way;
use crate::support::TestPortal;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::links;

const UNKNOWN: &str = "Chưa rõ phường, xã";

#[actix_web::test]
async fn who_does_not_know_the_commune_sends_all_the_same_and_no_word_of_theirs_is_lost() {
    let portal = TestPortal::journey();
    let browser = portal.browser().await;
    let page = way::what(&browser).await;
    let page = way::category(&page).await;
    let form = page.form("step").fill("commune", "máy tơ").fill("place", "Sau chợ");
    let none = form.press("Tiếp tục").await;
    none.is(422).says("Tôi không biết thuộc phường, xã nào");
    let again = none.form("step").tick("commune_unknown").fill("place", "").press("Tìm").await;
    assert!(again.form("step").has("commune_unknown"));
    let page = none.form("step").tick("commune_unknown").press("Tiếp tục").await;
    assert_eq!(page.path, links::submit_photos());
    let page = way::photo(&page).await;
    let review = way::contact(&page).await;
    review.is(200).says(&format!("Sau chợ, máy tơ ({UNKNOWN})"));
    portal.wait(chrono::Duration::minutes(2));
    let review = browser.get(&links::submit_review()).await;
    review.form("step").press("Gửi phản ánh").await.is(200);
    let ticket = portal.tickets().remove(0);
    assert_eq!((ticket.commune_id, ticket.place.as_str()), (None, "Sau chợ, máy tơ"));
    drop(portal.letters());
}

#[actix_web::test]
async fn a_report_without_a_commune_is_routed_by_hand_and_its_public_copy_says_that_it_is_unknown() {
    let portal = TestPortal::new();
    portal.man_everywhere();
    let commune =
        portal.city().categories.values().find(|one| one.to_commune && one.parent_id.is_some()).unwrap().id;
    let ticket =
        portal.ticket().about(commune).placed("Sau chợ").unplaced().titled("Đống rác sau chợ").build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    agent.get(&links::triage()).await.says(UNKNOWN);
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    assert!(page.has("form details.act[open] #commune"), "where it is to be settled is in view");
    let form = page.form("/tiep-nhan");
    assert_eq!(form.value("agency"), "", "the list names nobody where the commune is unknown");
    form.press("Tiếp nhận và chuyển").await.is(422);
    let agency = page.form("/tiep-nhan").options("agency").remove(1);
    page.form("/tiep-nhan").choose("agency", &agency).press("Tiếp nhận và chuyển").await.is(200);
    let after = portal.tickets().remove(0);
    assert_eq!((after.status, after.commune_id), (Status::Forwarded, None));
    let reader = portal.browser().await;
    reader.get(&links::ticket(&ticket.code)).await.is(200).says(&format!("Sau chợ ({UNKNOWN})"));
    let list = reader.get(&links::answers()).await;
    list.is(200).says("Đống rác sau chợ").says(UNKNOWN).never_says("Toàn thành phố ·");
    let found = agent.get(&format!("{}?phuong-xa=khong-ro", links::tickets())).await;
    found.is(200);
    drop(portal.letters());
}
