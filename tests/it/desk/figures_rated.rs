//! What senders think of answers, among the figures.
use crate::support::TestPortal;
use langnghe::actions::senders::{self, Given};
use langnghe::domain::policy::Role;
use langnghe::domain::rating::Mark;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;

const AGENCY: &str = "so-xay-dung";

#[actix_web::test]
async fn what_senders_think_is_counted_by_the_day_they_said_it_and_leads_to_just_those() {
    let portal = TestPortal::new();
    let watch = portal.staff(Role::Supervisor, AGENCY).await;
    watch.get(&links::figures()).await.is(200).says("Chưa có đánh giá nào trong những ngày này");
    let rate = |ticket: &Ticket, mark| {
        let given = Given { mark: Some(mark), ticked: Vec::new(), words: String::new() };
        senders::rate(&portal, ticket.id, &given).unwrap();
    };
    let marks = [Mark::VeryGood, Mark::Good, Mark::Good, Mark::Fair, Mark::Poor];
    let rated: Vec<Ticket> = marks
        .iter()
        .map(|mark| {
            let ticket = portal.ticket().at(AGENCY).in_state(Status::Answered).build();
            rate(&ticket, *mark);
            ticket
        })
        .collect();
    rate(&portal.ticket().at("so-y-te").in_state(Status::Answered).build(), Mark::Poor);
    let page = watch.get(&links::figures()).await;
    page.says("60,0%").says("3 trong 5");
    let poor = watch.get(&links::asking(&links::tickets(), &[("muc", "khong-hai-long")])).await;
    poor.says("1 phản ánh").says(&rated[4].code);
    let content = watch.get(&links::asking(&links::tickets(), &[("muc", "hai-long")])).await;
    content.says("3 phản ánh").never_says(&rated[3].code);
    // Another mark takes the place of the first, and the file says the same as the page.
    rate(&rated[4], Mark::VeryGood);
    watch.get(&links::figures()).await.says("80,0%");
    let file = watch.get(&links::figures_csv()).await.html;
    assert!(file.lines().next().unwrap().contains("Tỉ lệ hài lòng (%)"), "{file}");
    assert!(file.lines().last().unwrap().contains("80"), "{file}");
    let list = watch.get(&links::tickets_csv()).await.html;
    assert!(list.contains("Rất hài lòng"), "{list}");
    drop(portal.letters());
}
