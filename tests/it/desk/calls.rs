//! A call typed in.
use crate::support::TestPortal;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Channel;
use langnghe::ids::TicketCode;
use langnghe::links;
use langnghe::store::{contacts, tickets};

#[actix_web::test]
async fn a_call_becomes_a_report_with_a_code_to_read_out() {
    let portal = TestPortal::new();
    let agent = portal.staff(Role::Agent, "tt-1022").await;
    let page = agent.get(&links::call()).await;
    let form = page
        .form("/nhap-cuoc-goi")
        .fill("phone", "0900 000 123")
        .fill("name", "Nguyễn Văn Thử")
        .fill("title", "Ổ gà lớn ở đầu phố")
        .fill("body", "Có một ổ gà rất lớn giữa đường, xe máy hay bị ngã khi trời mưa.")
        .fill("commune", "Trần Nguyên Hãn")
        .fill("place", "Đầu phố Tô Hiệu");
    let again = form.press("Lưu phản ánh").await;
    assert_eq!(again.status, 422);
    again.says("Hãy hỏi người gọi");
    let mut form = again.form("/nhap-cuoc-goi").tick("consent");
    for name in ["category_id", "commune_id"] {
        if form.has(name) {
            let first = form.options(name).remove(0);
            form = form.choose(name, &first);
        }
    }
    let page = form.press("Lưu phản ánh").await;
    page.says("Đọc mã này cho người gọi");
    let code = page.path.rsplit('/').next().and_then(|code| TicketCode::parse(code).ok()).unwrap();
    let ticket = portal.with_db(|c| tickets::by_code(c, code.as_str())).unwrap();
    assert_eq!((ticket.channel, ticket.status), (Channel::Hotline, Status::New));
    assert_eq!(ticket.entered_by, Some(agent.who()));
    let contact = portal.with_db(|c| contacts::of_ticket(c, ticket.id)).unwrap();
    assert_eq!(contact.phone, "0900000123");

    let form = agent.get(&links::call()).await.form("/nhap-cuoc-goi").fill("phone", "+84 900 000 123");
    form.press("Tìm phản ánh trước đây").await.says(code.as_str());
    drop(portal.letters());
}
