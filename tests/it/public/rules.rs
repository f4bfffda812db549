//! A rule by which the public copies are made is changed, by whomever: page, list, search, counts and figures agree again
//! once the job has run.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::agencies::{AgencyFields, edit};
use langnghe::actions::tickets::{Order, mark_duplicate, refuse};
use langnghe::actions::upkeep::{rewrite_copies, rewrite_part, untrue_copies, untrue_lines};
use langnghe::domain::city::Publish;
use langnghe::domain::policy::Role;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::links;
use langnghe::schema::{agencies, categories, communes, refusal_reasons, rewrites};
use langnghe::store::agencies as offices;

const AGENCY: &str = "so-xay-dung";

/// Runs the job, and sees that nothing is left to be done.
fn settled(portal: &TestPortal) {
    portal.wait(chrono::Duration::minutes(1));
    portal.run_jobs();
    let left: i64 = portal.with_db(|c| rewrites::table.count().get_result(c));
    assert_eq!(left, 0);
    assert_eq!(untrue_copies(&portal.db, 9).unwrap().0, Vec::<String>::new());
    assert_eq!(untrue_lines(&portal.db, 9).unwrap().0, Vec::<String>::new());
}

/// Is a report to be read on its page, in the list, in the map for machines, in the figures, and found by each of the words?
async fn stands(portal: &TestPortal, ticket: &Ticket, words: &[&str]) -> Vec<bool> {
    let guest = portal.browser().await;
    let listed = |address: String| {
        let (guest, address_of) = (guest.clone(), links::ticket(&ticket.code));
        async move {
            let page = guest.get(&address).await;
            page.is(200).html.contains(&format!("href=\"{address_of}\""))
        }
    };
    let page = guest.get(&links::ticket(&ticket.code)).await.status == 200;
    let map = guest.get("/sitemap-0.xml").await.html.contains(&ticket.code);
    let counted = portal.db.look(|c| portal.db.figures(c, None, ticket.created_at)).unwrap().answered == 1;
    let mut found = vec![page, listed(links::answers()).await];
    if ticket.status == Status::Answered {
        found.extend([map, counted]);
    }
    for word in words {
        let query = serde_urlencoded::to_string([("q", word)]).unwrap();
        found.push(listed(format!("{}?{query}", links::answers())).await);
    }
    found
}

fn all(of: &[bool], expected: bool) -> bool {
    of.iter().all(|each| *each == expected)
}

fn publish(portal: &TestPortal, ticket: &Ticket, publish: Publish) {
    let row = || categories::table.filter(categories::id.eq(ticket.category_id));
    let change =
        |c: &mut langnghe::store::Conn| diesel::update(row()).set(categories::publish.eq(publish)).execute(c);
    assert_eq!(portal.elsewhere().db.change(change), Ok(1));
}

#[actix_web::test]
async fn a_category_that_is_never_published_takes_its_reports_back_and_gives_them_again() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Xqcau gãy").at(AGENCY).in_state(Status::Answered).build();
    let other = portal.ticket().titled("Xqden hỏng").in_state(Status::Accepted);
    let other = other.about(portal.category("thoat_nuoc")).build();
    assert!(all(&stands(&portal, &ticket, &["xqcau"]).await, true));
    publish(&portal, &ticket, Publish::Never);
    settled(&portal);
    assert!(all(&stands(&portal, &ticket, &["xqcau"]).await, false));
    assert!(all(&stands(&portal, &other, &["xqden"]).await, true), "another category keeps its own");
    publish(&portal, &ticket, Publish::AfterAnswer);
    settled(&portal);
    assert!(all(&stands(&portal, &ticket, &["xqcau"]).await, true));
    let row = portal.with_db(|c| langnghe::store::tickets::find(c, ticket.id));
    assert_eq!(row.version, ticket.version, "the report itself did not change");
}

#[actix_web::test]
async fn an_administrators_word_holds_with_the_answer_to_it() {
    let portal = TestPortal::new();
    let ticket = portal.ticket().titled("Xqcau gãy").at(AGENCY).in_state(Status::Answered).build();
    let admin = portal.staff(Role::Admin, AGENCY).await;
    let form = admin.get(&links::admin_category(ticket.category_id)).await;
    let form = form.form("/quan-tri/linh-vuc/").choose("publish", "never");
    form.press("Lưu").await.is(200);
    assert!(all(&stands(&portal, &ticket, &["xqcau"]).await, false));
}

#[actix_web::test]
async fn a_category_and_a_commune_are_found_by_their_new_names_alone() {
    let portal = TestPortal::new();
    let commune = super::scene::commune(&portal, "Lê Chân");
    let ticket = portal.ticket().in_commune(commune.id).in_state(Status::Answered).build();
    let names = (categories::name_vi.eq("Xqduong"), categories::name_en.eq("Xqroads"));
    portal.with_db(|c| {
        diesel::update(categories::table.filter(categories::id.eq(ticket.category_id)))
            .set(names)
            .execute(c)?;
        let row = communes::table.filter(communes::id.eq(commune.id));
        let nothing_before = (communes::old_units.eq(""), communes::old_districts.eq(""));
        diesel::update(row).set((communes::name.eq("Phường Xqphuong"), nothing_before)).execute(c)
    });
    settled(&portal);
    assert!(all(&stands(&portal, &ticket, &["xqduong", "xqroads", "xqphuong"]).await, true));
    assert_eq!(stands(&portal, &ticket, &["bien bao", "le chan"]).await[4..], [false, false]);
}

