//! A report's kind: changed with a reason, and what it changes.
use crate::support::TestPortal;
use langnghe::actions::tickets::{self as verbs, Order};
use langnghe::domain::event::EventKind;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Kind;
use langnghe::links;
use langnghe::store::{events, tickets};

const ANSWER: &str = "Cảm ơn bạn đã khen tổ môi trường. Đơn vị đã chuyển lời tới anh chị em.";

#[actix_web::test]
async fn the_kind_is_changed_with_a_reason_and_no_deadline_moves() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().at("so-xay-dung").in_state(Status::Forwarded).build();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let again = page.form("/doi-loai").choose("kind", "praise").press("Lưu loại").await;
    assert_eq!(again.status, 422, "no reason was given");
    let form = again.form("/doi-loai").fill("kind_why", "Người gửi chỉ cảm ơn");
    form.press("Lưu loại").await.says("Đã đổi loại");

    let after = portal.with_db(|c| tickets::find(c, ticket.id));
    assert_eq!(
        (after.kind, after.answer_due(), after.due_at()),
        (Kind::Praise, ticket.answer_due(), ticket.due_at())
    );
    let all = portal.with_db(|c| events::of_ticket(c, ticket.id));
    let last = &all.last().expect("it left an event").0;
    assert_eq!((last.kind, last.actor_id), (EventKind::KindSet, Some(agent.who())));
    assert_eq!(last.remark, "report → praise: Người gửi chỉ cảm ơn");
    assert!(!last.is_public, "why the desk changed it is not the public's");
    let page = agent.get(&links::desk_ticket(&ticket.code)).await;
    let same = page.form("/doi-loai").fill("kind_why", "Vẫn là lời khen").press("Lưu loại").await;
    same.says("Phản ánh đã thuộc loại này");
}

#[actix_web::test]
async fn an_agency_cannot_change_the_kind_and_a_settled_report_keeps_it() {
    let portal = TestPortal::new();
    let open = portal.ticket().at("so-xay-dung").in_state(Status::InProgress).build();
    let focal = portal.staff(Role::Focal, "so-xay-dung").await;
    assert!(!focal.get(&links::desk_ticket(&open.code)).await.has("form[action$='/doi-loai']"));
    let done = portal.ticket().at("so-xay-dung").in_state(Status::Answered).build();
    let agent = portal.actor(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &done.code, seen: done.version };
    let refused = verbs::set_kind(&portal, order, Kind::Question, "Đây là câu hỏi");
    assert_eq!(refused.map(|_| ()), Err(langnghe::actions::Refusal::TooLate));
}

#[actix_web::test]
async fn a_praise_is_answered_without_proof_and_a_report_is_not() {
    let portal = TestPortal::new();
    let officer = portal.staff(Role::Officer, "so-xay-dung").await;
    let approver = portal.staff(Role::Approver, "so-xay-dung").await;
    let [report, praise] = [Kind::Report, Kind::Praise].map(|kind| {
        let ticket = portal.ticket().at("so-xay-dung").of_kind(kind);
        ticket.given_to(officer.who()).in_state(Status::InProgress).build()
    });
    for (ticket, status) in [(&report, 422), (&praise, 200)] {
        let page = officer.get(&links::desk_ticket(&ticket.code)).await;
        let form = page.form("/du-thao").choose("outcome", "handled").fill("body", ANSWER);
        let next = form.fill("signed_as", "Giám đốc").press("Trình duyệt").await;
        assert_eq!(next.status, status, "{}", ticket.kind);
    }
    let page = officer.get(&links::desk_ticket(&report.code)).await;
    assert_eq!(page.form("/du-thao").value("outcome"), "handled");
    let page = approver.get(&links::desk_ticket(&praise.code)).await;
    page.form("/cong-bo").press("Duyệt và công bố").await.says("Đã công bố");
}
