//! How often each page asks the database, once the city is known. A page that grows dear says so here first; the numbers
//! only go down.
use super::source::none;
use super::world::World;
use crate::support::queries;
use langnghe::domain::status::Status;
use langnghe::links;

#[actix_web::test]
async fn no_page_asks_the_database_more_often_than_it_may() {
    queries::listen();
    let world = World::full();
    let of = |status| &world.tickets.iter().find(|ticket| ticket.status == status).unwrap().code;
    let first = world.visitor("guest").await.peek(&links::home()).await;
    let sheet = first.attributes("link[rel=stylesheet]", "href").remove(0);
    let mut wrong = Vec::new();
    for (name, who, address, most) in [
        ("a public report", "guest", links::ticket(of(Status::Answered)), 3),
        ("the public list", "guest", links::answers(), 3),
        ("the list as Atom", "guest", links::answers_atom(), 3),
        ("the list as RSS", "guest", links::answers_rss(), 3),
        ("the list as JSON Feed", "guest", links::answers_json(), 3),
        ("the list as GeoJSON", "guest", links::answers_geojson(), 3),
        ("requests of Open311", "guest", format!("{}/requests.json?status=open,closed", links::open311()), 3),
        ("what happened to them", "guest", format!("{}/servicerequestupdates.xml", links::open311()), 4),
        (
            "the list narrowed",
            "guest",
            format!("{}?co-anh=yes&xep=moi-tra-loi&han=dung", links::answers()),
            3,
        ),
        ("a commune", "guest", links::commune("phuong-le-chan"), 3),
        ("an agency", "guest", links::agency(super::world::AGENCY), 3),
        ("the statistics", "guest", links::statistics(), 1),
        ("those of a commune", "guest", format!("{}?phuong-xa=phuong-le-chan", links::statistics()), 1),
        ("the first page", "guest", links::home(), 4),
        ("a report at the desk", "officer", links::desk_ticket(&world.ticket.code), 8),
        ("a report at the 1022 desk", "agent", links::desk_ticket(&world.ticket.code), 10),
        ("a queue", "officer", links::work(), 4),
        ("a static file", "guest", sheet, 0),
        ("what is not there", "guest", "/khong-co-gi".to_owned(), 1),
    ] {
        let browser = world.visitor(who).await;
        // The first time connections are opened, and the city is read.
        browser.peek(&address).await;
        // Then it is made anew: what is kept for readers has run out.
        world.portal.wait(chrono::Duration::seconds(15));
        let before = queries::asked(&world.portal.config.database_url);
        let page = browser.peek(&address).await;
        let asked = queries::asked(&world.portal.config.database_url) - before;
        if name != "what is not there" && page.status != 200 {
            wrong.push(format!("{name}: {} answers {}", address, page.status));
        }
        if asked > most {
            wrong.push(format!("{name}: {asked} instead of {most}"));
        }
    }
    none(wrong, "Questions to the database:");
}