#[actix_web::test]
async fn after_a_merger_a_report_is_found_by_the_successor_and_by_whom_it_was_answered() {
    let portal = TestPortal::new();
    let names = [("xq-cu", "Sở Xqcu"), ("xq-giua", "Sở Xqgiua"), ("xq-moi", "Sở Xqmoi")];
    let ids = names.map(|(slug, name)| {
        let id = portal.agency(slug);
        let row = agencies::table.filter(agencies::id.eq(id));
        portal.with_db(|c| diesel::update(row).set(agencies::name.eq(name)).execute(c));
        id
    });
    let ticket = portal.ticket().at("xq-cu").in_state(Status::Answered).build();
    settled(&portal);
    assert_eq!(stands(&portal, &ticket, &["xqcu", "xqgiua", "xqmoi"]).await[4..], [true, false, false]);
    let merge = |from: usize, to: usize| {
        let row = agencies::table.filter(agencies::id.eq(ids[from]));
        portal.with_db(|c| diesel::update(row).set(agencies::successor_id.eq(ids[to])).execute(c));
    };
    merge(0, 1);
    merge(1, 2);
    settled(&portal);
    assert!(all(&stands(&portal, &ticket, &["xqcu", "xqgiua", "xqmoi"]).await, true));
    // It is held by another by now: who answered is still found.
    let again = portal.life(&ticket).reopen(&ticket);
    let elsewhere = portal.life(&again).elsewhere("so-y-te").forward(&again);
    assert_eq!(elsewhere.agency(), Some(portal.agency("so-y-te")));
    let admin = portal.account("quan-tri@example.vn", &[(Role::Admin, AGENCY)]);
    let agency = portal.with_db(|c| offices::find(c, ids[2]));
    let typed =
        AgencyFields { name: "Sở Xqsau".into(), kind: "department".into(), ..AgencyFields::default() };
    edit(&portal, &portal.actor_of(admin), (&agency.slug, agency.version), &typed).unwrap();
    settled(&portal);
    assert_eq!(stands(&portal, &ticket, &["xqcu", "xqsau", "xqmoi"]).await[4..], [true, true, false]);
    // Two that took over from each other lead nowhere, and end.
    merge(2, 0);
    settled(&portal);
}

#[actix_web::test]
async fn a_reason_that_hides_hides_what_was_refused_for_it_and_what_repeats_that() {
    let portal = TestPortal::new();
    let master = portal.ticket().titled("Xqmaster").in_state(Status::Accepted).build();
    let follower = portal.ticket().titled("Xqfollower").in_state(Status::Accepted).build();
    let reason: String = portal.with_db(|c| {
        let open = refusal_reasons::table.filter(refusal_reasons::hides.eq(false));
        open.order(refusal_reasons::position).select(refusal_reasons::code).first(c)
    });
    let agent = portal.actor(Role::Agent, "tt-1022");
    let order = Order { actor: &agent, code: &follower.code, seen: follower.version };
    let follower = mark_duplicate(&portal, order, &master.code).unwrap();
    let order = Order { actor: &agent, code: &master.code, seen: master.version };
    let master = refuse(&portal, order, &reason, "").unwrap();
    let hide = |hides: bool| {
        let row = refusal_reasons::table.filter(refusal_reasons::code.eq(&reason));
        portal.with_db(|c| diesel::update(row).set(refusal_reasons::hides.eq(hides)).execute(c));
        settled(&portal);
    };
    for (ticket, word) in [(&master, "xqmaster"), (&follower, "xqfollower")] {
        assert!(all(&stands(&portal, ticket, &[word]).await, true), "{word}");
    }
    hide(true);
    for (ticket, word) in [(&master, "xqmaster"), (&follower, "xqfollower")] {
        assert!(all(&stands(&portal, ticket, &[word]).await, false), "{word}");
    }
    hide(false);
    for (ticket, word) in [(&master, "xqmaster"), (&follower, "xqfollower")] {
        assert!(all(&stands(&portal, ticket, &[word]).await, true), "{word}");
    }
}

#[test]
fn many_are_written_a_part_at_a_time_and_a_new_change_begins_anew() {
    let portal = TestPortal::new();
    let tickets: Vec<Ticket> = (0..5).map(|_| portal.ticket().in_state(Status::Accepted).build()).collect();
    let public = || untrue_copies(&portal.db, 9).unwrap().1;
    let part = || portal.db.change(|c| rewrite_part(&portal.db, c, 2)).unwrap();
    publish(&portal, &tickets[0], Publish::Never);
    assert_eq!((part(), public()), (2, 3));
    assert_eq!((part(), public()), (2, 1));
    publish(&portal, &tickets[0], Publish::AfterCheck);
    assert_eq!((part(), public()), (2, 3));
    assert_eq!((part(), part(), part()), (2, 1, 0));
    assert_eq!(public(), 5);
    publish(&portal, &tickets[0], Publish::Never);
    assert_eq!(rewrite_copies(&portal, &|| false), Ok(0), "a portal that stops begins nothing");
    assert_eq!(rewrite_copies(&portal, &|| true), Ok(5));
    assert_eq!(public(), 0);
}
