//! Every verb that changes a report, as everyone. `policy` says who may; whoever may must get through, so that the
//! fields are known to be right, and whoever may not is refused with nothing changed.
use super::cast::{CO_AGENCY, HOLDER, everyone};
use crate::house::source::{files, none};
use crate::support::{TestPortal, jpeg};
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::replies::{self, Written};
use langnghe::actions::tickets::{self, Accepted, Destination, Order, PublicCopy, PublicText, Verdict};
use langnghe::domain::policy::Act;
use langnghe::domain::reply::Outcome;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Kind, Level, Prominence, Ticket};
use langnghe::ids::{AccountId, DocumentId, PhotoId};
use langnghe::photos::{KeptDocument, KeptPhoto};
use langnghe::schema::{events, tickets as rows};
use langnghe::store;
use std::collections::BTreeSet;

const WHY: &str = "Có lý do rõ ràng";

/// A verb: what it is called, the act it needs, the state it begins in, and how it is done with right fields.
struct Verb {
    name: &'static str,
    act: Act,
    from: Status,
    run: fn(&TestPortal, Order<'_>, &Ticket) -> Result<(), Refusal>,
}

macro_rules! verbs {
    ($($name:ident $act:ident $from:ident $run:expr;)*) => {
        const VERBS: &[Verb] = &[$(Verb {
            name: stringify!($name), act: Act::$act, from: Status::$from, run: $run,
        }),*];
    };
}

verbs! {
    accept Accept New |p, o, t| tickets::accept(p, o, &accepted(t)).map(drop);
    forward Forward Accepted |p, o, _| tickets::forward(p, o, &destination(p)).map(drop);
    refuse Refuse New |p, o, _| tickets::refuse(p, o, "ngoai_tham_quyen", "").map(drop);
    mark_duplicate MarkDuplicate New |p, o, _| {
        tickets::mark_duplicate(p, o, &p.ticket().in_state(Status::Accepted).build().code).map(drop)
    };
    take Take Forwarded |p, o, _| tickets::take(p, o).map(drop);
    send_back SendBack Forwarded |p, o, _| tickets::send_back(p, o, WHY).map(drop);
    assign Assign InProgress |p, o, _| tickets::assign(p, o, None).map(drop);
    claim Claim InProgress |p, o, _| tickets::claim(p, o).map(drop);
    release Release InProgress |p, o, _| tickets::release(p, o, WHY).map(drop);
    ask_info AskInfo InProgress |p, o, _| tickets::ask_info(p, o, "Ở số nhà bao nhiêu ạ?").map(drop);
    give_info AskInfo NeedsInfo |p, o, _| tickets::give_info(p, o, "Số nhà 12, đối diện trường học.").map(drop);
    write_note WriteNote InProgress |p, o, _| tickets::write_note(p, o, "Đã gọi điện.").map(drop);
    write_progress WriteProgress InProgress |p, o, _| {
        tickets::write_progress(p, o, "Đơn vị đã kiểm tra hiện trường.").map(drop)
    };
    edit_public_text EditPublicText Accepted |p, o, t| {
        tickets::edit_public_text(p, o, &copy(t), WHY).map(drop)
    };
    set_prominence SetProminence Accepted |p, o, _| tickets::set_prominence(p, o, Prominence::Hidden, WHY).map(drop);
    set_level SetLevel Accepted |p, o, _| tickets::set_level(p, o, Level::Complex, WHY).map(drop);
    set_kind SetKind Accepted |p, o, _| tickets::set_kind(p, o, Kind::Question, WHY).map(drop);
    grant_extension GrantExtension InProgress |p, o, t| {
        let later = t.first_answer_due.unwrap().date() + chrono::Duration::days(1);
        tickets::grant_extension(p, o, later, WHY).map(drop)
    };
    reopen Reopen Answered |p, o, _| tickets::reopen(p, o, WHY).map(drop);
    close Close Answered |p, o, _| tickets::close(p, o).map(drop);
    review_refusal ReviewRefusal Rejected |p, o, _| {
        tickets::review_refusal(p, o, Verdict::Agreed).map(drop)
    };
    save_draft DraftReply InProgress |p, o, _| replies::save_draft(p, o, &answer()).map(drop);
    propose DraftReply InProgress |p, o, _| replies::propose(p, o, &answer()).map(drop);
    return_draft ReturnReply AwaitingApproval |p, o, _| replies::return_draft(p, o, WHY).map(drop);
    publish PublishReply AwaitingApproval |p, o, _| replies::publish(p, o).map(drop);
    attach_photo DraftReply InProgress |p, o, _| replies::attach_photo(p, o, photo(p)).map(drop);
    attach_document DraftReply InProgress |p, o, _| {
        replies::attach_document(p, o, document(p), "ket-qua.pdf").map(drop)
    };
    detach_photo DraftReply InProgress |p, o, _| replies::detach_photo(p, o, PhotoId(1)).map(drop);
    detach_document DraftReply InProgress |p, o, _| replies::detach_document(p, o, DocumentId(1)).map(drop);
}

#[test]
fn every_verb_refuses_whoever_may_not_and_changes_nothing() {
    let mut wrong = Vec::new();
    for verb in VERBS {
        let portal = TestPortal::new();
        let people = everyone(&portal);
        let own = people[0].actor.id;
        let standing = scene(&portal, verb, own);
        let mut outcomes = BTreeSet::new();
        for person in &people {
            let holding = standing.holding();
            let expected = if !person.actor.may(Act::ReadTicket, holding) {
                Some(Refusal::Missing)
            } else if !person.actor.may(verb.act, holding) {
                Some(Refusal::Forbidden)
            } else {
                None
            };
            let ticket = if expected.is_none() { scene(&portal, verb, own) } else { standing.clone() };
            let before = traces(&portal, &ticket);
            let order = Order { actor: &person.actor, code: &ticket.code, seen: ticket.version };
            let met = (verb.run)(&portal, order, &ticket).err();
            if met != expected {
                wrong.push(format!("{} as {}: {met:?} instead of {expected:?}", verb.name, person.name));
            }
            if expected.is_some() && traces(&portal, &ticket) != before {
                wrong.push(format!("{} as {}: it left a trace", verb.name, person.name));
            }
            outcomes.insert(format!("{expected:?}"));
        }
        if outcomes.len() != 3 {
            wrong.push(format!("{}: the cast meets only {outcomes:?}", verb.name));
        }
    }
    none(wrong, "Permission:");
}

#[test]
fn a_version_that_is_over_changes_nothing() {
    for verb in VERBS {
        let portal = TestPortal::new();
        let people = everyone(&portal);
        let ticket = scene(&portal, verb, people[0].actor.id);
        let able = people.iter().find(|person| person.actor.may(verb.act, ticket.holding())).unwrap();
        let before = traces(&portal, &ticket);
        let order = Order { actor: &able.actor, code: &ticket.code, seen: ticket.version - 1 };
        assert_eq!((verb.run)(&portal, order, &ticket), Err(Refusal::Stale), "{}", verb.name);
        assert_eq!(traces(&portal, &ticket), before, "{}", verb.name);
    }
}

/// Whoever adds a verb adds a line above.
#[test]
fn every_verb_stands_in_the_table() {
    let known: BTreeSet<&str> = VERBS.iter().map(|verb| verb.name).collect();
    let verbs = verbs_with("order: Order<", &["src/actions/tickets", "src/actions/replies"]);
    assert!(verbs.len() > 25, "only {} verbs were found", verbs.len());
    none(verbs.into_iter().filter(|verb| !known.contains(verb.as_str())).collect(), "Run by nobody here:");
}

/// The public functions under these folders that take the portal and this argument.
pub fn verbs_with(argument: &str, folders: &[&str]) -> Vec<String> {
    let mut verbs = Vec::new();
    for file in files(folders, &["rs"]) {
        for found in file.text.split("\npub fn ").skip(1) {
            let (name, rest) = found.split_once('(').unwrap();
            let signature = rest.split('{').next().unwrap();
            if signature.contains("portal: &Portal") && signature.contains(argument) {
                verbs.push(name.to_owned());
            }
        }
    }
    verbs
}

/// A report in the state where a verb begins, held by [`HOLDER`] with [`CO_AGENCY`], given to `own` where it is worked on.
fn scene(portal: &TestPortal, verb: &Verb, own: AccountId) -> Ticket {
    let mut ticket = portal.ticket().at(HOLDER).given_to(own).in_state(verb.from).build();
    let held = verb.from != Status::New && verb.from != Status::Rejected && verb.from != Status::Accepted;
    // One that nobody holds is read by the desk alone: then whoever may not is told that there is none.
    let agency = portal.agency(HOLDER);
    ticket.agency_id = Some(agency);
    ticket.co_agency_id = Some(portal.agency(CO_AGENCY));
    ticket.assignee_id = (held && verb.name != "claim").then_some(own);
    ticket.answer_amount = Some(3);
    ticket.answer_unit = Some("working_days".into());
    let row = rows::table.filter(rows::id.eq(ticket.id));
    portal.with_db(|c| diesel::update(row).set(&ticket).execute(c));
    ticket
}

/// All that a verb could leave: the report itself, how many events it has, its draft, its files.
fn traces(portal: &TestPortal, ticket: &Ticket) -> String {
    portal.with_db(|c| {
        let now = store::tickets::find(c, ticket.id)?;
        let happened: i64 = events::table.filter(events::ticket_id.eq(ticket.id)).count().get_result(c)?;
        let draft = store::reply_drafts::find(c, ticket.id)?;
        let photos = store::photos::unpublished_after(c, ticket.id)?.len();
        let documents = store::documents::unpublished(c, ticket.id)?.len();
        let notes = store::events::notes_of(c, ticket.id)?.len();
        let replies = store::replies::next_version(c, ticket.id)?;
        Ok(format!("{now:?} {happened} {draft:?} {photos} {documents} {notes} {replies}"))
    })
}

fn copy(ticket: &Ticket) -> PublicCopy {
    PublicCopy { text: text(ticket), place: String::new(), photos: Vec::new() }
}

fn text(ticket: &Ticket) -> PublicText {
    PublicText { title: ticket.title.clone(), body: ticket.body.clone() }
}

fn accepted(ticket: &Ticket) -> Accepted {
    Accepted {
        text: text(ticket),
        category: ticket.category_id,
        commune: None,
        place: String::new(),
        level: Level::Normal,
        is_private: false,
        public_photos: Vec::new(),
        destination: None,
    }
}

fn destination(portal: &TestPortal) -> Destination {
    Destination { agency: portal.agency(HOLDER), co_agency: None, remark: String::new() }
}

fn answer() -> Written {
    Written {
        outcome: Outcome::Explained,
        body: "Đơn vị đã kiểm tra và trả lời người dân như sau: mặt đường đã êm.".into(),
        signed_as: "Giám đốc".into(),
        document_number: String::new(),
        over: 0,
    }
}

/// A photo and a paper that lie on the shelf, as the verbs hold them.
fn photo(portal: &TestPortal) -> KeptPhoto {
    portal.photos.keep_now(&jpeg(8, 8)).unwrap_or_else(|problem| panic!("{}", problem.word()))
}

fn document(portal: &TestPortal) -> KeptDocument {
    let paper = include_bytes!("../../../data/demo/document.pdf");
    portal.photos.document(paper).unwrap_or_else(|problem| panic!("{}", problem.word()))
}
