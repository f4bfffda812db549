//! The table, cell by cell, and how far each reach goes.
use super::partners::Partners;
use super::policy::Reach::*;
use super::policy::{Act, Actor, Grant, Holding, Role, Scope, reach};
use crate::ids::{AccountId, AgencyId};

fn actor(role: Role, tree: &[i64]) -> Actor {
    let tree: Vec<AgencyId> = tree.iter().map(|id| AgencyId(*id)).collect();
    let grants = vec![Grant { role, agency: tree[0], agency_name: String::new(), tree, over_all: false }];
    Actor { id: AccountId(7), name: "A".into(), position: String::new(), grants, stands_for: Vec::new() }
}

fn held(agency: i64, assignee: Option<i64>) -> Holding {
    Holding {
        agency: Some(AgencyId(agency)),
        partners: Partners::default(),
        assignee: assignee.map(AccountId),
    }
}

#[test]
fn contact_data_is_for_the_1022_desk_alone() {
    let readers: Vec<Role> =
        Role::ALL.iter().copied().filter(|role| reach(*role, Act::ReadContact) != No).collect();
    assert_eq!(readers, [Role::Agent, Role::Dispatcher]);
}

#[test]
fn only_an_approver_publishes_and_only_for_the_own_agency() {
    for role in Role::ALL {
        let expected = if *role == Role::Approver { Agency } else { No };
        assert_eq!(reach(*role, Act::PublishReply), expected, "{role:?}");
    }
    let approver = actor(Role::Approver, &[1, 2]);
    assert!(approver.may(Act::PublishReply, &held(2, None)));
    assert!(!approver.may(Act::PublishReply, &held(3, None)));
}

#[test]
fn an_officer_drafts_only_what_was_given_to_them() {
    let officer = actor(Role::Officer, &[1]);
    assert!(officer.may(Act::DraftReply, &held(1, Some(7))));
    assert!(!officer.may(Act::DraftReply, &held(1, Some(8))));
    assert!(!officer.may(Act::DraftReply, &held(2, Some(7))));
}

#[test]
fn who_watches_changes_nothing_else() {
    for act in Act::ALL {
        let harmless = matches!(
            act,
            Act::ReadTicket | Act::Remind | Act::ReviewRefusal | Act::ReviewRating | Act::ReadFigures
        );
        assert_eq!(reach(Role::Supervisor, *act) != No, harmless, "{act:?}");
        assert_eq!(reach(Role::Leader, *act) != No, harmless, "{act:?}");
    }
}

#[test]
fn who_watches_over_the_city_sees_what_no_agency_holds() {
    let nobodys = Holding { agency: None, partners: Partners::default(), assignee: None };
    let mut watcher = actor(Role::Supervisor, &[1]);
    assert!(!watcher.may(Act::ReadTicket, &nobodys) && !watcher.may(Act::ReadTicket, &held(3, None)));
    watcher.grants[0].over_all = true;
    assert!(watcher.may(Act::ReadTicket, &nobodys) && watcher.may(Act::Remind, &held(3, None)));
    assert_eq!(watcher.scope(Act::ReviewRefusal), Scope::All);
    let mut officer = actor(Role::Officer, &[1]);
    officer.grants[0].over_all = true;
    assert!(!officer.may(Act::ReadTicket, &nobodys), "whoever works there has work of their own");
}

#[test]
fn a_list_shows_what_may_be_read() {
    assert_eq!(actor(Role::Agent, &[1]).scope(Act::ReadTicket), Scope::All);
    assert_eq!(actor(Role::Admin, &[1]).scope(Act::ReadTicket), Scope::Nothing);
    assert_eq!(
        actor(Role::Focal, &[2, 1]).scope(Act::ReadTicket),
        Scope::Agencies(vec![AgencyId(1), AgencyId(2)])
    );
}

/// The whole table as it was agreed, so that no cell changes unseen: `UPDATE=1 cargo test` writes it anew.
#[test]
fn the_table_is_as_it_was_agreed() {
    let mut table = String::new();
    for act in Act::ALL {
        let cells = Role::ALL.iter().filter(|role| reach(**role, *act) != No);
        let cells: Vec<_> =
            cells.map(|role| format!("{role} {:?}", reach(*role, *act)).to_lowercase()).collect();
        table.push_str(&format!("{act}: {}\n", cells.join(", ")));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain/policy_table.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    assert_eq!(table, std::fs::read_to_string(path).unwrap());
}

#[test]
fn who_works_with_the_lead_reads_writes_notes_does_its_part_and_nothing_else() {
    let with = Holding {
        agency: Some(AgencyId(1)),
        partners: Partners::of(vec![AgencyId(9), AgencyId(2)]),
        assignee: None,
    };
    let focal = actor(Role::Focal, &[2]);
    for act in Act::ALL {
        let with_the_lead = matches!(act, Act::ReadTicket | Act::WriteNote | Act::Contribute);
        assert_eq!(focal.may(*act, &with), with_the_lead, "{act}");
    }
    assert!(
        !actor(Role::Officer, &[2]).may(Act::WriteNote, &with),
        "an officer writes only where it was given to them"
    );
    assert!(!actor(Role::Focal, &[3]).may(Act::ReadTicket, &with));
    assert!(!actor(Role::Focal, &[1]).may(Act::Contribute, &with), "the lead has no part of the partner's");
}

#[test]
fn what_nobody_holds_is_the_1022_desks_alone() {
    let nobodys = Holding { agency: None, partners: Partners::default(), assignee: None };
    for role in Role::ALL {
        let desk = matches!(role, Role::Agent | Role::Dispatcher | Role::Leader);
        assert_eq!(actor(*role, &[1]).may(Act::ReadTicket, &nobodys), desk, "{role}");
    }
    let own = Holding { agency: None, partners: Partners::default(), assignee: Some(AccountId(7)) };
    assert!(!actor(Role::Officer, &[1]).may(Act::DraftReply, &own));
}

#[test]
fn a_role_is_held_and_may_something_somewhere_or_not() {
    let officer = actor(Role::Officer, &[1]);
    assert!(officer.holds(Role::Officer) && !officer.holds(Role::Focal));
    assert!(officer.may_somewhere(Act::Take) && officer.may_somewhere(Act::DraftReply));
    assert!(!officer.may_somewhere(Act::Forward));
    let nobody = Actor { grants: Vec::new(), ..officer };
    assert!(!nobody.may_somewhere(Act::ReadTicket));
    assert_eq!(nobody.scope(Act::ReadTicket), Scope::Nothing);
}

#[test]
fn several_roles_add_up_and_each_agency_is_listed_once() {
    let mut both = actor(Role::Officer, &[3, 1]);
    both.grants.extend(actor(Role::Focal, &[1, 2]).grants);
    let all = [1, 2, 3].map(AgencyId).to_vec();
    assert_eq!(both.scope(Act::ReadTicket), Scope::Agencies(all.clone()));
    assert_eq!(both.scope(Act::WriteNote), Scope::Agencies(all), "what is one's own lies in one's agencies");
    assert_eq!(both.scope(Act::SendBack), Scope::Agencies(vec![AgencyId(1), AgencyId(2)]));
    both.grants.extend(actor(Role::Agent, &[9]).grants);
    assert_eq!(both.scope(Act::ReadTicket), Scope::All);
}
