//! Every verb that changes a report and that no step at the desk calls alone, as everyone. `policy` says who may; whoever
//! may must get through, so that the fields are known to be right, and whoever may not is refused with nothing changed.
use super::cast::everyone;
use super::scene::{scene, traces};
use crate::house::source::{files, none};
use crate::support::{TestPortal, jpeg};
use langnghe::actions::Refusal;
use langnghe::actions::replies::{self, Came, Written};
use langnghe::actions::tickets::{self, Order, Verdict};
use langnghe::domain::policy::Act;
use langnghe::domain::reply::Outcome;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::files::{KeptDocument, KeptPhoto};
use langnghe::ids::{DocumentId, PhotoId};
use std::collections::BTreeSet;

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
    review_refusal ReviewRefusal Rejected |p, o, _| {
        tickets::review_refusal(p, o, Verdict::Agreed).map(drop)
    };
    remind Remind InProgress |p, o, _| {
        tickets::remind(p, o, "Hạn là hôm nay.", "2026-09-08".parse().unwrap()).map(drop)
    };
    propose DraftReply InProgress |p, o, _| replies::propose(p, o, &answer(), "Không chờ thêm được nữa").map(drop);
    attach_photo DraftReply InProgress |p, o, _| replies::attach_photo(p, o, photo(p)).map(drop);
    attach_document DraftReply InProgress |p, o, _| {
        replies::attach_document(p, o, document(p), "ket-qua.pdf").map(drop)
    };
    detach_photo DraftReply InProgress |p, o, _| replies::detach_photo(p, o, PhotoId(1)).map(drop);
    bring_files Contribute InProgress |p, o, _| replies::bring_files(p, o, vec![Came::Photo(photo(p))]).map(drop);
    detach_document DraftReply InProgress |p, o, _| replies::detach_document(p, o, DocumentId(1)).map(drop);
}

#[test]
fn every_verb_refuses_whoever_may_not_and_changes_nothing() {
    let mut wrong = Vec::new();
    for verb in VERBS {
        let portal = TestPortal::new();
        let people = everyone(&portal);
        let own = people[0].actor.id;
        let standing = scene(&portal, verb.from, Some(own));
        let mut outcomes = BTreeSet::new();
        for person in &people {
            let holding = standing.holding();
            let expected = if !person.actor.may(Act::ReadTicket, &holding) {
                Some(Refusal::Missing)
            } else if !person.actor.may(verb.act, &holding) {
                Some(Refusal::Forbidden)
            } else {
                None
            };
            let ticket =
                if expected.is_none() { scene(&portal, verb.from, Some(own)) } else { standing.clone() };
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
        let ticket = scene(&portal, verb.from, Some(people[0].actor.id));
        let able = people.iter().find(|person| person.actor.may(verb.act, &ticket.holding())).unwrap();
        let before = traces(&portal, &ticket);
        let order = Order { actor: &able.actor, code: &ticket.code, seen: ticket.version - 1 };
        assert_eq!((verb.run)(&portal, order, &ticket), Err(Refusal::Stale), "{}", verb.name);
        assert_eq!(traces(&portal, &ticket), before, "{}", verb.name);
    }
}

/// Whoever adds a verb lets a step call it, or adds a line above.
#[test]
fn every_verb_is_a_steps_or_stands_in_the_table() {
    let mut known: BTreeSet<String> = VERBS.iter().map(|verb| verb.name.to_owned()).collect();
    for step in files(&["src/web/desk/steps"], &["rs"]) {
        for room in ["tickets::", "replies::"] {
            let called = step.text.split(room).skip(1).filter_map(|rest| rest.split_once('('));
            known.extend(called.map(|(verb, _)| verb.to_owned()));
        }
    }
    let verbs = verbs_with("order: Order<", &["src/actions/tickets", "src/actions/replies"]);
    assert!(verbs.len() > 25, "only {} verbs were found", verbs.len());
    let verbs = verbs.into_iter().map(|(_, verb)| verb);
    none(verbs.filter(|verb| !known.contains(verb)).collect(), "Run by nobody here:");
}

/// The public functions under these folders that take the portal and this argument, each after its room.
pub fn verbs_with(argument: &str, folders: &[&str]) -> Vec<(String, String)> {
    let mut verbs = Vec::new();
    for file in files(folders, &["rs"]) {
        let room = file.path.trim_start_matches("src/actions/").trim_end_matches(".rs").split('/').next();
        for found in file.text.split("\npub fn ").skip(1) {
            let (name, rest) = found.split_once('(').unwrap();
            let signature = rest.split('{').next().unwrap();
            if signature.contains("portal: &Portal") && signature.contains(argument) {
                verbs.push((room.unwrap_or_default().to_owned(), name.to_owned()));
            }
        }
    }
    verbs
}

fn answer() -> Written {
    Written {
        outcome: Outcome::Explained,
        body: "Đơn vị đã kiểm tra và trả lời người dân như sau: mặt đường đã êm.".into(),
        signed_as: "Giám đốc".into(),
        document_number: String::new(),
        promised_for: None,
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
